package io.downbeat.export;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.Track;
import io.downbeat.time.Beats;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * One track of an exported MIDI file: the clips of a track of the session as notes, and the moves
 * of its parameters as controllers. Or the moves of the parameters that no track owns.
 */
final class MidiFileTrackExport {

    /** How many positions of clips notes can express: 1 to 127. */
    private static final int MOST_NOTES = 127;

    private static final int CHANNELS = 16;
    private static final int MOST_PORTS = 127;
    private static final int NO_NOTE = 0;

    /** A glide is written as steps: at each 1/64 of a beat, 8 ms at 120 BPM. */
    private static final Beats GLIDE_STEP = Beats.of(1 / 64.0);

    /** Longer glides have longer steps: a file by hand may have one of a million beats. */
    private static final int MOST_GLIDE_STEPS = 4096;

    private final String name;

    /** Null for the parameters that no track owns. */
    private final @Nullable Track track;

    private final int place;
    private final Consumer<String> omitted;
    private final MidiControllerAssignment controllers = new MidiControllerAssignment();
    private final Map<ParamPath, Integer> controllerOf = new HashMap<>();
    private final List<ParameterLane> lanes = new ArrayList<>();
    private final MidiTrackChunkWriter chunk = new MidiTrackChunkWriter();
    private int sounding = NO_NOTE;

    /**
     * @param track null for the parameters that no track owns
     * @param place the place of the track among all tracks, from 0
     * @param omitted gets a sentence for each thing that the file cannot express
     */
    MidiFileTrackExport(String name, @Nullable Track track, int place, Consumer<String> omitted) {
        this.name = name;
        this.track = track;
        this.place = place;
        this.omitted = omitted;
    }

    /** Whether there is a MIDI port for a track at a place. */
    static boolean hasPort(int place) {
        return place / CHANNELS <= MOST_PORTS;
    }

    /** Adds the moves of a parameter that this track owns. */
    void add(ParameterLane lane, Parameter parameter) {
        if (parameter.text()) {
            lanes.add(lane);
        } else if (controllers.add(parameter)) {
            controllerOf.put(lane.path(), controllers.parameters().size() - 1);
            lanes.add(lane);
        } else {
            omitted.accept(
                    "parameter %s, for which its channel has no controller: it has %d"
                            .formatted(lane.path(), MidiControllerAssignment.MOST));
        }
    }

    boolean hasMoves() {
        return !lanes.isEmpty();
    }

    /** The bytes of the track. Call once. */
    byte[] bytes(Arrangement arrangement) {
        chunk.text(0, MidiTrackChunkWriter.TRACK_NAME, name);
        if (place >= CHANNELS) {
            chunk.port(place / CHANNELS);
        }
        for (int index = 0; index < controllers.parameters().size(); index++) {
            chunk.text(0, MidiTrackChunkWriter.TEXT, controllers.description(index));
        }
        set(0, arrangement.start());
        PriorityQueue<LaneCursor> moves = new PriorityQueue<>(LaneCursor.IN_ORDER);
        for (ParameterLane lane : lanes) {
            if (!lane.isEmpty()) {
                moves.add(new LaneCursor(lane, lanes.indexOf(lane), 0, 0));
            }
        }
        for (ArrangementEvent event : arrangement.events()) {
            writeMovesBefore(event.at(), moves);
            write(ArrangementMidiFileExport.tick(event.at()), event);
        }
        writeMovesBefore(Beats.never(), moves);
        long end = ArrangementMidiFileExport.tick(arrangement.length());
        sound(end, NO_NOTE);
        return chunk.endedAt(end);
    }

    /**
     * What comes next in a lane: a move, or a point of the line that glides from a move to the
     * next.
     *
     * @param step counts the points of the line; 0 is the move itself
     */
    private record LaneCursor(ParameterLane lane, int place, int index, int step) {
        static final Comparator<LaneCursor> IN_ORDER =
                Comparator.comparing(LaneCursor::at).thenComparing(LaneCursor::place);

        Beats at() {
            return step == 0
                    ? lane.at(index)
                    : lane.at(index).plus(Beats.micro(step * stepTo(index + 1).micro()));
        }

        /** How far the points of the line to a move lie apart. */
        private Beats stepTo(int move) {
            Beats length = lane.at(move).minus(lane.at(move - 1));
            return GLIDE_STEP.orLater(Beats.micro(length.micro() / MOST_GLIDE_STEPS));
        }

        ParamValue value() {
            return step == 0 ? lane.value(index) : ParamValue.of(lane.valueOnLine(index + 1, at()));
        }

        Optional<LaneCursor> next() {
            if (index + 1 == lane.size()) {
                return Optional.empty();
            }
            var onLine = new LaneCursor(lane, place, index, step + 1);
            boolean glides = lane.glidesTo(index + 1) && onLine.at().isBefore(lane.at(index + 1));
            return Optional.of(glides ? onLine : new LaneCursor(lane, place, index + 1, 0));
        }
    }

    private void writeMovesBefore(Beats end, PriorityQueue<LaneCursor> moves) {
        while (!moves.isEmpty() && moves.element().at().isBefore(end)) {
            LaneCursor next = moves.remove();
            write(ArrangementMidiFileExport.tick(next.at()), next.lane().path(), next.value());
            next.next().ifPresent(moves::add);
        }
    }

    private void write(long tick, ArrangementEvent event) {
        switch (event) {
            case ArrangementEvent.ClipLaunched launched when owns(launched.clip().track().text()) ->
                    launch(tick, launched.clip().text());
            case ArrangementEvent.TrackStopped stopped when owns(stopped.track().text()) ->
                    sound(tick, NO_NOTE);
            case ArrangementEvent.StateSet state -> set(tick, state.state());
            default -> {}
        }
    }

    private boolean owns(String trackId) {
        return track != null && track.id().equals(trackId);
    }

    private void set(long tick, ArrangementState state) {
        for (ArrangementState.ActiveTrack active : state.tracks()) {
            if (owns(active.track().text())) {
                int note = active.clip().map(clip -> note(clip.text())).orElse(NO_NOTE);
                if (note != sounding) {
                    sound(tick, note);
                }
            }
        }
        for (ArrangementState.StoredValue stored : state.values()) {
            if (controllerOf.containsKey(stored.path())) {
                write(tick, stored.path(), stored.value());
            }
        }
    }

    private void write(long tick, ParamPath path, ParamValue value) {
        Integer controller = controllerOf.get(path);
        switch (value) {
            case ParamValue.Numeric(var number) when controller != null ->
                    controllers.write(chunk, tick, channel(), controller, number);
            default -> chunk.text(tick, MidiTrackChunkWriter.TEXT, path + " = " + value.text());
        }
    }

    /** A launch of a clip that is gone does nothing, as in play. */
    private void launch(long tick, String clipId) {
        if (track == null || track.positionOf(clipId) == 0) {
            omitted.accept("clip %s of %s, which is gone".formatted(clipId, name));
            return;
        }
        int position = track.positionOf(clipId);
        sound(tick, note(clipId));
        String text = track.clip(position).map(Clip::name).orElse(clipId);
        chunk.text(tick, MidiTrackChunkWriter.TEXT, "clip " + position + " " + text);
    }

    /** The note of a clip; none if the clip is gone or its position is beyond all notes. */
    private int note(String clipId) {
        int position = Optional.ofNullable(track).map(own -> own.positionOf(clipId)).orElse(0);
        if (position > MOST_NOTES) {
            omitted.accept(
                    "clip %d of %s, for which there is no note: they end at %d"
                            .formatted(position, name, MOST_NOTES));
            return NO_NOTE;
        }
        return position;
    }

    private void sound(long tick, int note) {
        if (sounding != NO_NOTE) {
            chunk.noteOff(tick, channel(), sounding);
        }
        if (note != NO_NOTE) {
            chunk.noteOn(tick, channel(), note);
        }
        sounding = note;
    }

    private int channel() {
        return place % CHANNELS;
    }
}
