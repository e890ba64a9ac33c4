package io.downbeat.link.sockets;

import io.downbeat.clock.HostClock;
import io.downbeat.link.peer.LinkSessionState;
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
 * This program as a peer of Ableton Link. It finds other peers on every network of the machine,
 * joins the oldest session or founds one, and proposes changes of tempo and start or stop.
 *
 * <p>Every method may be called from any thread and returns at once; the link thread carries out
 * the calls in order. While disabled there is no socket and nothing is proposed.
 */
public final class LinkClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkClient.class);

    private final LinkThread loop;
    private final Thread thread;

    /** Follows the session. */
    @FunctionalInterface
    public interface Listener {

        /**
         * The present state of the session; called on enabling and after each change, on the link
         * thread. Must not block.
         */
        void shared(LinkSessionState now);
    }

    private LinkClient(LinkThread loop) {
        this.loop = loop;
        this.thread = Thread.ofPlatform().name("downbeat-link").daemon().unstarted(loop);
    }

    /**
     * A peer that is not enabled yet.
     *
     * @param welcome whether a host may take part in the session; messages of other hosts are
     *     ignored. Called on the link's threads
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
     * Joins the network: founds a session on {@code own} and leaves it for an older one as soon as
     * one is found, which takes a tenth of a second. This never changes the tempo or beat of
     * another peer. Does nothing if already enabled.
     *
     * @param own the timeline of this program; its beat 0 becomes the session's
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
     * it on starts and stops nothing; it applies from the next command on.
     */
    public void setStartStopSync(boolean on) {
        loop.post(() -> loop.setStartStopSync(on));
    }

    /**
     * Proposes a tempo to all members. They take it over when they receive it, so {@code at} should
     * be about now: the tempo changes on the beat at that moment.
     *
     * @param tempo rounded to what Link can express, within 20 to 999
     */
    public void setTempo(Tempo tempo, HostMicros at) {
        loop.post((peer, now) -> peer.setTempo(tempo, at, now));
    }

    /** Starts or stops all members with start/stop sync on; does nothing while it is off here. */
    public void setPlaying(boolean playing, HostMicros at) {
        loop.post((peer, now) -> peer.setPlaying(playing, at, now));
    }

    /**
     * Sets the beats and tempo of the whole session to {@code own}. The beats of all members jump,
     * so use it only in a session without other peers: peers that join later then get these bars.
     */
    public void forceTimeline(Timeline own) {
        loop.post((peer, now) -> peer.forceTimeline(own, now));
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
