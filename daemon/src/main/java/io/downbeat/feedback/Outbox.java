package io.downbeat.feedback;

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
 * The messages of one turn, by destination and in their order, on their way into datagrams. Not
 * thread safe.
 */
final class Outbox {

    /** What a datagram carries at most: address space, rule 10. */
    static final int DATAGRAM = 1432;

    private static final int ELEMENT_HEAD = Integer.BYTES;

    private final String prefix;
    private final Map<Peer, Parcel> parcels = new LinkedHashMap<>();
    private final List<Outgoing> packed = new ArrayList<>();

    /**
     * @param prefix stands before every address; empty for none
     */
    Outbox(String prefix) {
        this.prefix = prefix;
    }

    /** How a destination wants its messages. */
    record Form(boolean typed, boolean bundled) {
        static final Form USUAL = new Form(false, true);
    }

    private record Parcel(Form form, List<OscMessage> messages) {}

    /** Puts a message behind those that go to the same destination; returns its bytes. */
    int put(Peer to, Form form, OscMessage message) {
        var told = new OscMessage(prefix + message.address(), arguments(form, message));
        return append(to, form, told);
    }

    /** The same, with the arguments exactly as they are. */
    void putAsIs(Peer to, Form form, OscMessage message) {
        append(to, form, new OscMessage(prefix + message.address(), message.arguments()));
    }

    private int append(Peer to, Form form, OscMessage message) {
        parcels.computeIfAbsent(to, peer -> new Parcel(form, new ArrayList<>()))
                .messages()
                .add(message);
        return OscCodec.size(message) + ELEMENT_HEAD;
    }

    /** All that was put in, packed; leaves the outbox empty. */
    List<Outgoing> take() {
        parcels.forEach(this::pack);
        parcels.clear();
        List<Outgoing> all = List.copyOf(packed);
        packed.clear();
        return all;
    }

    private void pack(Peer to, Parcel parcel) {
        List<OscPacket> bundle = new ArrayList<>();
        int size = OscWriter.BUNDLE_HEAD;
        for (OscMessage message : parcel.messages()) {
            int more = OscCodec.size(message) + ELEMENT_HEAD;
            if (!bundle.isEmpty() && (size + more > DATAGRAM || !parcel.form().bundled())) {
                send(to, bundle);
                size = OscWriter.BUNDLE_HEAD;
            }
            bundle.add(message);
            size += more;
        }
        send(to, bundle);
    }

    private void send(Peer to, List<OscPacket> bundle) {
        if (bundle.size() == 1) {
            packed.add(new Outgoing(to, bundle.getFirst()));
        } else if (!bundle.isEmpty()) {
            packed.add(new Outgoing(to, new OscBundle(OscTimetag.IMMEDIATE, bundle)));
        }
        bundle.clear();
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
