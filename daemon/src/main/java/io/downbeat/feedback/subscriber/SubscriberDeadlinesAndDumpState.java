package io.downbeat.feedback.subscriber;

import io.downbeat.time.HostMicros;

import java.util.Optional;

/** The times at which something is next due for one subscriber, and the state of its dumps. */
public final class SubscriberDeadlinesAndDumpState {

    private static final long SECOND_MICROS = 1_000_000;

    /** When moving values may be sent again. */
    public HostMicros nextFrame;

    /** When the next portion of a dump may be sent. */
    public HostMicros nextDump;

    /** When phases may be sent again. */
    public HostMicros nextPhase;

    /** When the progress of fades may be sent again. */
    public HostMicros nextProgress;

    /** When the next second begins: heartbeat, lease, healing. */
    public HostMicros nextSecond;

    /** The dump that is being sent. */
    public Optional<DumpCursor> dumpCursor = Optional.empty();

    /** The healing that goes over all addresses now. */
    public Optional<DumpCursor> healingCursor = Optional.empty();

    /** Addresses that healing must still send in this second. */
    public long healingAddressesLeft;

    /** Datagrams that healing may still send in this second. */
    public int healingDatagramsLeft;

    SubscriberDeadlinesAndDumpState(HostMicros now) {
        nextFrame = now;
        nextDump = now;
        nextPhase = now;
        nextProgress = now;
        nextSecond = now.plus(SECOND_MICROS);
    }

    /** The first heartbeat comes a second from now, after what is sent now. */
    public void beginSecond(HostMicros now) {
        nextSecond = now.plus(SECOND_MICROS);
    }
}
