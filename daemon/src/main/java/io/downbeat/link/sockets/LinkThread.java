package io.downbeat.link.sockets;

import io.downbeat.clock.HostClock;
import io.downbeat.link.peer.LinkSessionState;
import io.downbeat.link.peer.Measurement;
import io.downbeat.link.peer.OwnLinkPeer;
import io.downbeat.link.peer.StartStopSyncFilter;
import io.downbeat.link.wire.LinkInterfaceAddress;
import io.downbeat.link.wire.NodeId;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The link thread: waits for datagrams, requests and due times, passes them to the {@link
 * OwnLinkPeer}, and reports changes to the listener.
 */
final class LinkThread implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkThread.class);
    private static final int MOST_REQUESTS = 1024;
    private static final long RESCAN_MICROS = 5_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private final HostClock clock;
    private final LinkClient.Listener listener;
    private final Predicate<InetAddress> welcome;
    private final Selector selector;
    private final Gateways gateways;
    private final BlockingQueue<Runnable> requests = new ArrayBlockingQueue<>(MOST_REQUESTS);
    private final StartStopSyncFilter startStopSyncFilter = new StartStopSyncFilter();
    private final RandomGenerator dice;
    private Optional<OwnLinkPeer> peer = Optional.empty();
    private Optional<LinkSessionState> lastReported = Optional.empty();
    private HostMicros rescanAt = HostMicros.NEVER;
    private volatile boolean closing;

    LinkThread(
            HostClock clock,
            Predicate<InetAddress> welcome,
            LinkClient.Listener listener,
            RandomGenerator dice) {
        this.clock = clock;
        this.welcome = welcome;
        this.listener = listener;
        this.dice = dice;
        try {
            this.selector = Selector.open();
        } catch (IOException noDescriptors) {
            throw new UncheckedIOException(noDescriptors);
        }
        this.gateways = new Gateways(selector, clock, welcome, this::measured);
    }

    /** Runs a request on the link thread, after all earlier ones. */
    void post(Runnable request) {
        if (!requests.offer(request)) {
            LOG.warn("Link has {} requests waiting; one is dropped", MOST_REQUESTS);
        }
        selector.wakeup();
    }

    /** Runs a request with the peer and the present moment; skipped while disabled. */
    void post(BiConsumer<OwnLinkPeer, HostMicros> request) {
        post(() -> peer.ifPresent(one -> request.accept(one, clock.now())));
    }

    void enable(Timeline own) {
        if (peer.isEmpty()) {
            HostMicros now = clock.now();
            peer =
                    Optional.of(
                            new OwnLinkPeer(
                                    gateways, welcome, dice, startStopSyncFilter, own, now));
            rescanAt = now;
        }
    }

    void disable() {
        peer.ifPresent(OwnLinkPeer::disable);
        gateways.close();
        peer = Optional.empty();
        lastReported = Optional.empty();
        rescanAt = HostMicros.NEVER;
    }

    void setStartStopSync(boolean on) {
        startStopSyncFilter.setSync(on);
    }

    /** Leaves the session and ends the thread. */
    void end() {
        closing = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        while (!closing) {
            try {
                runOnce();
            } catch (IOException | RuntimeException broken) {
                // An exception of one message must not cost the next ones.
                LOG.error("Link stumbled", broken);
            }
        }
        disable();
        try {
            selector.close();
        } catch (IOException alreadyBroken) {
            LOG.debug("closing Link", alreadyBroken);
        }
    }

    private void runOnce() throws IOException {
        await();
        for (Runnable request = requests.poll(); request != null; request = requests.poll()) {
            request.run();
        }
        if (peer.isPresent()) {
            live(peer.get());
        }
    }

    private void await() throws IOException {
        HostMicros due = peer.map(OwnLinkPeer::wakeAt).orElse(HostMicros.NEVER).orEarlier(rescanAt);
        if (due.equals(HostMicros.NEVER)) {
            selector.select(ready -> {});
            return;
        }
        long left = due.since(clock.now());
        if (left > 0) {
            selector.select(this::read, left / MICROS_PER_MILLI + 1);
        } else {
            selector.selectNow(this::read);
        }
    }

    private void read(SelectionKey ready) {
        peer.ifPresent(one ->
                gateways.read(
                        ready,
                        (gateway, from, datagram) ->
                                one.onDatagram(gateway, from, datagram, clock.now())));
    }

    private void live(OwnLinkPeer one) {
        HostMicros now = clock.now();
        if (!rescanAt.isAfter(now)) {
            rescanAt = now.plus(RESCAN_MICROS);
            rescan(one);
        }
        one.wake(clock.now());
        LinkSessionState linkSessionState = one.linkSessionState();
        if (!lastReported.equals(Optional.of(linkSessionState))) {
            lastReported = Optional.of(linkSessionState);
            listener.shared(linkSessionState);
        }
    }

    private void rescan(OwnLinkPeer one) {
        gateways.rescan(
                new Gateways.Listener() {
                    @Override
                    public void opened(LinkInterfaceAddress gateway) {
                        one.onGatewayOpened(gateway, clock.now());
                    }

                    @Override
                    public void lost(LinkInterfaceAddress gateway) {
                        one.onGatewayLost(gateway, clock.now());
                    }
                });
    }

    private void measured(NodeId session, Optional<Measurement.Pending.Found> outcome) {
        post((one, now) ->
                outcome.ifPresentOrElse(
                        found -> one.onMeasured(session, found, now),
                        () -> one.onMeasurementFailed(session)));
    }
}
