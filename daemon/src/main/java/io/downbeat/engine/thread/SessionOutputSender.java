package io.downbeat.engine.thread;

import io.downbeat.session.command.TurnResult;
import io.downbeat.time.HostMicros;

/** Sends what the session writes to its outputs. The conductor thread calls it. */
public interface SessionOutputSender {

    /** When something prepared must leave exactly; {@link HostMicros#NEVER} if nothing is. */
    HostMicros nextSend();

    /** Sends all that was prepared for a moment up to {@code now}. */
    void sendDue(HostMicros now);

    /** When there is something to do that is not urgent; {@link HostMicros#NEVER} if nothing is. */
    HostMicros nextNotUrgent();

    /** Does some of what is not urgent, for a fraction of a millisecond. */
    void sendNotUrgent(HostMicros now);

    /** Sends what follows from a turn that has just ended, and prepares what comes next. */
    void onTurn(TurnResult turn);
}
