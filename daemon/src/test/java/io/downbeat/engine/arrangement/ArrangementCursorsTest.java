package io.downbeat.engine.arrangement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamPath;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An arrangement of 16 beats with stops on 0, 4 and 12, a signature on 8, and moves on 2 and 10.
 */
class ArrangementCursorsTest {

    private static final TrackId TRACK = new TrackId("drums");
    private static final ArrangementLoop LOOP =
            new ArrangementLoop(true, Beats.of(4), Beats.of(12));
    private static final ArrangementLoop NONE = ArrangementLoop.OFF;

    /** The present pass begins with beat 100 of the transport. */
    private static final Beats ORIGIN = Beats.of(100);

    private Arrangement arrangement = arrangement(0, 4, 12);
    private final ArrangementCursors cursors = new ArrangementCursors(() -> arrangement);

    private static Arrangement arrangement(double... stops) {
        var events = new ArrayList<ArrangementEvent>();
        for (double at : stops) {
            if (at > 8 && events.stream().noneMatch(ArrangementEvent.MeterSet.class::isInstance)) {
                events.add(new ArrangementEvent.MeterSet(Beats.of(8), new Meter(3, 4)));
            }
            events.add(new ArrangementEvent.TrackStopped(Beats.of(at), TRACK));
        }
        var lane =
                new ParameterLane.Builder(new ParamPath("kick", "decay"))
                        .add(Beats.of(2), 0.25)
                        .add(Beats.of(10), 0.75)
                        .build();
        return new Arrangement(Beats.of(16), ArrangementState.NONE, events, List.of(lane));
    }

    /** The beats of the transport on which the next launches are due, as they are queued. */
    private List<Double> queue(int many, ArrangementLoop loop) {
        var due = new ArrayList<Double>();
        for (int count = 0; count < many; count++) {
            Optional<LaunchEventsAndOtherEvents.Group> next =
                    cursors.nextLaunches(loop, Optional.of(ORIGIN));
            next.ifPresent(launches -> {
                due.add(cursors.dueOf(launches).quarters());
                cursors.onQueued(launches);
            });
        }
        return due;
    }

    @Test
    void everythingIsPlayedOnceFromAPosition() {
        cursors.startAt(Beats.of(3), ORIGIN);

        assertEquals(List.of(104.0, 112.0), queue(5, NONE));
        assertEquals(Optional.of(Beats.of(8)), cursors.nextTimelineChange());
        assertEquals(Beats.of(10), cursors.nextMove());
        assertEquals(1, cursors.timelineUntil(Beats.of(8)).size());
        assertEquals(List.of(), cursors.timelineUntil(Beats.of(8)));
        cursors.moveUntil(Beats.of(10), (path, value) -> {});
        assertEquals(Beats.never(), cursors.nextMove());
    }

    @Test
    void launchesBehindTheEndOfALoopAreThoseOfItsNextPass() {
        cursors.startAt(Beats.ZERO, ORIGIN);

        assertEquals(List.of(100.0, 104.0, 112.0), queue(5, LOOP));
        assertFalse(cursors.isInPass(ORIGIN));
        assertTrue(cursors.isInPass(Beats.of(108)));
    }

    @Test
    void theNextPassKeepsTheLaunchesThatAreQueuedForIt() {
        cursors.startAt(Beats.ZERO, ORIGIN);
        queue(3, LOOP);

        cursors.startAllButLaunchesAt(LOOP.begin());

        assertEquals(Beats.of(10), cursors.nextMove());
        assertEquals(Beats.of(4), cursors.timelineFrom());
        assertTrue(cursors.launchesFrom().isAfter(Beats.of(4)));
    }

    @Test
    void withoutAPassThatIsPlayedNothingOfTheNextOneIsQueued() {
        cursors.startAt(Beats.of(5), ORIGIN);

        assertEquals(Optional.empty(), cursors.nextLaunches(LOOP, Optional.empty()));
        assertTrue(cursors.isInPass(ORIGIN));
    }

    @Test
    void whatIsSkippedIsNotPlayedAndNothingIsPlayedAgain() {
        cursors.startAt(Beats.ZERO, ORIGIN);
        cursors.skipTo(Beats.of(9));
        cursors.skipTo(Beats.of(3));

        assertEquals(Optional.empty(), cursors.nextTimelineChange());
        assertEquals(Beats.of(10), cursors.nextMove());
        assertEquals(Beats.ZERO, cursors.launchesFrom());
    }

    @Test
    void anotherArrangementIsQueuedAlikeIfTheLaunchesThatAreQueuedAreTheSame() {
        cursors.startAt(Beats.ZERO, ORIGIN);
        queue(2, NONE);

        arrangement = arrangement(0, 4, 14);
        assertTrue(cursors.isQueuedAlike(Beats.of(3), ORIGIN, NONE));
        assertEquals(List.of(114.0), queue(1, NONE));

        cursors.startAt(Beats.ZERO, ORIGIN);
        queue(2, NONE);
        arrangement = arrangement(0, 3.5, 14);
        assertFalse(cursors.isQueuedAlike(Beats.of(3), ORIGIN, NONE));
    }

    @Test
    void aJumpOfTheTransportMovesTheLaunchesWithIt() {
        cursors.startAt(Beats.of(1), ORIGIN);
        cursors.shift(Beats.of(-20));

        assertEquals(List.of(84.0, 92.0), queue(3, NONE));
    }
}
