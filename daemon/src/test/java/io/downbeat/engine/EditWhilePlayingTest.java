package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.LaunchCalculations;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;
import io.downbeat.session.view.UpcomingBoundary;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The laws of the engine hold while tracks, clips and nodes are added, removed and moved, and edits
 * are undone and redone, in the middle of launches and fades.
 */
class EditWhilePlayingTest {

    @ParameterizedTest
    @Tag("SHAPE-1")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610})
    void dividingTimeIntoOtherTurnsChangesNoEvent(long seed) {
        List<Event> events = RandomEdits.events(RandomEdits.turnsAtEveryWake(seed, 250));

        assertTrue(events.stream().filter(Event.Edited.class::isInstance).count() > 50);
        assertIterableEquals(
                lines(events), lines(RandomEdits.eventsOfRandomTurns(seed, 250, seed)));
        List<TurnResult> again = RandomEdits.turnsAtEveryWake(seed, 250);
        assertIterableEquals(lines(events), lines(RandomEdits.events(again)));
    }

    @ParameterizedTest
    @Tag("SHAPE-2")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatIsWrittenAtABoundaryIsWhatWasAnnouncedForIt(long seed) {
        Map<Long, UpcomingBoundary> announced = new LinkedHashMap<>();
        int prepared = 0;
        for (TurnResult turn : RandomEdits.turnsAtEveryWake(seed, 500)) {
            for (Event event : turn.events()) {
                if (event instanceof Event.ParamsWritten written
                        && announced.containsKey(written.prepared())) {
                    UpcomingBoundary last = announced.get(written.prepared());
                    assertEquals(values(last.launches()), written.values());
                    assertEquals(last.at(), written.at());
                    prepared++;
                }
            }
            for (UpcomingBoundary next : turn.upcoming()) {
                UpcomingBoundary before = announced.put(next.revision(), next);
                assertTrue(before == null || before.equals(next), () -> before + " became " + next);
            }
        }
        assertTrue(prepared > 1, "only " + prepared + " boundaries were announced");
    }

    @ParameterizedTest
    @Tag("SHAPE-3")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void nothingFailsAndViewsMatchTheSession(long seed) {
        for (TurnResult turn : RandomEdits.turnsAtEveryWake(seed, 300)) {
            for (Event event : turn.events()) {
                assertFalse(event instanceof Event.Failed, event::toString);
            }
            assertFits(turn.view());
        }
    }

    @ParameterizedTest
    @Tag("SHAPE-4")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTrackIsDirtyExactlyWhenValuesDiffer(long seed) {
        List<TurnResult> turns = RandomEdits.turnsAtEveryWake(seed, 200);

        SessionView last = turns.getLast().view();

        // Forty seconds after the last command nothing fades any more.
        for (int position = 1; position <= last.session().tracks().size(); position++) {
            Track track = last.session().tracks().get(position - 1);
            Optional<Clip> active = track.clip(last.track(position).active());
            assertEquals(
                    active.filter(clip -> differs(last, track, clip)).isPresent(),
                    last.track(position).dirty(),
                    track.name());
        }
    }

    @ParameterizedTest
    @Tag("UNDO-8")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void undoingEverythingRestoresTheStartAndRedoingEverythingTheEnd(long seed) {
        List<SessionView> views = RandomEdits.undoneAndRedone(seed, 150);

        assertSame(views.get(0), views.get(2));
        assertSame(views.get(1), views.get(3));
        assertTrue(views.get(1).edited());
        assertFalse(views.get(2).edited());
    }

    private static void assertSame(SessionView expected, SessionView actual) {
        assertEquals(expected.session(), actual.session());
        assertEquals(expected.graph().nodes(), actual.graph().nodes());
        assertEquals(expected.graph().parameters(), actual.graph().parameters());
        assertEquals(expected.tracks(), actual.tracks());
        assertEquals(values(expected), values(actual));
    }

    private static Map<String, String> values(SessionView view) {
        var values = new TreeMap<String, String>();
        for (Parameter parameter : view.graph().parameters()) {
            values.put(
                    parameter.path().toString(),
                    view.values().value(parameter.number()).map(ParamValue::text).orElse("unset"));
        }
        return values;
    }

    private static void assertFits(SessionView view) {
        Session session = view.session();
        assertEquals(session.tracks().size(), view.tracks().size());
        var owned = new HashSet<String>();
        for (int position = 1; position <= session.tracks().size(); position++) {
            Track track = session.tracks().get(position - 1);
            TrackState state = view.track(position);
            assertTrue(state.active() >= 0 && state.active() <= track.clips().size());
            assertTrue(state.queued() >= -1 && state.queued() <= track.clips().size());
            for (String node : track.nodes()) {
                assertTrue(owned.add(node), node);
                assertTrue(view.graph().node(node).isPresent(), node);
            }
            for (Clip clip : track.clips()) {
                for (int index = 0; index < clip.values().size(); index++) {
                    assertTrue(view.graph().isThere(clip.values().parameter(index)));
                }
            }
        }
        for (int parameter : view.touched()) {
            assertTrue(view.graph().isThere(parameter));
        }
        assertTrue(view.scenes().last() <= session.scenes().size());
    }

    private static boolean differs(SessionView view, Track track, Clip clip) {
        ParameterValueList written = LaunchCalculations.writes(view.graph(), track, clip).values();
        for (int index = 0; index < written.size(); index++) {
            Optional<ParamValue> live = view.values().value(written.parameter(index));
            if (live.isPresent() && !isSame(live.get(), written.value(index))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(ParamValue one, ParamValue other) {
        if (one instanceof ParamValue.Numeric(double a)
                && other instanceof ParamValue.Numeric(double b)) {
            return (float) a == (float) b;
        }
        return one.equals(other);
    }

    private static List<String> lines(List<Event> events) {
        return events.stream().map(Event::toString).toList();
    }

    private static ParameterValueList values(List<UpcomingBoundary.Launch> launches) {
        var all = new ParameterValueList.Builder();
        new ArrayList<>(launches).forEach(launch -> all.addAll(launch.values()));
        return all.build();
    }
}
