package io.downbeat.feedback;

import io.downbeat.time.HostMicros;

import java.util.Optional;

/** When something is next due for one subscriber, and how far its rounds are. Not thread safe. */
final class SubscriberTimers {

    private static final long SECOND = 1_000_000;

    /** When values that a hand moves may be told again. */
    HostMicros frame;

    /** When the next piece of a dump may go. */
    HostMicros dump;

    /** When phases may be told again. */
    HostMicros phase;

    /** When running transitions may be told again. */
    HostMicros progress;

    /** When the next second begins: heartbeat, lease, healing. */
    HostMicros second;

    Optional<RefreshCursor> dumping = Optional.empty();
    Optional<RefreshCursor> healing = Optional.empty();

    /** Items of healing that are due in this second, and the datagrams that they may fill. */
    long healingDue;

    int healingRoom;

    SubscriberTimers(HostMicros now) {
        frame = now;
        dump = now;
        phase = now;
        progress = now;
        second = now.plus(SECOND);
    }

    /** The first heartbeat comes a second from now, behind what is asked for now. */
    void beginSecond(HostMicros now) {
        second = now.plus(SECOND);
    }
}
