package io.downbeat.app.io;

import io.downbeat.clock.WallClock;
import io.downbeat.control.CommandsDueTogether;
import io.downbeat.control.EchoDetector;
import io.downbeat.control.PacketInterpreter;
import io.downbeat.control.PacketOrigin;
import io.downbeat.control.RefusalOfCommandsReadTooLate;
import io.downbeat.engine.thread.ArrivalSource;
import io.downbeat.engine.thread.NonUdpInbox;
import io.downbeat.net.LogLimiter;
import io.downbeat.net.OutputSockets;
import io.downbeat.net.OwnUdpPortCheck;
import io.downbeat.net.UdpTransport;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.Peer;
import io.downbeat.osc.UnreadableElement;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Reads what the conductor thread receives: datagrams, which it decodes and routes at once, and the
 * contents of the inbox. Used by that thread only.
 */
public final class DatagramAndInboxReader implements ArrivalSource {

    private static final Logger LOG = LoggerFactory.getLogger(DatagramAndInboxReader.class);

    /**
     * Half of the time until the next deadline is for handling received datagrams; half of the rest
     * is for moving further datagrams out of the socket.
     */
    private static final int PART_FOR_MOVING = 4;

    /**
     * Datagrams of one output in one call: a receiver that returns every value does not send more.
     */
    private static final int MOST_RETURNED = 16;

    private static final Command CONFIRM = new Command.Confirm();

    private final UdpTransport udp;
    private final NonUdpInbox inbox;
    private final Receiving receiving;
    private final OutputSockets outputSockets;
    private final EchoDetector echoDetector;
    private final OwnUdpPortCheck own;
    private final OscCodec codec = new OscCodec();
    private final LogLimiter malformed = new LogLimiter();
    private boolean loggedOwn;
    private boolean isInboxNext;

    /**
     * @param outputSockets read for what comes back from the outputs
     * @param echoDetector keeps the values that were just sent to outputs
     * @param own where {@code udp} listens: what comes from there comes from this program
     */
    public DatagramAndInboxReader(
            UdpTransport udp,
            NonUdpInbox inbox,
            Receiving receiving,
            OutputSockets outputSockets,
            EchoDetector echoDetector,
            OwnUdpPortCheck own) {
        this.udp = udp;
        this.inbox = inbox;
        this.receiving = receiving;
        this.outputSockets = outputSockets;
        this.echoDetector = echoDetector;
        this.own = own;
    }

    @Override
    public void await(HostMicros until) {
        if (inbox.isEmpty()) {
            udp.await(until);
        }
    }

    @Override
    public void pause(HostMicros until) {
        udp.pause(until);
    }

    @Override
    public void read(int most, long leftMicros, Consumer<CommandBatch> into) {
        // Each of the two sources gets half of the time, and the unused time of the other one.
        // Of an odd number they get the larger half by turns: neither starves if it is 1.
        isInboxNext = !isInboxNext;
        List<CommandBatch> first = inbox.drain(isInboxNext ? (most + 1) / 2 : most / 2);
        first.forEach(batch -> into.accept(withoutReturned(batch)));
        udp.read(
                most - first.size(),
                leftMicros / PART_FOR_MOVING,
                leftMicros,
                (data, from, at, late) -> packet(data, from, at, late, into));
        outputSockets.read(
                MOST_RETURNED, (output, from, data, at) -> returned(output, from, data, at, into));
    }

    /**
     * Messages of connections were read on another thread. Whether an output only returned them is
     * checked here, on the thread that owns the sent values.
     */
    private CommandBatch withoutReturned(CommandBatch batch) {
        var requests = new ArrayList<CommandWithAddress>(batch.requests().size());
        for (CommandWithAddress each : batch.requests()) {
            requests.add(
                    isReturned(each, batch)
                            ? new CommandWithAddress(each.address(), CONFIRM)
                            : each);
        }
        return new CommandBatch(
                batch.at(), batch.by(), batch.due(), requests, batch.bytes(), batch.beginsPacket());
    }

    private boolean isReturned(CommandWithAddress each, CommandBatch batch) {
        return echoDetector.isReturnedByConnection(each.command(), batch.by(), batch.at());
    }

    @Override
    public void poll(HostMicros now) {
        udp.poll(now);
    }

    private void returned(
            int output, Peer from, ByteBuffer data, HostMicros at, Consumer<CommandBatch> into) {
        // Other messages of an output are not for this program, unreadable ones included.
        receiving.returned(codec.read(data), output, from, at, echoDetector).forEach(into);
    }

    /**
     * Whether this program sent a datagram to itself, because a client asked for feedback at this
     * program's own port. Handling it would send it again, without end.
     */
    private boolean isOwn(Peer from) {
        if (from.port() != own.port() || !own.isAt(from)) {
            return false;
        }
        if (!loggedOwn) {
            loggedOwn = true;
            LOG.warn(
                    "a client asked for feedback at this program's own port {}; these messages are not"
                            + " handled",
                    own.port());
        }
        return true;
    }

    private void packet(
            ByteBuffer data, Peer from, HostMicros at, boolean late, Consumer<CommandBatch> into) {
        if (isOwn(from)) {
            return;
        }
        DecodedPacket reading = codec.read(data);
        for (UnreadableElement each : reading.unreadable()) {
            if (!each.hasAddress()) {
                reportUnreadable(each, from, at);
            }
        }
        if (late) {
            receiving
                    .late(reading, from, at, echoDetector, () -> udp.countLate(from))
                    .forEach(into);
        } else {
            receiving.arrivals(reading, from, at, echoDetector).forEach(into);
        }
    }

    /**
     * An unreadable element without an address gets no answer, because its sender and content are
     * not known to be OSC.
     */
    private void reportUnreadable(UnreadableElement unreadable, Peer from, HostMicros at) {
        String why = unreadable.problem();
        receiving.unreadable(from, at, why);
        malformed
                .line("malformed", from.host(), at, () -> why + " from " + from)
                .ifPresent(line -> LOG.warn("{}", line));
    }

    /** Converts packets to command batches, in the same way for every transport. Thread safe. */
    public static final class Receiving {
        private static final int REMEMBERED = 4096;

        private final PacketInterpreter packetInterpreter;
        private final WallClock wall;
        private final IncomingMessageMonitor log;
        private final Map<Peer, RequestSender> origins = new ConcurrentHashMap<>();

        public Receiving(
                PacketInterpreter packetInterpreter, WallClock wall, IncomingMessageMonitor log) {
            this.packetInterpreter = packetInterpreter;
            this.wall = wall;
            this.log = log;
        }

        /** The commands of a packet that arrived over a connection. */
        public List<CommandBatch> arrivals(DecodedPacket reading, Peer from, HostMicros at) {
            return arrivals(reading, from, at, EchoDetector.NONE);
        }

        /**
         * A request of a connection that is not an OSC packet.
         *
         * @param shown the message that stands for it, for people
         */
        public CommandBatch arrival(
                CommandWithAddress request, OscMessage shown, Peer from, HostMicros at) {
            var alone = new CommandsDueTogether(Optional.empty(), List.of(request), true);
            var reading = new DecodedPacket(Optional.of(shown), List.of());
            return noted(reading, from, at, List.of(alone)).getFirst();
        }

        /** The commands of a datagram that came back to the socket of an output. */
        List<CommandBatch> returned(
                DecodedPacket reading, int output, Peer from, HostMicros at, EchoDetector known) {
            var sender = new PacketOrigin(origin(from), at);
            int bytes = reading.packet().map(OscCodec::size).orElse(0);
            return packetInterpreter
                    .interpretReturned(reading, output, sender, tag(reading, at), known)
                    .stream()
                    .map(commandsDueTogether ->
                            arrival(commandsDueTogether, sender.origin(), at, bytes))
                    .toList();
        }

        private List<CommandBatch> arrivals(
                DecodedPacket reading, Peer from, HostMicros at, EchoDetector known) {
            return reading.isUnreadable()
                    ? List.of()
                    : noted(reading, from, at, routed(reading, from, at, known));
        }

        /**
         * The commands that are still handled if a packet may have waited too long.
         *
         * @param count called if some are left out
         */
        private List<CommandBatch> late(
                DecodedPacket reading,
                Peer from,
                HostMicros at,
                EchoDetector known,
                Runnable count) {
            if (reading.isUnreadable()) {
                return List.of();
            }
            List<CommandsDueTogether> left =
                    RefusalOfCommandsReadTooLate.refuseLate(routed(reading, from, at, known), at);
            if (RefusalOfCommandsReadTooLate.isAnyRefused(left)) {
                count.run();
            }
            return noted(reading, from, at, left);
        }

        private List<CommandsDueTogether> routed(
                DecodedPacket reading, Peer from, HostMicros at, EchoDetector known) {
            return packetInterpreter.interpret(reading, origin(from), at, tag(reading, at), known);
        }

        private List<CommandBatch> noted(
                DecodedPacket reading, Peer from, HostMicros at, List<CommandsDueTogether> all) {
            RequestSender by = origin(from);
            log.onPacket(reading, from, by, at, all);
            int bytes = reading.packet().map(OscCodec::size).orElse(0);
            if (all.size() == 1) {
                return List.of(arrival(all.getFirst(), by, at, bytes));
            }
            return all.stream()
                    .map(commandsDueTogether -> arrival(commandsDueTogether, by, at, bytes))
                    .toList();
        }

        /** Logs an unreadable packet. */
        void unreadable(Peer from, HostMicros at, String why) {
            log.onUnreadable(from, origin(from), at, why);
        }

        /** Logs that a batch found no room in the inbox, if its packet begins with it. */
        public void onTurnedAway(CommandBatch batch) {
            if (batch.beginsPacket()) {
                log.onTurnedAway(batch.by(), batch.at());
            }
        }

        private static CommandBatch arrival(
                CommandsDueTogether commandsDueTogether,
                RequestSender by,
                HostMicros at,
                int bytes) {
            return new CommandBatch(
                    at,
                    by,
                    commandsDueTogether.due(),
                    commandsDueTogether.requests(),
                    bytes,
                    commandsDueTogether.beginsPacket());
        }

        /** Kept for recent peers, so that it is not created for each packet. */
        private RequestSender origin(Peer from) {
            RequestSender known = origins.get(from);
            if (known != null) {
                return known;
            }
            if (origins.size() >= REMEMBERED) {
                origins.clear();
            }
            var origin = new RequestSender(from.toString());
            origins.put(from, origin);
            return origin;
        }

        /** The time of day, for packets whose time tag is compared with it. */
        private OscTimetag tag(DecodedPacket reading, HostMicros at) {
            return reading.packet().filter(OscBundle.class::isInstance).isPresent()
                    ? OscTimetag.ofEpochMicros(wall.epochMicros(at))
                    : OscTimetag.IMMEDIATE;
        }
    }
}
