package io.downbeat.link.peer;

import io.downbeat.link.wire.DiscoveryCodec;
import io.downbeat.link.wire.DiscoveryMessage;
import io.downbeat.link.wire.GhostMicros;
import io.downbeat.link.wire.GhostOffset;
import io.downbeat.link.wire.LinkInterfaceAddress;
import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.PeerState;
import io.downbeat.link.wire.SessionTimeline;
import io.downbeat.link.wire.StartStop;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * One peer of a Link session, from enabling to disabling. It receives messages of other peers,
 * decides which session to join and which timeline and start/stop command apply there, and sends
 * through {@link Network}. Every method takes the present moment; {@link #wakeAt} says when
 * something is due without a call.
 *
 * <p>Three rules decide: the oldest session is joined, the timeline with the largest beat origin is
 * the session's, the latest start or stop applies.
 */
public final class OwnLinkPeer {

    /** How this peer sends and measures. Called on the link thread; never blocks. */
    public interface Network {

        /** Sends a datagram to all peers on a gateway's network. */
        void multicast(LinkInterfaceAddress from, byte[] datagram);

        /** Sends a datagram to one peer. */
        void unicast(LinkInterfaceAddress from, InetSocketAddress to, byte[] datagram);

        /**
         * Begins a measurement of a session at one of its members; it ends with {@link #onMeasured}
         * or {@link #onMeasurementFailed}.
         */
        void measure(NodeId session, PingAddressAndGateway pingAddressAndGateway);

        /** Answers pings with this clock from now on. */
        void answerWith(SessionIdAndClockOffset clock);
    }

    private static final long MICROS_PER_SECOND = 1_000_000;

    /**
     * Microseconds after the last peer has left. Some peers say goodbye and return at once when a
     * network of theirs changes.
     */
    private static final long ALONE_AFTER_MICROS = 200_000;

    private final Network linkPeerNetwork;
    private final Predicate<InetAddress> isAllowed;
    private final RandomGenerator dice;
    private final StartStopSyncFilter startStopSyncFilter;
    private final PeerStateAnnouncer peerStateAnnouncer;
    private final PeerTable table = new PeerTable();
    private final OtherSessions others = new OtherSessions();
    private OwnPeerAndSession self;
    private NodeId former;
    private int peers;
    private HostMicros aloneAt = HostMicros.NEVER;
    private final MeasurementAcceptanceAndSchedule measurementAcceptanceAndSchedule =
            new MeasurementAcceptanceAndSchedule();
    private HostMicros remeasureAt = HostMicros.NEVER;

    /**
     * A peer that founds a session.
     *
     * @param isAllowed whether a host may take part; messages of other hosts are ignored
     * @param own the timeline of this program, which becomes the session's
     */
    public OwnLinkPeer(
            Network linkPeerNetwork,
            Predicate<InetAddress> isAllowed,
            RandomGenerator dice,
            StartStopSyncFilter startStopSyncFilter,
            Timeline own,
            HostMicros now) {
        this.linkPeerNetwork = linkPeerNetwork;
        this.isAllowed = isAllowed;
        this.dice = dice;
        this.startStopSyncFilter = startStopSyncFilter;
        this.peerStateAnnouncer = new PeerStateAnnouncer(linkPeerNetwork);
        SessionTimeline line = SessionTimeline.of(own, now, GhostOffset.foundedAt(now));
        self = OwnPeerAndSession.founding(NodeId.random(dice), line, GhostMicros.ZERO, now);
        former = self.node();
        startStopSyncFilter.reset();
        linkPeerNetwork.answerWith(self.clock());
    }

    /** The present state of the session. */
    public LinkSessionState linkSessionState() {
        return new LinkSessionState(
                self.timeline().onHost(self.offset()),
                startStopSyncFilter.lastCommand(self),
                peers);
    }

    OwnPeerAndSession ownPeerAndSession() {
        return self;
    }

    /** A gateway can be used from now on. */
    public void onGatewayOpened(LinkInterfaceAddress gateway, HostMicros now) {
        peerStateAnnouncer.open(gateway, self, now);
    }

    /** A gateway was closed. Peers that only it received are removed. */
    public void onGatewayLost(LinkInterfaceAddress gateway, HostMicros now) {
        peerStateAnnouncer.close(gateway);
        table.forget(gateway);
        onPeerGone(now);
    }

    /** Says goodbye. No method may be called after it. */
    public void disable() {
        peerStateAnnouncer.sendByeBye(self);
    }

    /** A datagram from a gateway's multicast or unicast socket. */
    public void onDatagram(
            LinkInterfaceAddress gateway,
            InetSocketAddress from,
            ByteBuffer datagram,
            HostMicros now) {
        if (!isAllowed.test(from.getAddress())) {
            return;
        }
        DiscoveryCodec.read(datagram, gateway)
                .filter(message -> !isOurs(message.node()))
                .ifPresent(message -> onDiscovery(gateway, from, message, now));
    }

    private boolean isOurs(NodeId node) {
        return node.equals(self.node()) || node.equals(former);
    }

    private void onDiscovery(
            LinkInterfaceAddress gateway,
            InetSocketAddress from,
            DiscoveryMessage message,
            HostMicros now) {
        switch (message) {
            case DiscoveryMessage.Alive alive -> {
                peerStateAnnouncer.respond(gateway, from, self, now);
                alive.state()
                        .ifPresent(said -> onPeerState(gateway, said, alive.ttlSeconds(), now));
            }
            case DiscoveryMessage.Response response ->
                    response.state()
                            .ifPresent(
                                    said -> onPeerState(gateway, said, response.ttlSeconds(), now));
            case DiscoveryMessage.ByeBye byeBye -> {
                table.forget(gateway, byeBye.node());
                onPeerGone(now);
            }
        }
    }

    private void onPeerState(
            LinkInterfaceAddress gateway, PeerState said, int ttlSeconds, HostMicros now) {
        HostMicros until = now.plus(ttlSeconds * MICROS_PER_SECOND);
        table.store(gateway, measurable(said), until, self.session())
                .ifPresent(change -> {
                    if (change.member()) {
                        recount(now);
                    }
                    onTimeline(said, change.timeline(), now);
                    if (change.startStop()) {
                        onStartStop(said, now);
                    }
                });
    }

    /** Removes the measurement address of a host that may not take part. */
    private PeerState measurable(PeerState said) {
        return said.measuredAt(said.pingAt().filter(at -> isAllowed.test(at.getAddress())));
    }

    private void onTimeline(PeerState said, boolean isNews, HostMicros now) {
        if (!said.timeline().isCredible()) {
            return;
        }
        if (!said.session().equals(self.session())) {
            onSession(said.session(), said.timeline());
        } else if (isNews && said.timeline().replaces(self.timeline())) {
            self = self.withTimeline(said.timeline().clamped());
        }
        if (isNews) {
            peerStateAnnouncer.announce(self, now);
        }
    }

    private void onStartStop(PeerState said, HostMicros now) {
        StartStop command = said.startStop();
        if (said.session().equals(self.session())
                && command.isCredible(self.offset().ghost(now))
                && command.replaces(self.startStop())) {
            self = self.withStartStop(command);
            startStopSyncFilter.onCommand(command, false);
            peerStateAnnouncer.announce(self, now);
        }
    }

    private void onSession(NodeId session, SessionTimeline timeline) {
        if (others.isKnown(session)) {
            others.remember(session, timeline);
        } else if (others.mayMeasure(session)) {
            table.toMeasure(session)
                    .ifPresent(pingAddressAndGateway -> {
                        others.remember(session, timeline);
                        measure(session, pingAddressAndGateway);
                    });
        }
    }

    private void measure(NodeId session, PingAddressAndGateway pingAddressAndGateway) {
        others.begin(session);
        linkPeerNetwork.measure(session, pingAddressAndGateway);
    }

    /** A measurement has succeeded. */
    public void onMeasured(NodeId session, Measurement.Pending.Found found, HostMicros now) {
        if (!others.end(session)) {
            return;
        }
        if (session.equals(self.session())) {
            onRemeasured(found, now);
        } else if (self.shouldJoin(session, found.offset())) {
            others.timeline(session).ifPresent(line -> join(session, found, line, now));
        }
    }

    private void onRemeasured(Measurement.Pending.Found found, HostMicros now) {
        if (measurementAcceptanceAndSchedule.accept(found)) {
            changeState(self.withOffset(found.offset()), now);
        }
        remeasureAt =
                remeasureAt.orEarlier(now.plus(measurementAcceptanceAndSchedule.nextMicros()));
    }

    /** A measurement has failed: the peers of another session are forgotten. */
    public void onMeasurementFailed(NodeId session) {
        if (others.end(session) && !session.equals(self.session())) {
            others.forget(session);
            table.forget(session);
        }
    }

    private void join(
            NodeId session, Measurement.Pending.Found found, SessionTimeline line, HostMicros now) {
        others.remember(self.session(), self.timeline());
        others.forget(session);
        startStopSyncFilter.reset();
        measurementAcceptanceAndSchedule.forget();
        measurementAcceptanceAndSchedule.accept(found);
        remeasureAt = now.plus(measurementAcceptanceAndSchedule.nextMicros());
        aloneAt = HostMicros.NEVER;
        changeState(self.joining(session, found.offset(), line), now);
        recount(now);
    }

    private void foundNewSession(HostMicros now) {
        others.forgetDecisions();
        startStopSyncFilter.reset();
        former = self.node();
        peers = 0;
        aloneAt = HostMicros.NEVER;
        remeasureAt = HostMicros.NEVER;
        changeState(self.withNewSession(NodeId.random(dice), now), now);
    }

    /** Joins or changes a session. Peers that receive it may measure the clock at once. */
    private void changeState(OwnPeerAndSession next, HostMicros now) {
        self = next;
        linkPeerNetwork.answerWith(self.clock());
        peerStateAnnouncer.announce(self, now);
    }

    private void onPeerGone(HostMicros now) {
        others.keepOnly(table.sessions());
        recount(now);
    }

    private void recount(HostMicros now) {
        int count = table.count(self.session());
        if (count > 0) {
            peers = count;
            aloneAt = HostMicros.NEVER;
        } else if (peers > 0 || !self.isFounder()) {
            aloneAt = aloneAt.orEarlier(now.plus(ALONE_AFTER_MICROS));
        }
    }

    /** Proposes a tempo from {@code at} on. */
    public void setTempo(Tempo tempo, HostMicros at, HostMicros now) {
        if (SessionTimeline.microsPerBeat(tempo) != self.timeline().microsPerBeat()) {
            proposeTimeline(self.timeline().atTempo(tempo, self.offset().ghost(at)), now);
        }
    }

    /** Moves the beats of all peers to those of this timeline. */
    public void forceTimeline(Timeline own, HostMicros now) {
        SessionTimeline wanted = SessionTimeline.of(own, now, self.offset());
        GhostMicros here = self.offset().ghost(now);
        boolean isThere =
                wanted.microsPerBeat() == self.timeline().microsPerBeat()
                        && wanted.beatsAt(here).equals(self.timeline().beatsAt(here));
        if (!isThere) {
            proposeTimeline(wanted, now);
        }
    }

    private void proposeTimeline(SessionTimeline wanted, HostMicros now) {
        SessionTimeline next = self.timeline().followedBy(wanted, self.offset().ghost(now));
        self = self.withTimeline(next);
        table.rewrite(self.session(), next);
        peerStateAnnouncer.announce(self, now);
    }

    /** Starts or stops all peers, if start/stop sync is on. */
    public void setPlaying(boolean playing, HostMicros at, HostMicros now) {
        if (!startStopSyncFilter.isSync()) {
            return;
        }
        GhostMicros afterTheLast = self.startStop().issued().plus(1);
        StartStop command =
                new StartStop(
                        playing,
                        self.timeline().beatsAt(self.offset().ghost(at)),
                        self.offset().ghost(now).orLater(afterTheLast));
        self = self.withStartStop(command);
        startStopSyncFilter.onCommand(command, true);
        peerStateAnnouncer.announce(self, now);
    }

    /** When {@link #wake} has something to do. */
    public HostMicros wakeAt() {
        return peerStateAnnouncer
                .due()
                .orEarlier(table.nextCheck())
                .orEarlier(aloneAt)
                .orEarlier(remeasureAt);
    }

    /** Does what is due by now. */
    public void wake(HostMicros now) {
        if (!table.nextCheck().isAfter(now)) {
            table.forgetSilent(now);
            onPeerGone(now);
        }
        if (!aloneAt.isAfter(now)) {
            foundNewSession(now);
        }
        if (!remeasureAt.isAfter(now)) {
            remeasureAt = now.plus(MeasurementAcceptanceAndSchedule.USUAL_MICROS);
            remeasure();
        }
        peerStateAnnouncer.repeat(self, now);
    }

    private void remeasure() {
        NodeId session = self.session();
        if (others.mayMeasure(session)) {
            table.toMeasure(session)
                    .ifPresent(pingAddressAndGateway -> measure(session, pingAddressAndGateway));
        }
    }
}
