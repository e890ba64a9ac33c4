package io.downbeat.session.editing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class UndoHistoryTest {

    private static final RequestSender ANNA = new RequestSender("udp:10.0.0.1:9000");
    private static final RequestSender BEN = new RequestSender("udp:10.0.0.2:9000");

    private final UndoHistory history = new UndoHistory(3);
    private final Document document = document(SampleSessions.band());

    @Test
    void stepsAreUndoneAndRedoneInTheirOrder() {
        history.push(edit("one"));
        history.push(edit("two"));

        assertEquals("two", name(history.undo()));
        assertEquals("one", name(history.undo()));
        assertEquals("", name(history.undo()));
        assertEquals("one", name(history.redo()));
        assertEquals("two", name(history.redoable()));
    }

    @Test
    void aNewStepDiscardsUndoneSteps() {
        history.push(edit("one"));
        history.undo();
        history.push(edit("two"));

        assertEquals("", name(history.redo()));
        assertEquals("two", name(history.undo()));
    }

    @Test
    void anUndoReturnsToTheEarlierState() {
        long beginning = history.state();
        history.push(edit("one"));
        long one = history.state();
        history.push(edit("two"));
        history.undo();

        assertEquals(one, history.state());
        history.undo();
        assertEquals(beginning, history.state());
        history.push(edit("three"));
        assertNotEquals(one, history.state());
    }

    @Test
    @Tag("UNDO-2")
    void beyondTheLimitTheOldestStepIsDiscarded() {
        for (String name : List.of("one", "two", "three", "four")) {
            history.push(edit(name));
        }

        assertEquals("four", name(history.undo()));
        assertEquals("three", name(history.undo()));
        assertEquals("two", name(history.undo()));
        assertEquals("", name(history.undo()));
    }

    @Test
    @Tag("UNDO-2")
    void stepsWithLongTextsAreLimitedByBytes() {
        var texts = new UndoHistory(1000);
        for (int count = 0; count < 1000; count++) {
            var text = Optional.of(ParamValue.of("x".repeat(60_000)));
            var change = new ValueChange(count, Optional.empty(), text);
            texts.push(new Step("", document, document, List.of(change), Optional.empty()));
        }
        int kept = 0;
        while (texts.undo().isPresent()) {
            kept++;
        }

        assertEquals((32 << 20) / (256 + 120 + 120_000), kept);
    }

    @Test
    @Tag("UNDO-2")
    void stepsThatKeepLargeClipsAreLimitedByBytes() {
        var large = new ParameterValueList.Builder();
        for (int count = 0; count < 100_000; count++) {
            large.add(0, count);
        }
        var edits = new UndoHistory(1000);
        Document before = document;
        for (int count = 0; count < 100; count++) {
            Clip clip = before.session().tracks().getFirst().clips().getFirst();
            Track track =
                    before.session()
                            .tracks()
                            .getFirst()
                            .withClip(
                                    1,
                                    clip.withName("n" + count)
                                            .withValues(large.build(), List.of()));
            Document after = before.with(before.session().withTrack(1, track));
            edits.push(new Step("", before, after, List.of(), Optional.empty()));
            before = after;
        }
        int kept = 0;
        while (edits.undo().isPresent()) {
            kept++;
        }

        // Each step keeps the clip before and the clip after it, of 2 MB each.
        assertEquals(8, kept);
    }

    @Test
    @Tag("UNDO-3")
    void aSettingThatIsDraggedIsOneStepUnlessAnotherEditComesBetween() {
        var start = document;
        history.push(drag(0, "fade", start, named(start, "a")));
        history.push(drag(100_000, "fade", named(start, "a"), named(start, "b")));
        assertEquals(named(start, "b").session(), history.undo().orElseThrow().after().session());
        assertEquals(Optional.empty(), history.undo());

        history.redo();
        history.push(drag(200_000, "other", named(start, "b"), named(start, "c")));
        history.push(drag(300_000, "fade", named(start, "c"), named(start, "d")));
        assertEquals("c", firstTrack(history.undo().orElseThrow().before()));
        assertEquals("b", firstTrack(history.undo().orElseThrow().before()));
        assertEquals("Drums", firstTrack(history.undo().orElseThrow().before()));
    }

    private static Step drag(long at, String setting, Document before, Document after) {
        var gesture =
                new Gesture(ANNA, List.of(), List.of(setting), new HostMicros(1_000_000 + at), 0);
        return new Step("drag", before, after, List.of(), Optional.of(gesture));
    }

    private static Document named(Document document, String name) {
        Session session = document.session();
        return document.with(session.withTrack(1, session.tracks().getFirst().withName(name)));
    }

    private static String firstTrack(Document document) {
        return document.session().tracks().getFirst().name();
    }

    @Test
    @Tag("UNDO-3")
    void aDragIsOneStep() {
        history.push(write(ANNA, 0, 7, 0.1, 0.2));
        history.push(write(ANNA, 400_000, 7, 0.2, 0.3));
        long dragged = history.state();
        history.push(write(ANNA, 900_001, 7, 0.3, 0.4));

        assertNotEquals(dragged, history.state());
        assertEquals(Optional.of(ParamValue.of(0.3)), only(history.undo()).before());
        ValueChange first = only(history.undo());
        assertEquals(Optional.of(ParamValue.of(0.1)), first.before());
        assertEquals(Optional.of(ParamValue.of(0.3)), first.after());
    }

    @Test
    @Tag("UNDO-3")
    void twoControlsMovedAtOnceAreTwoSteps() {
        history.push(write(ANNA, 0, 7, 0.1, 0.2));
        history.push(write(BEN, 10, 8, 0.5, 0.6));
        long before = history.state();
        history.push(write(ANNA, 20, 7, 0.2, 0.3));
        assertNotEquals(before, history.state());
        history.push(write(BEN, 30, 8, 0.6, 0.7));

        assertEquals(8, only(history.undo()).parameter());
        assertEquals(Optional.of(ParamValue.of(0.3)), only(history.undo()).after());
        assertEquals("", name(history.undo()));
    }

    @Test
    @Tag("UNDO-5")
    void aContinuedGestureGivesTheStepsAfterItNewStates() {
        var controls = new UndoHistory(10);
        controls.push(write(ANNA, 0, 7, 0.1, 0.2));
        controls.push(write(BEN, 10, 8, 0.5, 0.6));
        long saved = controls.state();
        controls.push(write(ANNA, 20, 9, 0.8, 0.9));
        controls.push(write(ANNA, 30, 7, 0.2, 0.3));

        controls.undo();
        assertNotEquals(saved, controls.state());
    }

    @Test
    @Tag("JOURNAL-15")
    void stepsThatWereTakenBackSinceAStateAreCountedToo() {
        history.push(edit("one"));
        long one = history.state();
        assertEquals(0, history.snapshot().stepsFrom(one));
        history.undo();
        assertEquals(1, history.snapshot().stepsFrom(one));
        history.redo();
        history.push(edit("two"));
        history.push(edit("three"));
        long three = history.state();
        assertEquals(2, history.snapshot().stepsFrom(one));
        history.undo();
        history.undo();
        assertEquals(2, history.snapshot().stepsFrom(three));
        assertEquals(0, history.snapshot().stepsFrom(one));
        assertEquals(1, history.snapshot().stepsFrom(0));
        history.undo();
        assertEquals(3, history.snapshot().stepsFrom(three));
    }

    @Test
    @Tag("JOURNAL-15")
    void aStateThatCannotBeReachedAnyMoreIsAtLeastOneStepAway() {
        history.push(edit("one"));
        long one = history.state();
        history.undo();
        history.push(edit("two"));
        assertEquals(1, history.snapshot().stepsFrom(one));
        history.undo();
        assertEquals(1, history.snapshot().stepsFrom(one));
    }

    @Test
    @Tag("UNDO-3")
    void twoClientsThatMoveOneControlInTurnMakeAStepEachTime() {
        history.push(write(ANNA, 0, 7, 0.1, 0.2));
        history.push(write(BEN, 10, 7, 0.2, 0.3));
        history.push(write(ANNA, 20, 7, 0.3, 0.4));

        assertEquals(Optional.of(ParamValue.of(0.3)), only(history.undo()).before());
        assertEquals(Optional.of(ParamValue.of(0.2)), only(history.undo()).before());
        assertEquals(Optional.of(ParamValue.of(0.1)), only(history.undo()).before());
    }

    private Step edit(String name) {
        var after = new Document(Graph.empty(), document.session());
        return new Step(name, document, after, List.of(), Optional.empty());
    }

    private Step write(RequestSender by, long at, int parameter, double from, double to) {
        var change =
                new ValueChange(
                        parameter,
                        Optional.of(ParamValue.of(from)),
                        Optional.of(ParamValue.of(to)));
        var gesture = new Gesture(by, List.of(parameter), new HostMicros(1_000_000 + at));
        return new Step("write", document, document, List.of(change), Optional.of(gesture));
    }

    private static ValueChange only(Optional<Step> step) {
        return step.orElseThrow().values().getFirst();
    }

    private static String name(Optional<Step> step) {
        return step.map(Step::name).orElse("");
    }

    private static Document document(GraphFileContents loaded) {
        return new Document(loaded.graph(), loaded.session());
    }
}
