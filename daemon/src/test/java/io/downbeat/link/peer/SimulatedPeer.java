package io.downbeat.link.peer;

import io.downbeat.link.peer.Measurement.Pending;
import io.downbeat.link.wire.DiscoveryCodec;
import io.downbeat.link.wire.GhostOffset;
import io.downbeat.link.wire.LinkInterfaceAddress;
import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.PingPong;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * A machine in a {@link SimulatedNetwork}: a clock with its own speed and offset, and a Link peer.
 */
final class SimulatedPeer implements OwnLinkPeer.Network {

    private static final int DISCOVERY = 40_000;
    private static final int MEASUREMENT = 50_000;

    private final SimulatedNetwork network;
    private final Random dice;
    private final int machine;
    private final long clockAhead;
    private final double clockRate;
    private final LinkInterfaceAddress gateway;
    private final String wire;
    private final StartStopSyncFilter startStopSyncFilter = new StartStopSyncFilter();
    private final List<Long> alives = new ArrayList<>();
    private final List<Long> pings = new ArrayList<>();
    private RandomGenerator names;
    private Predicate<InetAddress> welcome = host -> true;
    private Optional<OwnLinkPeer> peer = Optional.empty();
    private SessionIdAndClockOffset answer =
            new SessionIdAndClockOffset(new NodeId(0), new GhostOffset(0));
    private boolean answersPings = true;
    private int answers;
    private int nextPort = MEASUREMENT;

    SimulatedPeer(SimulatedNetwork network, int machine, String wire, Random dice) {
        this.network = network;
        this.machine = machine;
        this.wire = wire;
        this.dice = dice;
        this.names = dice;
        clockAhead = dice.nextLong(-SimulatedNetwork.SECOND * 1000, SimulatedNetwork.SECOND * 1000);
        clockRate = 1 + dice.nextInt(-20, 20) * 1e-6;
        gateway = new LinkInterfaceAddress(address(MEASUREMENT));
    }

    private InetSocketAddress address(int port) {
        try {
            byte[] octets = {10, 99, (byte) (machine >> 8), (byte) machine};
            return new InetSocketAddress(InetAddress.getByAddress(octets), port);
        } catch (UnknownHostException neverForFourOctets) {
            throw new IllegalStateException(neverForFourOctets);
        }
    }

    SimulatedPeer named(char letter) {
        names = new ConstantRandom(letter);
        return this;
    }

    /** Accepts only these peers. */
    SimulatedPeer allowing(SimulatedPeer... others) {
        List<InetAddress> allowed =
                Arrays.stream(others).map(each -> each.gateway.pingAt().getAddress()).toList();
        welcome = allowed::contains;
        return this;
    }

    SimulatedPeer mute() {
        answersPings = false;
        return this;
    }

    HostMicros clock() {
        return new HostMicros((long) (network.now() * clockRate) + clockAhead);
    }

    /** Enables Link. Its beat 0 was at a random time in the past. */
    SimulatedPeer enable(Tempo tempo) {
        HostMicros began = clock().plus(-dice.nextLong(100 * SimulatedNetwork.SECOND));
        OwnLinkPeer enabled =
                new OwnLinkPeer(
                        this,
                        welcome,
                        names,
                        startStopSyncFilter,
                        new Timeline(tempo, Beats.ZERO, began),
                        clock());
        peer = Optional.of(enabled);
        network.open(address(DISCOVERY), wire, this::received);
        network.open(gateway.pingAt(), wire, this::pinged);
        network.join(address(DISCOVERY));
        enabled.onGatewayOpened(gateway, clock());
        wakeLater();
        return this;
    }

    void disable() {
        peer.ifPresent(OwnLinkPeer::disable);
        die();
    }

    /** Stops sending for ever, as when its cable is cut. */
    void die() {
        peer = Optional.empty();
        network.close(address(DISCOVERY));
        network.close(gateway.pingAt());
    }

    /** Its gateway disappears and appears again at once, as those of some peers do. */
    void stumble() {
        network.multicast(
                address(DISCOVERY), DiscoveryCodec.byebye(link().ownPeerAndSession().node()));
        network.at(network.now() + 5_000, () -> link().onGatewayOpened(gateway, clock()));
    }

    OwnLinkPeer link() {
        return peer.orElseThrow();
    }

    LinkSessionState linkSessionState() {
        return link().linkSessionState();
    }

    int peers() {
        return linkSessionState().peers();
    }

    /** The tempo to two decimals, as LinkHut displays it. */
    double tempo() {
        return Math.round(linkSessionState().beats().tempo().bpm() * 100) / 100.0;
    }

    NodeId session() {
        return link().ownPeerAndSession().session();
    }

    void tempo(double bpm) {
        link().setTempo(new Tempo(bpm), clock(), clock());
        wakeLater();
    }

    void force(Timeline own) {
        link().forceTimeline(own, clock());
        wakeLater();
    }

    SimulatedPeer sync() {
        startStopSyncFilter.setSync(true);
        return this;
    }

    void noSync() {
        startStopSyncFilter.setSync(false);
    }

    void playing(boolean on) {
        link().setPlaying(on, clock(), clock());
        wakeLater();
    }

    /** Whether its session plays; empty if there was no start or stop. */
    Optional<Boolean> plays() {
        return linkSessionState().startStop().map(StartStopOnHostClock::on);
    }

    Beats beat() {
        return linkSessionState().beats().beatsAt(clock());
    }

    /** Microseconds by which its beats are ahead of another's now. */
    double aheadOf(SimulatedPeer other) {
        return beat().minus(other.beat()).quarters()
                * linkSessionState().beats().tempo().microsPerBeat();
    }

    /** When it announced itself. */
    List<Long> alives() {
        return List.copyOf(alives);
    }

    /** When it was pinged. */
    List<Long> pings() {
        return List.copyOf(pings);
    }

    /** How many announcements it has answered. */
    int answers() {
        return answers;
    }

    /** An unknown sender sends it these bytes. */
    void receives(InetSocketAddress from, byte[] datagram) {
        received(from, datagram);
    }

    private void received(InetSocketAddress from, byte[] datagram) {
        peer.ifPresent(one -> one.onDatagram(gateway, from, ByteBuffer.wrap(datagram), clock()));
        wakeLater();
    }

    private void wakeLater() {
        peer.ifPresent(one -> {
            long wait = Math.max(0, one.wakeAt().since(clock()));
            if (wait < SimulatedNetwork.SECOND * 60) {
                network.at(network.now() + wait, () -> wake(one));
            }
        });
    }

    private void wake(OwnLinkPeer one) {
        if (peer.filter(one::equals).isPresent()) {
            one.wake(clock());
            wakeLater();
        }
    }

    private void pinged(InetSocketAddress from, byte[] datagram) {
        pings.add(network.now());
        ByteBuffer ping = ByteBuffer.wrap(datagram);
        if (answersPings && PingPong.isPing(ping)) {
            ByteBuffer pong = ByteBuffer.allocate(DiscoveryCodec.TOO_LONG);
            PingPong.pong(ping, answer.session(), answer.offset().ghost(clock()), pong);
            byte[] bytes = new byte[pong.flip().remaining()];
            pong.get(bytes);
            network.send(gateway.pingAt(), from, bytes);
        }
    }

    @Override
    public void multicast(LinkInterfaceAddress from, byte[] datagram) {
        alives.add(network.now());
        network.multicast(address(DISCOVERY), datagram);
    }

    @Override
    public void unicast(LinkInterfaceAddress from, InetSocketAddress to, byte[] datagram) {
        answers++;
        network.send(address(DISCOVERY), to, datagram);
    }

    @Override
    public void answerWith(SessionIdAndClockOffset clock) {
        answer = clock;
    }

    @Override
    public void measure(NodeId session, PingAddressAndGateway pingAddressAndGateway) {
        nextPort++;
        new Survey(session, pingAddressAndGateway, address(nextPort)).begin();
    }

    /** A measurement on the simulated wire. */
    private final class Survey {
        private final NodeId session;
        private final PingAddressAndGateway pingAddressAndGateway;
        private final InetSocketAddress own;
        private final Measurement measurement;

        Survey(NodeId session, PingAddressAndGateway pingAddressAndGateway, InetSocketAddress own) {
            this.session = session;
            this.pingAddressAndGateway = pingAddressAndGateway;
            this.own = own;
            measurement = new Measurement(session);
        }

        void begin() {
            network.open(own, wire, (from, datagram) -> heard(datagram));
            send(measurement.begin(clock()));
        }

        private void heard(byte[] datagram) {
            measurement.onDatagram(ByteBuffer.wrap(datagram), clock()).ifPresent(this::send);
            settle();
        }

        private void send(byte[] ping) {
            network.send(own, pingAddressAndGateway.pingAt(), ping);
            long wait = measurement.deadline().since(clock());
            network.at(network.now() + wait + 1, this::silence);
        }

        private void silence() {
            if (isAsking() && !measurement.deadline().isAfter(clock())) {
                measurement.onTimeout(clock()).ifPresent(this::send);
                settle();
            }
        }

        private boolean isAsking() {
            return measurement.pending() instanceof Pending.Asking;
        }

        private void settle() {
            if (isAsking()) {
                return;
            }
            network.close(own);
            peer.ifPresent(one -> {
                if (measurement.pending() instanceof Pending.Found found) {
                    one.onMeasured(session, found, clock());
                } else {
                    one.onMeasurementFailed(session);
                }
            });
            wakeLater();
        }
    }
}
