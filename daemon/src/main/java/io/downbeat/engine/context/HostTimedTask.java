package io.downbeat.engine.context;

import io.downbeat.time.HostMicros;

/**
 * What falls due at a moment of the host clock, whatever the count does meanwhile: a frame of the
 * fades, the end of a nudge, a clock that is missed. Called by the conductor in the order of time,
 * after the cues of the same moment.
 */
public interface HostTimedTask {

    /** When it must be performed next; {@link HostMicros#NEVER} if nothing is due. */
    HostMicros next();

    /**
     * Performs what is due at a moment, which is {@link #next()}, or later if that lay in the past.
     * Moves {@link #next()} behind it before anything else, so that a fault is not met for ever.
     */
    void perform(CommandContext context);
}
