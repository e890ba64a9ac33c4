package io.downbeat.export;

import io.downbeat.graph.Parameter;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Track;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An arrangement as a Standard MIDI File of format 1.
 *
 * <ul>
 *   <li>The first track has the tempos, the time signatures, and a marker for each launch of a
 *       scene.
 *   <li>Each track of the session follows as one MIDI track of its name. Track <i>n</i> is on
 *       channel <i>n</i>; from the seventeenth on, each sixteen tracks are on the next port. A clip
 *       that is active is a note: the number of the note is the position of the clip.
 *   <li>Each number parameter that was moved is a controller in the track that owns its node,
 *       scaled over its range, as {@link MidiControllerAssignment} says; a text that was set is a
 *       text event. Parameters that no track owns are in one more MIDI track at the end.
 * </ul>
 *
 * <p>A quarter has {@value #TICKS_PER_QUARTER} ticks, and a beat is rounded to the nearest tick.
 * All points of the grids are exact, and triplets; other beats move by half a tick at most, which
 * is 65 microseconds at 120 BPM. A tempo is rounded to a whole microsecond for each quarter, as the
 * format demands.
 */
public final class ArrangementMidiFileExport {

    /** Divisible by 256, 3 and 5, and a resolution that sequencers use. The format allows 32767. */
    public static final int TICKS_PER_QUARTER = 3840;

    private static final short SEVERAL_TRACKS = 1;
    private static final int HEADER_BYTES = 14;
    private static final int HEADER_DATA_BYTES = 6;

    /**
     * An exported file.
     *
     * @param omitted one sentence for each thing that the file cannot express
     */
    @SuppressWarnings("ArrayRecordComponent") // Passed on as a whole and never compared.
    public record MidiFile(byte[] bytes, List<String> omitted) {
        public MidiFile {
            omitted = List.copyOf(omitted);
        }
    }

    private final Document document;
    private final Arrangement arrangement;
    private final Set<String> omitted = new LinkedHashSet<>();
    private final List<MidiFileTrackExport> tracks = new ArrayList<>();

    private ArrangementMidiFileExport(Document document) {
        this.document = document;
        this.arrangement = document.session().arrangement();
    }

    /**
     * The arrangement of a document.
     *
     * @param name the name of the session
     */
    public static MidiFile of(String name, Document document) {
        var export = new ArrangementMidiFileExport(document);
        export.assign();
        List<byte[]> chunks = new ArrayList<>();
        for (MidiFileTrackExport track : export.tracks) {
            chunks.add(track.bytes(export.arrangement));
        }
        chunks.addFirst(export.conductorTrack(name));
        var out = new ByteArrayOutputStream();
        out.writeBytes(header(chunks.size()));
        chunks.forEach(out::writeBytes);
        return new MidiFile(out.toByteArray(), List.copyOf(export.omitted));
    }

    /** The nearest tick of a beat; the later one of two. */
    static long tick(Beats at) {
        long whole = Math.floorDiv(at.micro(), Beats.MICROS_PER_BEAT);
        long rest = Math.floorMod(at.micro(), Beats.MICROS_PER_BEAT);
        long half = Beats.MICROS_PER_BEAT / 2;
        return whole * TICKS_PER_QUARTER
                + (rest * TICKS_PER_QUARTER + half) / Beats.MICROS_PER_BEAT;
    }

    private static byte[] header(int chunks) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put("MThd".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEADER_DATA_BYTES)
                .putShort(SEVERAL_TRACKS)
                .putShort((short) chunks)
                .putShort((short) TICKS_PER_QUARTER)
                .array();
    }

    /** Gives tracks their channels, and the moved parameters their tracks. */
    private void assign() {
        Map<String, MidiFileTrackExport> owners = new HashMap<>();
        for (Track track : document.session().tracks()) {
            if (MidiFileTrackExport.hasPort(tracks.size())) {
                var midi =
                        new MidiFileTrackExport(track.name(), track, tracks.size(), omitted::add);
                tracks.add(midi);
                track.nodes().forEach(node -> owners.putIfAbsent(node, midi));
            } else {
                omitted.add("track " + track.name() + " has no MIDI port");
            }
        }
        var ownerless = new MidiFileTrackExport("Parameters", null, tracks.size(), omitted::add);
        for (ParameterLane lane : arrangement.lanes()) {
            Optional<Parameter> parameter = document.graph().parameter(lane.path());
            if (parameter.isPresent()) {
                owners.getOrDefault(lane.path().node(), ownerless).add(lane, parameter.get());
            } else {
                omitted.add("parameter " + lane.path() + ", which is gone");
            }
        }
        if (ownerless.hasMoves() && MidiFileTrackExport.hasPort(tracks.size())) {
            tracks.add(ownerless);
        }
    }

    private byte[] conductorTrack(String name) {
        List<TimedWrite> writes = new ArrayList<>();
        for (TempoRampsToMidiFileSteps.TempoStep step : TempoRampsToMidiFileSteps.of(arrangement)) {
            writes.add(
                    new TimedWrite(
                            tick(step.at()),
                            (chunk, tick) -> chunk.tempo(tick, step.microsPerQuarter())));
        }
        add(writes, Beats.ZERO, arrangement.start().meter());
        for (ArrangementEvent event : arrangement.events()) {
            switch (event) {
                case ArrangementEvent.MeterSet set -> add(writes, set.at(), set.meter());
                case ArrangementEvent.StateSet set -> add(writes, set.at(), set.state().meter());
                case ArrangementEvent.SceneLaunched launched -> {
                    String scene = nameOf(launched.scene());
                    writes.add(
                            new TimedWrite(
                                    tick(launched.at()),
                                    (chunk, tick) ->
                                            chunk.text(tick, MidiTrackChunkWriter.MARKER, scene)));
                }
                default -> {}
            }
        }
        writes.sort(Comparator.comparingLong(TimedWrite::tick));
        var chunk = new MidiTrackChunkWriter();
        chunk.text(0, MidiTrackChunkWriter.TRACK_NAME, name);
        omitted.forEach(
                each -> chunk.text(0, MidiTrackChunkWriter.TEXT, "not in this file: " + each));
        writes.forEach(write -> write.event().to(chunk, write.tick()));
        return chunk.endedAt(tick(arrangement.length()));
    }

    /** One event of the first track, which is written when all are sorted. */
    private record TimedWrite(long tick, MidiEventWriter event) {}

    private interface MidiEventWriter {
        void to(MidiTrackChunkWriter chunk, long tick);
    }

    private static void add(List<TimedWrite> writes, Beats at, Meter meter) {
        writes.add(
                new TimedWrite(
                        tick(at),
                        (chunk, tick) -> chunk.timeSignature(tick, meter.beats(), meter.unit())));
    }

    private String nameOf(SceneId id) {
        return document.session().scenes().stream()
                .filter(scene -> SceneId.of(scene).equals(id))
                .map(Scene::name)
                .findFirst()
                .orElse(id.text());
    }
}
