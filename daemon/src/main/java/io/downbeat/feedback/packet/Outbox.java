package io.downbeat.feedback.packet;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.OscWriter;
import io.downbeat.osc.Peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the messages of one update for each destination, in their order, and packs them into
 * datagrams.
 */
public final class Outbox {

    /** The most bytes in a datagram: contract, rule 10. */
    public static final int DATAGRAM_BYTES = 1432;

    private static final int ELEMENT_HEADER_BYTES = Integer.BYTES;

    private final String prefix;
    private final Map<Peer, PendingPacket> pendingPackets = new LinkedHashMap<>();
    private final List<OutgoingPacket> packed = new ArrayList<>();
    private long tooLarge;

    /**
     * @param prefix the prefix of every address; empty for none
     */
    public Outbox(String prefix) {
        this.prefix = prefix;
    }

    /**
     * How a destination wants its messages.
     *
     * @param typed with the types of the contract; otherwise every number is a float
     * @param bundled several in one bundle; otherwise each in a datagram of its own
     */
    public record Form(boolean typed, boolean bundled) {
        public static final Form USUAL = new Form(false, true);
    }

    private record PendingPacket(Form form, List<OscMessage> messages) {}

    /** Adds a message for a destination; returns its bytes. */
    public int put(Peer to, Form form, OscMessage message) {
        var prefixed = new OscMessage(prefix + message.address(), arguments(form, message));
        return append(to, form, prefixed);
    }

    /** Adds a message without converting its arguments; returns its bytes. */
    public int putAsIs(Peer to, Form form, OscMessage message) {
        return append(to, form, new OscMessage(prefix + message.address(), message.arguments()));
    }

    /** A message that is too large for any packet is left out and counted. */
    private int append(Peer to, Form form, OscMessage message) {
        int size = OscCodec.size(message);
        if (size > OscCodec.MAX_PACKET) {
            tooLarge++;
            return 0;
        }
        pendingPackets
                .computeIfAbsent(to, peer -> new PendingPacket(form, new ArrayList<>()))
                .messages()
                .add(message);
        return size + ELEMENT_HEADER_BYTES;
    }

    /** The number of messages that were left out because no packet holds them. */
    public long tooLarge() {
        return tooLarge;
    }

    /** Packs all messages, and empties the outbox. */
    public List<OutgoingPacket> drain() {
        pendingPackets.forEach(this::pack);
        pendingPackets.clear();
        List<OutgoingPacket> all = List.copyOf(packed);
        packed.clear();
        return all;
    }

    /**
     * Messages with types that some receivers cannot read (a colour is an {@code r}) go in
     * datagrams of their own: liblo discards a whole bundle because of one of them.
     */
    private void pack(Peer to, PendingPacket pendingPacket) {
        int mostBytes = pendingPacket.form().bundled() ? DATAGRAM_BYTES : 0;
        var common = new Bundle(to, mostBytes);
        var uncommon = new Bundle(to, mostBytes);
        for (OscMessage message : pendingPacket.messages()) {
            if (isCommon(message)) {
                common.add(message);
            } else {
                if (uncommon.isEmpty()) {
                    common.send();
                }
                uncommon.add(message);
            }
        }
        uncommon.send();
        common.send();
    }

    private static boolean isCommon(OscMessage message) {
        return message.arguments().stream()
                .allMatch(argument ->
                        argument instanceof OscArgument.Float32
                                || argument instanceof OscArgument.Int32
                                || argument instanceof OscArgument.Text);
    }

    /** The datagram that is being filled. */
    private final class Bundle {
        private final Peer to;
        private final int mostBytes;
        private final List<OscPacket> messages = new ArrayList<>();
        private int size = OscWriter.BUNDLE_HEAD;

        Bundle(Peer to, int mostBytes) {
            this.to = to;
            this.mostBytes = mostBytes;
        }

        boolean isEmpty() {
            return messages.isEmpty();
        }

        void add(OscMessage message) {
            int more = OscCodec.size(message) + ELEMENT_HEADER_BYTES;
            if (size + more > mostBytes) {
                send();
            }
            messages.add(message);
            size += more;
        }

        void send() {
            if (messages.size() == 1) {
                packed.add(new OutgoingPacket(to, messages.getFirst()));
            } else if (!messages.isEmpty()) {
                packed.add(new OutgoingPacket(to, new OscBundle(OscTimetag.IMMEDIATE, messages)));
            }
            messages.clear();
            size = OscWriter.BUNDLE_HEAD;
        }
    }

    private static List<OscArgument> arguments(Form form, OscMessage message) {
        if (form.typed()) {
            return message.arguments();
        }
        boolean plain = true;
        for (OscArgument argument : message.arguments()) {
            plain &= !(argument instanceof OscArgument.Int32);
        }
        return plain
                ? message.arguments()
                : message.arguments().stream().map(Outbox::asFloat).toList();
    }

    private static OscArgument asFloat(OscArgument argument) {
        return argument instanceof OscArgument.Int32(int whole) ? OscArgument.f(whole) : argument;
    }
}
