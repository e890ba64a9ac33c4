package io.downbeat.link.sockets;

import io.downbeat.clock.HostClock;
import io.downbeat.link.peer.SharedState;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * This program as a peer of Ableton Link: it finds the others on every network of the machine,
 * joins the oldest session there is or founds one, and proposes what the players of this machine
 * want.
 *
 * <p>Every method may be called from any thread, returns at once and is obeyed in order on the
 * link's own thread. While disabled there is no socket and nothing is proposed.
 */
public final class LinkClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkClient.class);

    private final LinkThread loop;
    private final Thread thread;

    /** Who follows the session. */
    @FunctionalInterface
    public interface Listener {

        /**
         * What the session agrees on now; told on enabling and whenever it changes. Called on the
         * link's own thread, must not block.
         */
        void shared(SharedState now);
    }

    private LinkClient(LinkThread loop) {
        this.loop = loop;
        this.thread = Thread.ofPlatform().name("downbeat-link").daemon().unstarted(loop);
    }

    /**
     * A peer that is not enabled yet.
     *
     * @param welcome whether a host may take part in the session: who may not is neither heard nor
     *     answered; asked on the link's own threads
     */
    public static LinkClient open(
            HostClock clock, Predicate<InetAddress> welcome, Listener listener) {
        return open(clock, welcome, listener, new SecureRandom());
    }

    /** One whose names are drawn from {@code dice}. */
    public static LinkClient open(
            HostClock clock,
            Predicate<InetAddress> welcome,
            Listener listener,
            RandomGenerator dice) {
        var session = new LinkClient(new LinkThread(clock, welcome, listener, dice));
        session.thread.start();
        return session;
    }

    /**
     * Enters the network: founds a session on {@code own}, whose beats and tempo become the
     * session's, and leaves it for an older one as soon as one is met, which takes a tenth of a
     * second. Nobody else's tempo or beat ever changes by this. Enabled already, it does nothing.
     *
     * @param own where this program's beats lie; its beat 0 becomes the session's
     */
    public void enable(Timeline own) {
        loop.post(() -> loop.enable(own));
    }

    /** Says goodbye on every network and leaves. */
    public void disable() {
        loop.post(loop::disable);
    }

    /**
     * Whether starts and stops are taken from the session and sent to it; off at first. Switching
     * it on starts and stops nothing: it counts from the next command on.
     */
    public void startStopSync(boolean on) {
        loop.post(() -> loop.startStopSync(on));
    }

    /**
     * Proposes a tempo to all members. They take it over as soon as they hear of it, so {@code at}
     * should be about now: the tempo is changed on the beat that falls there.
     *
     * @param tempo as near to it as Link can state, within 20 to 999
     */
    public void tempo(Tempo tempo, HostMicros at) {
        loop.post((peer, now) -> peer.tempo(tempo, at, now));
    }

    /** Starts or stops all members with start/stop sync on; does nothing while ours is off. */
    public void playing(boolean playing, HostMicros at) {
        loop.post((peer, now) -> peer.playing(playing, at, now));
    }

    /**
     * Puts the whole session's beats where {@code own} has them, tempo included. Rude: the beats of
     * all members jump. Meant for a session without peers, so that who joins later meets our bars.
     */
    public void force(Timeline own) {
        loop.post((peer, now) -> peer.force(own, now));
    }

    /** Disables, ends the threads and waits for them. */
    @Override
    public void close() {
        loop.end();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            LOG.debug("not waited until Link had left: {}", interrupted.toString());
            Thread.currentThread().interrupt();
        }
    }
}
