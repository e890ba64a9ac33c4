package io.downbeat.feedback.subscriber;

import io.downbeat.time.HostMicros;

import java.util.Optional;

/** The times at which something is next due for one subscriber, and the state of its dumps. */
public final class SubscriberTimers {

    private static final long SECOND = 1_000_000;

    /** When values that clients move may be sent again. */
    public HostMicros frame;

    /** When the next portion of a dump may be sent. */
    public HostMicros dump;

    /** When phases may be sent again. */
    public HostMicros phase;

    /** When the progress of fades may be sent again. */
    public HostMicros progress;

    /** When the next second begins: heartbeat, lease, healing. */
    public HostMicros second;

    public Optional<DumpCursor> dumping = Optional.empty();
    public Optional<DumpCursor> healing = Optional.empty();

    /** Addresses that healing must send in this second, and the datagrams that it may use. */
    public long healingDue;

    public int healingRoom;

    SubscriberTimers(HostMicros now) {
        frame = now;
        dump = now;
        phase = now;
        progress = now;
        second = now.plus(SECOND);
    }

    /** The first heartbeat comes a second from now, after what is sent now. */
    public void beginSecond(HostMicros now) {
        second = now.plus(SECOND);
    }
}
