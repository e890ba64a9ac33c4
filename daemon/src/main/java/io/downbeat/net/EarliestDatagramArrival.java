package io.downbeat.net;

import io.downbeat.time.HostMicros;

/**
 * Bounds the age of received datagrams without time stamps of the system. Datagrams that are read
 * after the socket was last seen empty also arrived after that. And if the receive buffer holds at
 * most N datagrams, every datagram in it arrived after the N last ones before it were read.
 *
 * <p>Pure arithmetic on the caller's clock. Used by the reading thread alone.
 */
final class EarliestDatagramArrival {

    /**
     * A datagram that may be older is dropped when it is handled: a launch that is so late is a
     * wrong launch.
     */
    static final long LIMIT_MICROS = 250_000;

    /**
     * The limit during the first {@value #START_MICROS} microseconds, while the JVM still loads and
     * compiles: the first messages of an evening set things up, and are better late than lost.
     */
    static final long LIMIT_AT_START_MICROS = 1_000_000;

    static final long START_MICROS = 5_000_000;

    private final int mostWaiting;
    private final HostMicros opened;
    private HostMicros notBefore;
    private HostMicros mark;
    private int sinceMark;

    /**
     * @param mostWaiting how many datagrams the receive buffer holds at most
     * @param opened when the socket was opened, and so empty
     */
    EarliestDatagramArrival(int mostWaiting, HostMicros opened) {
        this.mostWaiting = mostWaiting;
        this.opened = opened;
        notBefore = opened;
        mark = opened;
    }

    /** The socket was empty at this time. */
    void onEmpty(HostMicros at) {
        notBefore = at;
        mark = at;
        sinceMark = 0;
    }

    /** One datagram was read. */
    void onRead(HostMicros at) {
        sinceMark++;
        if (sinceMark > mostWaiting) {
            notBefore = mark;
            mark = at;
            sinceMark = 0;
        }
    }

    /** The datagram that was read last arrived at this time or later. */
    HostMicros notBefore() {
        return notBefore;
    }

    /**
     * Whether a datagram that arrived at {@code notBefore} or later may be too old to be handled
     * now.
     */
    boolean isTooOld(HostMicros notBefore, HostMicros now) {
        boolean starting = now.since(opened) < START_MICROS;
        return now.since(notBefore) > (starting ? LIMIT_AT_START_MICROS : LIMIT_MICROS);
    }
}
