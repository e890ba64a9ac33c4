package io.downbeat.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.RealProgram;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Exported MIDI files, opened by programs of other authors. */
class MidiProgramsIT {

    /** Csound prints when each note begins, in seconds of its performance. */
    private static final String INSTRUMENT =
            """
            <CsoundSynthesizer>
            <CsOptions>
            -n -F %s -T
            </CsOptions>
            <CsInstruments>
            sr = 48000
            ksmps = 48
            nchnls = 1
            0dbfs = 1
            instr 1, 2, 3, 4
              inote notnum
              itime times
              prints "note %%d of %%d at %%.4f\\n", inote, p1, itime
              xtratim 0
            endin
            </CsInstruments>
            <CsScore>
            f 0 20
            e
            </CsScore>
            </CsoundSynthesizer>
            """;

    private static final Pattern NOTE = Pattern.compile("note (\\d+) of (\\d+) at (\\d+\\.\\d+)");

    /** A thousandth of a second is one control period of the program; then rounded to 0.1 ms. */
    private static final double SECONDS_OFF = 0.0011;

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void export() throws IOException {
        file = folder.resolve("band.mid");
        Files.write(
                file, ArrangementMidiFileExport.of("band", SampleArrangement.document()).bytes());
    }

    @Test
    @RealProgram(command = "midicsv", debian = "midicsv")
    void midicsvReadsTheTicksThatWereMeant() throws IOException {
        List<String> lines = run("midicsv", file.toString());

        assertEquals("0, 0, Header, 1, 4, 3840", lines.getFirst());
        assertTrue(lines.contains("1, 0, Title_t, \"band\""), () -> lines.toString());
        assertEquals(
                List.of(
                        "1, 15360, Marker_t, \"Verse\"",
                        "2, 0, Note_on_c, 0, 1, 64",
                        "2, 15360, Note_off_c, 0, 1, 64",
                        "2, 15360, Note_on_c, 0, 2, 64",
                        "2, 32000, Note_off_c, 0, 2, 64",
                        "2, 32000, Note_on_c, 0, 4, 64",
                        "2, 53760, Note_off_c, 0, 4, 64",
                        "3, 15360, Note_on_c, 1, 2, 64",
                        "3, 42240, Note_off_c, 1, 2, 64"),
                lines.stream().filter(line -> line.matches(".*(Note|Marker).*")).toList());
        assertEquals(
                List.of(
                        "1, 0, Time_signature, 4, 2, 24, 8",
                        "1, 30720, Time_signature, 3, 2, 24, 8",
                        "1, 53760, Time_signature, 4, 2, 24, 8"),
                lines.stream().filter(line -> line.contains("Time_signature")).toList());
        List<String> tempos = lines.stream().filter(line -> line.contains("Tempo")).toList();
        assertEquals("1, 0, Tempo, 500000", tempos.get(0));
        assertEquals("1, 15360, Tempo, 428571", tempos.get(1));
        assertEquals("1, 53760, Tempo, 600000", tempos.getLast());
        assertTrue(lines.contains("2, 3840, Control_c, 0, 3, 32"), () -> lines.toString());
        assertEquals("0, 0, End_of_file", lines.getLast());
    }

    @Test
    @RealProgram(command = "csound", debian = "csound")
    void csoundPlaysTheNotesAtTheSecondsOfTheTempoMap() throws IOException {
        Path piece = Files.writeString(folder.resolve("piece.csd"), INSTRUMENT.formatted(file));
        List<String> notes = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (String line : run("csound", piece.toString())) {
            Matcher note = NOTE.matcher(line);
            if (note.find()) {
                notes.add(note.group(1) + " of " + note.group(2));
                seconds.add(Double.parseDouble(note.group(3)));
            }
        }

        assertEquals(List.of("1 of 1", "2 of 1", "2 of 2", "4 of 1"), notes);
        double verse = 4 * 60.0 / 120;
        double ramp = verse + 4 * 60.0 / 140;
        // A third of a beat into the ramp from 140 to 120 BPM in two beats.
        double drop = ramp + 60 * Math.log(140 / (140 - 10 / 3.0)) / 10;
        List<Double> exact = List.of(0.0, verse, verse, drop);
        for (int note = 0; note < exact.size(); note++) {
            assertEquals(exact.get(note), seconds.get(note), SECONDS_OFF, notes.get(note));
        }
    }

    private List<String> run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String printed;
        try (var out = process.getInputStream()) {
            printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        return printed.lines().toList();
    }
}
