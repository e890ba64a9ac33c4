package io.downbeat.app;

import io.downbeat.clock.WallClock;
import io.downbeat.control.LateMessages;
import io.downbeat.control.ReturnedValues;
import io.downbeat.control.Routed;
import io.downbeat.control.Router;
import io.downbeat.control.Sender;
import io.downbeat.engine.Arrival;
import io.downbeat.engine.ConductorThread;
import io.downbeat.engine.Inbox;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscReading;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.OscUnreadable;
import io.downbeat.osc.Peer;
import io.downbeat.session.Origin;
import io.downbeat.time.HostMicros;
import io.downbeat.transport.LogLimiter;
import io.downbeat.transport.OwnPort;
import io.downbeat.transport.UdpTransport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What the conductor's thread hears: datagrams, decoded and routed on the spot, and whatever lies
 * in the inbox. Used on that thread alone.
 */
final class Ears implements ConductorThread.Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Ears.class);

    /**
     * Half of what is left before a moment that must not be missed is for handling what is read;
     * half of the rest is for moving other datagrams out of the socket.
     */
    private static final int PART_FOR_MOVING = 4;

    /** Datagrams of one output in one go: a desk that answers all it is told sends no more. */
    private static final int MOST_RETURNED = 16;

    private final UdpTransport udp;
    private final Inbox inbox;
    private final Hearing hearing;
    private final Band band;
    private final OwnPort own;
    private final OscCodec codec = new OscCodec();
    private final LogLimiter malformed = new LogLimiter();
    private boolean saidOwn;

    /**
     * @param band asked for what comes back from the outputs
     * @param own where {@code udp} listens: what comes from there comes from this program
     */
    Ears(UdpTransport udp, Inbox inbox, Hearing hearing, Band band, OwnPort own) {
        this.udp = udp;
        this.inbox = inbox;
        this.hearing = hearing;
        this.band = band;
        this.own = own;
    }

    @Override
    public void await(HostMicros until) {
        if (inbox.isEmpty()) {
            udp.await(until);
        }
    }

    @Override
    public void read(int most, long leftMicros, Consumer<Arrival> into) {
        // Half for each of both ways in, and what one leaves for the other.
        List<Arrival> first = inbox.take((most + 1) / 2);
        first.forEach(into);
        udp.read(
                most - first.size(),
                leftMicros / PART_FOR_MOVING,
                (data, from, at, late) -> packet(data, from, at, late, into));
        band.readReturned(
                MOST_RETURNED, (output, from, data, at) -> returned(output, from, data, at, into));
    }

    @Override
    public void glance(HostMicros now) {
        udp.glance(now);
    }

    private void returned(
            int output, Peer from, ByteBuffer data, HostMicros at, Consumer<Arrival> into) {
        // What it says besides its maps is meant for others; so is what can not be read.
        hearing.returned(codec.read(data), output, from, at, band).forEach(into);
    }

    /**
     * Whether a datagram was sent by this program, to itself: somebody has asked for feedback where
     * it listens. Obeyed, it would be told again, and so for ever.
     */
    private boolean isOwn(Peer from) {
        if (from.port() != own.port() || !own.isAt(from)) {
            return false;
        }
        if (!saidOwn) {
            saidOwn = true;
            LOG.warn(
                    "feedback is asked for at this program's own port {}: what comes back is not"
                            + " heard",
                    own.port());
        }
        return true;
    }

    private void packet(
            ByteBuffer data, Peer from, HostMicros at, boolean late, Consumer<Arrival> into) {
        if (isOwn(from)) {
            return;
        }
        OscReading reading = codec.read(data);
        for (OscUnreadable each : reading.unreadable()) {
            if (!each.hasAddress()) {
                passOver(each, from, at);
            }
        }
        if (late) {
            hearing.late(reading, from, at, band, () -> udp.countLate(from)).forEach(into);
        } else {
            hearing.arrivals(reading, from, at, band).forEach(into);
        }
    }

    /** What has no address is not answered: it may come from anywhere, and say anything. */
    private void passOver(OscUnreadable unreadable, Peer from, HostMicros at) {
        String why = unreadable.problem();
        hearing.unreadable(from, at, why);
        malformed
                .line("malformed", from.host(), at, () -> why + " from " + from)
                .ifPresent(line -> LOG.warn("{}", line));
    }

    /** Packets to arrivals, the same for every transport. Any thread. */
    static final class Hearing {
        private static final int REMEMBERED = 4096;

        private final Router router;
        private final WallClock wall;
        private final ArrivalLog log;
        private final Map<Peer, Origin> origins = new ConcurrentHashMap<>();

        Hearing(Router router, WallClock wall, ArrivalLog log) {
            this.router = router;
            this.wall = wall;
            this.log = log;
        }

        /** What a packet asks for that came by a connection. */
        List<Arrival> arrivals(OscReading reading, Peer from, HostMicros at) {
            return arrivals(reading, from, at, ReturnedValues.NONE);
        }

        /** What came back to the socket of an output. */
        List<Arrival> returned(
                OscReading reading, int output, Peer from, HostMicros at, ReturnedValues known) {
            var sender = new Sender(origin(from), at);
            int bytes = reading.packet().map(OscCodec::size).orElse(0);
            return router.routeBack(reading, output, sender, tag(reading, at), known).stream()
                    .map(routed -> arrival(routed, sender.origin(), at, bytes))
                    .toList();
        }

        private List<Arrival> arrivals(
                OscReading reading, Peer from, HostMicros at, ReturnedValues known) {
            return reading.isNothing()
                    ? List.of()
                    : noted(reading, from, at, routed(reading, from, at, known));
        }

        /**
         * What is still obeyed of a packet that may have waited too long.
         *
         * @param count told if any of it is not
         */
        private List<Arrival> late(
                OscReading reading,
                Peer from,
                HostMicros at,
                ReturnedValues known,
                Runnable count) {
            if (reading.isNothing()) {
                return List.of();
            }
            List<Routed> left = LateMessages.of(routed(reading, from, at, known), at);
            if (LateMessages.isAnyRefused(left)) {
                count.run();
            }
            return noted(reading, from, at, left);
        }

        private List<Routed> routed(
                OscReading reading, Peer from, HostMicros at, ReturnedValues known) {
            return router.route(reading, origin(from), at, tag(reading, at), known);
        }

        private List<Arrival> noted(
                OscReading reading, Peer from, HostMicros at, List<Routed> all) {
            Origin by = origin(from);
            log.arrived(reading, from, by, at, all);
            int bytes = reading.packet().map(OscCodec::size).orElse(0);
            if (all.size() == 1) {
                return List.of(arrival(all.getFirst(), by, at, bytes));
            }
            return all.stream().map(routed -> arrival(routed, by, at, bytes)).toList();
        }

        /** Takes note of what can not be read. */
        void unreadable(Peer from, HostMicros at, String why) {
            log.unreadable(from, origin(from), at, why);
        }

        private static Arrival arrival(Routed routed, Origin by, HostMicros at, int bytes) {
            return new Arrival(at, by, routed.due(), routed.requests(), bytes);
        }

        /** Made once for each peer of late, not for each packet. */
        private Origin origin(Peer from) {
            Origin known = origins.get(from);
            if (known != null) {
                return known;
            }
            if (origins.size() >= REMEMBERED) {
                origins.clear();
            }
            var origin = new Origin(from.toString());
            origins.put(from, origin);
            return origin;
        }

        /** The time of day, for packets that have one of their own to be compared with it. */
        private OscTimetag tag(OscReading reading, HostMicros at) {
            return reading.packet().filter(OscBundle.class::isInstance).isPresent()
                    ? OscTimetag.ofEpochMicros(wall.epochMicros(at))
                    : OscTimetag.IMMEDIATE;
        }
    }
}
