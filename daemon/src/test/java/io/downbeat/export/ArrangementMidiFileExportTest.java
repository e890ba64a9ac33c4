package io.downbeat.export;

import static io.downbeat.export.SampleArrangement.clip;
import static io.downbeat.export.SampleArrangement.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamPath;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.time.Beats;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import javax.sound.midi.Sequence;

/** Arrangements as Standard MIDI Files, read back by the Java platform. */
class ArrangementMidiFileExportTest {

    private static final int QUARTER = ArrangementMidiFileExport.TICKS_PER_QUARTER;

    @Test
    @Tag("EXPORT-1")
    void theFirstTrackHasTemposSignaturesAndTheMarkersOfScenes() {
        List<String> lines = lines(SampleArrangement.document(), 0);

        assertEquals(
                List.of(
                        "0 name band",
                        "0 text not in this file: clip c_tr_drums_9 of Drums, which is gone",
                        "0 tempo 500000",
                        "0 signature 4/4 24",
                        "15360 tempo 428571",
                        "15360 marker Verse"),
                lines.subList(0, 6));
        assertEquals(
                List.of(
                        "38400 tempo 500000",
                        "53760 tempo 600000",
                        "53760 signature 4/4 24",
                        "61440 end"),
                lines.subList(lines.size() - 4, lines.size()));
        assertTrue(lines.contains("30720 signature 3/4 24"), () -> lines.toString());
    }

    @Test
    @Tag("EXPORT-4")
    void aGlideOfAMillionBeatsHasABoundedNumberOfSteps() {
        var lane =
                new ParameterLane.Builder(new ParamPath("kick", "decay"))
                        .add(Beats.ZERO, 0)
                        .addGlide(Beats.of(1e6), 0.9)
                        .build();
        GraphFileContents band = SampleSessions.band();
        var arrangement =
                new Arrangement(Beats.of(1e6), ArrangementState.NONE, List.of(), List.of(lane));

        byte[] bytes =
                ArrangementMidiFileExport.of(
                                "band",
                                new Document(band.graph(), band.session().with(arrangement)))
                        .bytes();

        assertTrue(bytes.length < 100_000, () -> bytes.length + " bytes");
    }

    @Test
    @Tag("EXPORT-2")
    void aRampBecomesStepsThatLastAsLongAsItsParts() {
        List<String> lines = lines(SampleArrangement.document(), 0);
        double micros = 0;
        long tick = 8 * QUARTER;
        double tempo = 0;
        int steps = 0;
        for (String line : lines) {
            String[] words = line.split(" ");
            long at = Long.parseLong(words[0]);
            if (words[1].equals("tempo") && at >= 8 * QUARTER && at <= 10 * QUARTER) {
                micros += (at - tick) * tempo / QUARTER;
                tick = at;
                tempo = Double.parseDouble(words[2]);
                steps++;
            }
        }

        // Two beats from 140 to 120 BPM, linear in beats: 2 / (140 - 120) * ln(140 / 120) minutes.
        double exact = 60e6 * 2 / 20 * Math.log(140.0 / 120);
        assertEquals(17, steps);
        assertEquals(exact, micros, 2);
    }

    @Test
    @Tag("EXPORT-3")
    void clipsAreNotesOnTheChannelOfTheirTrack() {
        Document document = SampleArrangement.document();
        List<String> drums = notes(lines(document, 1));
        List<String> synth = notes(lines(document, 2));

        assertEquals(
                List.of(
                        "0 0 on 1 64",
                        "15360 0 off 1 64",
                        "15360 0 on 2 64",
                        "32000 0 off 2 64",
                        "32000 0 on 4 64",
                        "53760 0 off 4 64"),
                drums);
        assertEquals(List.of("15360 1 on 2 64", "42240 1 off 2 64"), synth);
        assertEquals("0 name Drums", lines(document, 1).getFirst());
        assertTrue(lines(document, 1).contains("32000 text clip 4 Drop"));
    }

    @Test
    @Tag("EXPORT-4")
    void movesAreControllersScaledOverTheirRange() {
        List<String> drums = lines(SampleArrangement.document(), 1);

        assertTrue(
                drums.contains(
                        "0 text kick/decay is controllers 3 and 35, 0 to 16383 for 0.0 to 1.0"),
                () -> drums.toString());
        assertEquals(
                List.of(
                        "0 0 controller 3 64",
                        "0 0 controller 35 0",
                        "3840 0 controller 3 32",
                        "3840 0 controller 35 0",
                        "3840 0 controller 3 15",
                        "3840 0 controller 35 103",
                        "15360 0 controller 3 127",
                        "15360 0 controller 35 127",
                        "19200 0 controller 3 0",
                        "19200 0 controller 35 0",
                        "19260 0 controller 3 20",
                        "19260 0 controller 35 0",
                        "19320 0 controller 3 40",
                        "19320 0 controller 35 0",
                        "19380 0 controller 3 60",
                        "19380 0 controller 35 0",
                        "19392 0 controller 3 64",
                        "19392 0 controller 35 0",
                        "53760 0 controller 3 64",
                        "53760 0 controller 35 0"),
                drums.stream().filter(line -> line.matches(".*controller (3|35) .*")).toList());
    }

    @Test
    @Tag("EXPORT-4")
    void onOneTickEventsComeBeforeMoves() {
        List<String> drums = lines(SampleArrangement.document(), 1);

        assertTrue(
                drums.indexOf("15360 0 on 2 64") < drums.indexOf("15360 0 controller 3 127"),
                () -> drums.toString());
    }

    @Test
    @Tag("EXPORT-4")
    void textsAreTextEvents() {
        List<String> visual = lines(SampleArrangement.document(), 3);

        assertTrue(
                visual.contains("7680 text noise/mode = wild \"\u00e9\""), () -> visual.toString());
    }

    @Test
    @Tag("EXPORT-5")
    void whatHasNoControllerOrIsGoneIsNamedInTheFileAndLeftOut() {
        String[] paths = new String[100];
        for (int index = 0; index < paths.length; index++) {
            paths[index] = "node/p" + index;
        }
        GraphFileContents loaded =
                SampleSessions.piece().track("Full", paths).clip("One", 0.5).done();
        List<ParameterLane> lanes = new ArrayList<>();
        for (String path : paths) {
            ParamPath of = new ParamPath("node", path.substring("node/".length()));
            lanes.add(new ParameterLane.Builder(of).add(Beats.of(1), 0.5).build());
        }
        lanes.add(
                new ParameterLane.Builder(new ParamPath("gone", "x"))
                        .add(Beats.of(1), 0.5)
                        .build());
        var arrangement = new Arrangement(Beats.of(4), ArrangementState.NONE, List.of(), lanes);
        ArrangementMidiFileExport.MidiFile file =
                ArrangementMidiFileExport.of(
                        "full", new Document(loaded.graph(), loaded.session().with(arrangement)));

        long controllers =
                MidiFileReader.lines(file.bytes(), 1).stream()
                        .filter(line -> line.matches("\\d+ 0 controller .*"))
                        .map(line -> line.split(" ")[3])
                        .distinct()
                        .count();
        assertEquals(30 * 2 + 42, controllers);
        assertEquals(100 - 72 + 1, file.omitted().size());
        assertEquals(
                "parameter node/p72, for which its channel has no controller: it has 72",
                file.omitted().get(0));
        assertTrue(file.omitted().contains("parameter gone/x, which is gone"));
        assertTrue(
                MidiFileReader.lines(file.bytes(), 0)
                        .contains("0 text not in this file: parameter gone/x, which is gone"));
    }

    @Test
    @Tag("EXPORT-5")
    void eachSixteenTracksHaveTheirOwnPort() {
        SampleSessions pieces = SampleSessions.piece();
        for (int track = 1; track <= 18; track++) {
            pieces.track("T" + track, "n" + track + "/x").clip("One", 0.5);
        }
        GraphFileContents loaded = pieces.done();
        var arrangement =
                new Arrangement(
                        Beats.of(4),
                        ArrangementState.NONE,
                        List.of(launch(1, clip("t16", 1), false), launch(2, clip("t18", 1), false)),
                        List.of());
        byte[] file =
                ArrangementMidiFileExport.of(
                                "many",
                                new Document(loaded.graph(), loaded.session().with(arrangement)))
                        .bytes();

        assertEquals(
                List.of("3840 15 on 1 64", "15360 15 off 1 64"),
                notes(MidiFileReader.lines(file, 16)));
        assertEquals(
                List.of("7680 1 on 1 64", "15360 1 off 1 64"),
                notes(MidiFileReader.lines(file, 18)));
        assertTrue(MidiFileReader.lines(file, 18).contains("0 port 1"));
    }

    @Test
    @Tag("EXPORT-5")
    void parametersThatNoTrackOwnsAreInATrackOfTheirOwn() {
        GraphFileContents band = SampleSessions.band();
        var drums = band.session().tracks().getFirst();
        var arrangement =
                new Arrangement(
                        Beats.of(4),
                        ArrangementState.NONE,
                        List.of(),
                        List.of(
                                new ParameterLane.Builder(SampleArrangement.DECAY)
                                        .add(Beats.of(1), 1)
                                        .build()));
        var document =
                new Document(
                        band.graph(),
                        band.session().withTrack(1, drums.withNodes(List.of())).with(arrangement));

        List<String> lines = lines(document, 4);
        assertEquals("0 name Parameters", lines.getFirst());
        assertTrue(lines.contains("3840 3 controller 3 127"), () -> lines.toString());
    }

    @Test
    @Tag("EXPORT-6")
    void beatsAreRoundedToTheNearestTick() {
        assertEquals(0, ArrangementMidiFileExport.tick(Beats.ZERO));
        assertEquals(QUARTER, ArrangementMidiFileExport.tick(Beats.of(1)));
        assertEquals(1280, ArrangementMidiFileExport.tick(Beats.micro(333_333)));
        assertEquals(2560, ArrangementMidiFileExport.tick(Beats.micro(666_667)));
        assertEquals(0, ArrangementMidiFileExport.tick(Beats.micro(130)));
        assertEquals(1, ArrangementMidiFileExport.tick(Beats.micro(131)));
        assertEquals(1_000_000L * QUARTER, ArrangementMidiFileExport.tick(Beats.of(1_000_000)));
    }

    @Test
    @Tag("EXPORT-6")
    void aWaitThatIsTooLongForTheFormatIsFilled() {
        var arrangement =
                new Arrangement(
                        Beats.of(1_000_000),
                        ArrangementState.NONE,
                        List.of(launch(999_999, clip("drums", 3), false)),
                        List.of());

        List<String> drums = lines(SampleArrangement.document(arrangement), 1);

        assertTrue(drums.contains(999_999L * QUARTER + " 0 on 3 64"), () -> drums.toString());
        assertTrue(drums.contains(1_000_000L * QUARTER + " end"), () -> drums.toString());
    }

    @Test
    void anEmptyArrangementIsAValidFile() {
        Sequence sequence =
                MidiFileReader.sequence(
                        ArrangementMidiFileExport.of(
                                        "band", SampleArrangement.document(Arrangement.EMPTY))
                                .bytes());

        assertEquals(4, sequence.getTracks().length);
        assertEquals(QUARTER, sequence.getResolution());
        assertEquals(0, sequence.getTickLength());
    }

    private static List<String> lines(Document document, int track) {
        return MidiFileReader.lines(ArrangementMidiFileExport.of("band", document).bytes(), track);
    }

    private static List<String> notes(List<String> lines) {
        return lines.stream().filter(line -> line.matches("\\d+ \\d+ (on|off) .*")).toList();
    }
}
