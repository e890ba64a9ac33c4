package io.downbeat.feedback.subscriber;

import io.downbeat.time.HostMicros;

import java.util.Optional;

/** When something is next due for one subscriber, and how far its rounds are. Not thread safe. */
public final class SubscriberTimers {

    private static final long SECOND = 1_000_000;

    /** When values that a hand moves may be told again. */
    public HostMicros frame;

    /** When the next piece of a dump may go. */
    public HostMicros dump;

    /** When phases may be told again. */
    public HostMicros phase;

    /** When running transitions may be told again. */
    public HostMicros progress;

    /** When the next second begins: heartbeat, lease, healing. */
    public HostMicros second;

    public Optional<RefreshCursor> dumping = Optional.empty();
    public Optional<RefreshCursor> healing = Optional.empty();

    /** Items of healing that are due in this second, and the datagrams that they may fill. */
    public long healingDue;

    public int healingRoom;

    SubscriberTimers(HostMicros now) {
        frame = now;
        dump = now;
        phase = now;
        progress = now;
        second = now.plus(SECOND);
    }

    /** The first heartbeat comes a second from now, behind what is asked for now. */
    public void beginSecond(HostMicros now) {
        second = now.plus(SECOND);
    }
}
