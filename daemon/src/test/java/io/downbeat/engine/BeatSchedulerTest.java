package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.transport.Transport;
import io.downbeat.guard.FaultGuard;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What is due on beats, in one order. */
@Tag("FAILURE-5")
class BeatSchedulerTest {

    private static final HostMicros START = new HostMicros(1_000);

    private final List<String> performed = new ArrayList<>();
    private final List<FaultGuard.Failure> failures = new ArrayList<>();
    private final BeatScheduler scheduler = scheduler(true);

    private BeatScheduler scheduler(boolean playing) {
        var timeline = new Timeline(new Tempo(120), Beats.ZERO, START);
        var state = new TransportState(playing, timeline, Meter.COMMON);
        return new BeatScheduler(new Transport(state, new TurnEvents()), guard("the position"));
    }

    private FaultGuard guard(String part) {
        return FaultGuard.of(part, failures::add);
    }

    /** A part that is due on these beats. */
    private void add(String name, double... beats) {
        var left = new ArrayList<Beats>();
        for (double beat : beats) {
            left.add(Beats.of(beat));
        }
        scheduler.add(
                guard(name),
                () -> left.isEmpty() ? Beats.never() : left.getFirst(),
                at -> performed.add(name + " " + left.removeFirst().quarters()));
    }

    private void performAll() {
        while (!scheduler.next().equals(Beats.never())) {
            scheduler.perform(scheduler.next());
        }
    }

    @Test
    void theEarliestBeatComesFirstAndEqualBeatsInTheOrderOfTheParts() {
        add("ticks", 1, 2, 3);
        add("launches", 2, 2.5);
        add("fades", 0.5, 2, 2.5);
        assertEquals(START.plus(250_000), scheduler.nextTime());

        performAll();
        assertEquals(
                List.of(
                        "fades 0.5",
                        "ticks 1.0",
                        "ticks 2.0",
                        "launches 2.0",
                        "fades 2.0",
                        "launches 2.5",
                        "fades 2.5",
                        "ticks 3.0"),
                performed);
        assertEquals(HostMicros.NEVER, scheduler.nextTime());
    }

    @Test
    void nothingIsDueWhileTheTransportIsStopped() {
        BeatScheduler stopped = scheduler(false);
        stopped.add(guard("ticks"), () -> Beats.of(1), at -> performed.add("tick"));

        assertEquals(HostMicros.NEVER, stopped.nextTime());
    }

    @Test
    void aPartThatThrowsRepeatedlyIsNoLongerDueAndOthersContinue() {
        scheduler.add(
                guard("broken"),
                () -> Beats.of(1),
                at -> {
                    throw new IllegalStateException("broken");
                });
        add("fades", 1, 2);

        performAll();
        assertEquals(List.of("fades 1.0", "fades 2.0"), performed);
        assertTrue(failures.getLast().outOfService());
    }
}
