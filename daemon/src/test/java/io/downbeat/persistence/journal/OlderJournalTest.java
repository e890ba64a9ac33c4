package io.downbeat.persistence.journal;

import static io.downbeat.persistence.journal.OneClientConductor.ref;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.editing.ActiveClipBeforeAndAfterEdit;
import io.downbeat.session.editing.Step;
import io.downbeat.session.editing.UndoHistorySnapshot;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Track;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;
import io.downbeat.time.Timeline;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Journals of programs that have other types. They are made from a journal of this program: a
 * component gets another name, so that the known one is missing and an unknown one is there.
 */
class OlderJournalTest {

    /**
     * A journal without one of these cannot be read. Each is as old as the journal itself. A
     * component that is added needs a default: a constant in its record or in its own type.
     */
    private static final Map<Class<?>, Set<String>> NEEDED =
            Map.ofEntries(
                    Map.entry(ActiveClipBeforeAndAfterEdit.class, Set.of("track")),
                    Map.entry(ActiveClipBeforeAndAfterEdit.ActiveClip.class, Set.of("clip")),
                    Map.entry(ArrangementEvent.ClipLaunched.class, Set.of("clip")),
                    Map.entry(ArrangementEvent.SceneLaunched.class, Set.of("scene")),
                    Map.entry(ArrangementEvent.TempoSet.class, Set.of("tempo")),
                    Map.entry(ArrangementEvent.TrackStopped.class, Set.of("track")),
                    Map.entry(ArrangementState.ActiveTrack.class, Set.of("track")),
                    Map.entry(ArrangementState.FadedNumber.class, Set.of("path")),
                    Map.entry(ArrangementState.RunningFade.class, Set.of("clip", "timing")),
                    Map.entry(ArrangementState.StoredValue.class, Set.of("path", "value")),
                    Map.entry(Clip.Stored.class, Set.of("path", "value")),
                    Map.entry(ClipId.class, Set.of("track")),
                    Map.entry(CueStepId.class, Set.of("list")),
                    Map.entry(Document.class, Set.of("graph", "session")),
                    Map.entry(UndoHistorySnapshot.Kept.class, Set.of("step")),
                    Map.entry(Node.class, Set.of("id")),
                    Map.entry(ParamPath.class, Set.of("param")),
                    Map.entry(Parameter.class, Set.of("number", "path", "range")),
                    Map.entry(
                            EngineSnapshot.class,
                            Set.of(
                                    "moment",
                                    "document",
                                    "history",
                                    "transport",
                                    "tempoChanges",
                                    "clock",
                                    "launches",
                                    "fades")),
                    Map.entry(EngineSnapshot.CueListPosition.class, Set.of("list")),
                    Map.entry(EngineSnapshot.FollowedScene.class, Set.of("scene")),
                    Map.entry(EngineSnapshot.HeldClip.class, Set.of("clip")),
                    Map.entry(EngineSnapshot.PastTimeline.class, Set.of("timeline")),
                    Map.entry(EngineSnapshot.RunningFade.class, Set.of("clip", "course")),
                    Map.entry(EngineSnapshot.SceneLaunch.class, Set.of("scene")),
                    Map.entry(EngineSnapshot.TempoSteps.class, Set.of("ramp")),
                    Map.entry(EngineSnapshot.TrackLaunch.class, Set.of("track")),
                    Map.entry(EngineSnapshot.Transport.class, Set.of("state")),
                    Map.entry(EngineSnapshot.Recording.class, Set.of("log", "tempo")),
                    Map.entry(Range.class, Set.of("max")),
                    Map.entry(Step.class, Set.of("before", "after")),
                    Map.entry(Tempo.class, Set.of("bpm")),
                    Map.entry(TempoProfile.class, Set.of("from", "to")),
                    Map.entry(Timeline.class, Set.of("tempoProfile")),
                    Map.entry(TransportState.class, Set.of("timeline", "tempo")));

    private final GraphFileContents loaded =
            SampleSessions.piece()
                    .track("Drums", "kick/decay", "kick/pitch")
                    .clip("A", 0.5, 52)
                    .mode(LaunchMode.GATE)
                    .quantize(Quantize.BAR)
                    .clip("B", 0.4, 50)
                    .track("Visual", "noise/mode")
                    .clip("Calm", "calm")
                    .live("kick/decay", 0.2)
                    .live("kick/pitch", 40)
                    .scene("One", 97, "Drums/A", "Visual/Calm")
                    .done();
    private final OneClientConductor played = new OneClientConductor(loaded);

    private EngineSnapshot performed() {
        played.perform(new Command.SetLate(80));
        played.perform(new Command.SetQuantize(Quantize.BAR));
        played.perform(new Command.SetMeter(new Meter(3, 4)));
        played.perform(new Command.ColorTrack(ref("1"), "rgb(1,2,3)"));
        played.perform(new Command.SetSafe(ref("2"), OnOffToggle.ON));
        played.perform(new Command.AddCueList(Optional.of("Show")));
        played.perform(new Command.AddCueStep(ref("1"), ref("1")));
        played.perform(
                new Command.LaunchClip(ref("1"), ref("2"), Optional.of(Quantize.INSTANT), false));
        played.perform(new Command.LaunchScene(ref("1"), Optional.empty()));
        played.perform(new Command.Undo());
        return played.conductor().snapshot();
    }

    @Test
    @Tag("JOURNAL-11")
    void everyComponentThatIsMissingHasADefaultOrIsAsOldAsTheJournal() throws IOException {
        byte[] written = written(performed());
        int types = 0;
        for (JournalTypeRegistry.RecordType type : JournalTypeRegistry.all().records()) {
            boolean there = contains(written, description(type, ""));
            types += there ? 1 : 0;
            for (int index = 0; index < type.names().size(); index++) {
                String name = type.names().get(index);
                boolean needed = NEEDED.getOrDefault(type.type(), Set.of()).contains(name);
                if (!there) {
                    Optional<Object> byDefault = JournalTypeRegistry.all().missing(type, index);
                    assertEquals(needed, byDefault.isEmpty(), type.word() + "." + name);
                } else if (needed) {
                    byte[] older = without(written, type, name);
                    assertThrows(JournalFormatException.class, () -> read(older), name);
                } else {
                    read(without(written, type, name));
                }
            }
        }
        assertTrue(types > 30, types + " types are in the journal");
    }

    @Test
    @Tag("JOURNAL-11")
    void aComponentThatIsMissingHasWhatTheRecordsOwnDefaultHas() throws IOException {
        byte[] written = written(performed());
        Class<?> settings = GlobalLaunchSettings.class;

        assertEquals(80, read(written).settings().lateMillis());
        assertEquals(0, read(without(written, settings, "lateMillis")).settings().lateMillis());
        assertEquals(
                Quantize.INSTANT,
                read(without(written, settings, "quantize")).settings().quantize());
        assertEquals(
                Transition.CUT,
                read(without(written, settings, "transition")).settings().transition());
        assertTrue(read(without(written, settings, "follow")).settings().follow());
        EngineSnapshot older = read(without(written, FollowAction.class, "repeats"));
        assertEquals(FollowAction.NONE.repeats(), clip(older).follow().repeats());
        assertEquals(
                Meter.COMMON.beats(),
                read(without(written, Meter.class, "beats")).transport().state().meter().beats());
    }

    @Test
    @Tag("JOURNAL-11")
    void elseItHasTheDefaultOfItsType() throws IOException {
        byte[] written = written(performed());

        assertEquals(LaunchMode.GATE, clip(read(written)).mode());
        assertEquals(LaunchMode.TRIGGER, clip(read(without(written, Clip.class, "mode"))).mode());
        assertEquals(
                FollowAction.NONE, clip(read(without(written, Clip.class, "follow"))).follow());
        assertEquals(
                Optional.empty(), clip(read(without(written, Clip.class, "quantize"))).quantize());
        assertEquals("rgb(1,2,3)", track(read(written), 0).color());
        assertEquals("", track(read(without(written, Track.class, "color")), 0).color());
        assertTrue(track(read(written), 1).safe());
        assertEquals(false, track(read(without(written, Track.class, "safe")), 1).safe());
        assertEquals(List.of(), track(read(without(written, Track.class, "nodes")), 0).nodes());
        EngineSnapshot older = read(without(written, EngineSnapshot.TrackLaunch.class, "launches"));
        assertEquals(0L, older.launches().tracks().getFirst().launches());
        older = read(without(written, EngineSnapshot.SceneLaunch.class, "waitingTracks"));
        assertEquals(0, older.launches().scenes().getFirst().waitingTracks());
    }

    @Test
    @Tag("JOURNAL-11")
    void whatANewerProgramHasMoreIsSkipped() throws IOException {
        byte[] written = written(performed());
        byte[] newer = without(written, Clip.class, "follow");
        newer = renamed(without(newer, Scene.class, "follow"), FollowAction.class);

        assertEquals(FollowAction.NONE, clip(read(newer)).follow());
        assertEquals("A", clip(read(newer)).name());

        newer = renamed(without(written, Transition.class, "curve"), Curve.class);
        assertEquals(Curve.LINEAR, read(newer).settings().transition().curve());
    }

    @Test
    @Tag("JOURNAL-11")
    void anUnknownTypeInAKnownPlaceMakesTheJournalUnreadable() throws IOException {
        byte[] written = written(performed());
        byte[] newer = renamed(written, FollowAction.class);

        var refused = assertThrows(JournalFormatException.class, () -> read(newer));
        assertEquals("this program has no xollow-action", refused.getMessage());
    }

    private static Track track(EngineSnapshot snapshot, int index) {
        return snapshot.document().session().tracks().get(index);
    }

    private static Clip clip(EngineSnapshot snapshot) {
        return track(snapshot, 0).clips().getFirst();
    }

    private static byte[] written(EngineSnapshot snapshot) {
        var encoder = new JournalEncoder();
        encoder.snapshot(snapshot);
        return encoder.drain().toByteArray();
    }

    private static EngineSnapshot read(byte[] written) {
        var decoder = new JournalDecoder();
        decoder.begin(ByteBuffer.wrap(written));
        return decoder.snapshot();
    }

    private static byte[] without(byte[] written, Class<?> type, String component)
            throws IOException {
        return without(written, JournalTypeRegistry.all().record(type), component);
    }

    private static byte[] without(
            byte[] written, JournalTypeRegistry.RecordType type, String component)
            throws IOException {
        assertTrue(type.names().contains(component), component);
        return replaced(written, description(type, ""), description(type, component));
    }

    /** What describes a type in the file; one of its components has another name of that length. */
    private static byte[] description(JournalTypeRegistry.RecordType type, String renamed)
            throws IOException {
        var names = new ArrayList<>(type.names());
        names.replaceAll(name -> name.equals(renamed) ? "_".repeat(name.length()) : name);
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        write(out, type.word());
        out.writeInt(names.size());
        for (String name : names) {
            write(out, name);
        }
        return bytes.toByteArray();
    }

    /**
     * The same file with a type that this program does not have in the place of one that it has.
     */
    private static byte[] renamed(byte[] written, Class<?> type) throws IOException {
        String word = JournalTypeRegistry.word(type);
        var before = new ByteArrayOutputStream();
        write(new DataOutputStream(before), word);
        var after = new ByteArrayOutputStream();
        write(new DataOutputStream(after), "x" + word.substring(1));
        return replaced(written, before.toByteArray(), after.toByteArray());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] letters = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(letters.length);
        out.write(letters);
    }

    private static byte[] replaced(byte[] all, byte[] from, byte[] to) {
        assertTrue(contains(all, from), () -> new String(from, StandardCharsets.ISO_8859_1));
        return text(all).replace(text(from), text(to)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean contains(byte[] all, byte[] part) {
        return text(all).contains(text(part));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
