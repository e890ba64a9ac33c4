package io.downbeat.link;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;

/**
 * This program as a peer of Ableton Link: it finds the others on every network of the machine,
 * joins the oldest session there is or founds one, and proposes what the players of this machine
 * want.
 *
 * <p>Every method may be called from any thread, returns at once and is obeyed in order on the
 * link's own thread. While disabled there is no socket and nothing is proposed.
 */
public final class LinkSession implements AutoCloseable {

    private final Listener listener;

    /** Who follows the session. */
    @FunctionalInterface
    public interface Listener {

        /**
         * What the session agrees on now; told on enabling and whenever it changes. Called on the
         * link's own thread, must not block.
         */
        void shared(Shared now);
    }

    private LinkSession(Listener listener) {
        this.listener = listener;
    }

    /** A peer that is not enabled yet. */
    public static LinkSession open(HostClock clock, Listener listener) {
        return new LinkSession(listener);
    }

    /**
     * Enters the network: founds a session on {@code own}, whose beats and tempo become the
     * session's, and leaves it for an older one as soon as one is met, which takes a tenth of a
     * second. Nobody else's tempo or beat ever changes by this. Enabled already, it does nothing.
     *
     * @param own where this program's beats lie; its beat 0 becomes the session's
     */
    public void enable(Timeline own) {
        listener.shared(new Shared(own, Optional.empty(), 0));
    }

    /** Says goodbye on every network and leaves. */
    public void disable() {}

    /**
     * Whether starts and stops are taken from the session and sent to it; off at first. Switching
     * it on starts and stops nothing: it counts from the next command on.
     */
    public void startStopSync(boolean on) {}

    /**
     * Proposes a tempo to all members. They take it over as soon as they hear of it, so {@code at}
     * should be about now: the tempo is changed on the beat that falls there.
     *
     * @param tempo as near to it as Link can state, within 20 to 999
     */
    public void tempo(Tempo tempo, HostMicros at) {}

    /** Starts or stops all members with start/stop sync on; does nothing while ours is off. */
    public void playing(boolean playing, HostMicros at) {}

    /**
     * Puts the whole session's beats where {@code own} has them, tempo included. Rude: the beats of
     * all members jump. Meant for a session without peers, so that who joins later meets our bars.
     */
    public void force(Timeline own) {}

    /** Disables, ends the threads and waits for them. */
    @Override
    public void close() {}
}
