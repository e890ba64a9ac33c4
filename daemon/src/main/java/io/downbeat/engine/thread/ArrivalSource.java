package io.downbeat.engine.thread;

import io.downbeat.session.command.CommandBatch;
import io.downbeat.time.HostMicros;

import java.util.function.Consumer;

/** Where the conductor thread gets received packets and the contents of the inbox. */
public interface ArrivalSource {

    /**
     * Waits until something has come in, or until a moment. It sleeps at first, and polls during
     * the last millisecond.
     */
    void await(HostMicros until);

    /** Sleeps until a moment, whatever comes in. Returns at once if it has passed. */
    void pause(HostMicros until);

    /**
     * Reads what has come in.
     *
     * @param most how many command batches are read at most
     * @param leftMicros the time until an exact moment; reading and handling may take half of it
     * @param into receives each command batch
     */
    void read(int most, long leftMicros, Consumer<CommandBatch> into);

    /**
     * Notes the arrival time of what has come in by {@code now}, without reading it. The beat of an
     * external clock often comes just before a boundary, when reading is not allowed; its arrival
     * time must be right all the same.
     */
    void poll(HostMicros now);
}
