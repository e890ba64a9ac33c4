package io.downbeat.engine.context;

import io.downbeat.time.HostMicros;

/**
 * Work that is due at a time of the host clock, whether the transport runs or not: a frame of the
 * fades, the end of a nudge, the timeout of a clock. The conductor performs it in the order of
 * time, after what is due on a beat at the same time.
 */
public interface HostTimedTask {

    /** When it is due next; {@link HostMicros#NEVER} if nothing is due. */
    HostMicros next();

    /**
     * Performs what is due. The time of the context is {@link #next()}, or later if that has
     * passed. Moves {@link #next()} on before anything else, so that an exception does not repeat
     * for ever.
     */
    void perform(CommandContext context);
}
