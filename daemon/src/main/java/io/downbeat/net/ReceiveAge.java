package io.downbeat.net;

import io.downbeat.time.HostMicros;

/**
 * How old what is read from a socket can be, without time stamps of the system: when the socket was
 * last seen empty, all that is read after that arrived after that. And a receive buffer that holds
 * at most N datagrams holds none from before a moment once N were read since.
 *
 * <p>Pure arithmetic on the caller's clock. Used by the reading thread alone.
 */
final class ReceiveAge {

    /** What may be older when it is handled is dropped: a launch so late is a wrong launch. */
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
    ReceiveAge(int mostWaiting, HostMicros opened) {
        this.mostWaiting = mostWaiting;
        this.opened = opened;
        notBefore = opened;
        mark = opened;
    }

    /** Nothing was there at this moment. */
    void seenEmpty(HostMicros at) {
        notBefore = at;
        mark = at;
        sinceMark = 0;
    }

    /** One datagram was read. */
    void read(HostMicros at) {
        sinceMark++;
        if (sinceMark > mostWaiting) {
            notBefore = mark;
            mark = at;
            sinceMark = 0;
        }
    }

    /** What was read last arrived at this moment or later. */
    HostMicros notBefore() {
        return notBefore;
    }

    /** Whether what arrived no earlier than a moment may be too old to be handled now. */
    boolean isTooOld(HostMicros notBefore, HostMicros now) {
        boolean starting = now.since(opened) < START_MICROS;
        return now.since(notBefore) > (starting ? LIMIT_AT_START_MICROS : LIMIT_MICROS);
    }
}
