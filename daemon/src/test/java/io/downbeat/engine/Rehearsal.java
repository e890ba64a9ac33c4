package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.ClockSource;
import io.downbeat.session.ClockState;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.Piece;
import io.downbeat.session.Pulse;
import io.downbeat.session.Quantize;
import io.downbeat.session.Ref;
import io.downbeat.session.Request;
import io.downbeat.session.SessionView;
import io.downbeat.session.SessionView.OutputState;
import io.downbeat.session.SessionView.OutputStatus;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Plays a piece on a clock that moves only when told to, from wake to wake, and writes down what is
 * heard: one line an event, {@code bar.beat who does what}. Beats of the signature and values are
 * left out unless asked for.
 */
public final class Rehearsal {

    /**
     * Where the host clock stands when a rehearsal begins; no round number, so that no test relies
     * on zero.
     */
    private static final long EPOCH = 5_000_017;

    /** Dice that always fall on the middle. */
    private static final Dice MIDDLE = sides -> sides / 2;

    private final Conductor conductor;
    private final List<String> heard = new ArrayList<>();
    private boolean beats;
    private boolean values;
    private Origin by = new Origin("udp:10.0.0.1:9000");
    private HostMicros now = new HostMicros(EPOCH);
    private Turn turn;

    private Rehearsal(Piece piece, boolean playing, Dice dice) {
        this(piece, playing, dice, ClockState.INTERNAL);
    }

    private Rehearsal(Piece piece, boolean playing, Dice dice, ClockState clock) {
        var cast =
                new Conductor.Cast(
                        piece,
                        List.of(new OutputState("desk", true, 0, OutputStatus.OK)),
                        new Wildcards(),
                        dice,
                        clock,
                        60);
        conductor = new Conductor(cast, now, playing);
        turn = conductor.turn(now, List.of());
        turn.events().forEach(this::write);
    }

    public static Rehearsal of(Piece piece) {
        return new Rehearsal(piece, true, MIDDLE);
    }

    public static Rehearsal of(Piece piece, Dice dice) {
        return new Rehearsal(piece, true, dice);
    }

    public static Rehearsal halted(Piece piece) {
        return new Rehearsal(piece, false, MIDDLE);
    }

    /** A rehearsal that another clock leads from the beginning. */
    public static Rehearsal ledBy(ClockSource source, Piece piece) {
        var clock = ClockState.INTERNAL.with(source, ClockState.Status.SEARCHING);
        return new Rehearsal(piece, true, MIDDLE, clock);
    }

    /** Writes down the signature's beats too. */
    public Rehearsal withBeats() {
        beats = true;
        return this;
    }

    /** Writes down values too; of fades those on beats. */
    public Rehearsal withValues() {
        values = true;
        return this;
    }

    /** Hears a pulse of another clock, now. */
    public Rehearsal pulse(ClockSource from, Pulse pulse) {
        return send(new Command.HearPulse(from, pulse));
    }

    /** Hears of a Link session at a tempo in which {@code beat} falls now. */
    public Rehearsal link(double bpm, double beat, int peers) {
        var line = new Timeline(new Tempo(bpm), Beats.of(beat), now);
        return send(new Command.LinkIs(line, peers));
    }

    /** Where the count is now, in quarters. */
    public double position() {
        return view().transport().positionAt(now).quarters();
    }

    /** Goes on in somebody else's name. */
    public Rehearsal as(String client) {
        by = new Origin(client);
        return this;
    }

    /** Plays on to a place in the present count; it must lie ahead. */
    public Rehearsal at(String place) {
        Beats target = beats(place);
        return until(() -> view().transport().timeline().momentOf(target));
    }

    /** Plays on for a time. */
    public Rehearsal seconds(double seconds) {
        HostMicros end = now.plus(Math.round(seconds * 1e6));
        return until(() -> end);
    }

    public Rehearsal launch(String cell, String... quantize) {
        return send(new Command.LaunchClip(track(cell), clip(cell), quantize(quantize), false));
    }

    /** Holds a launch button down. */
    public Rehearsal press(String cell, String... quantize) {
        return send(new Command.LaunchClip(track(cell), clip(cell), quantize(quantize), true));
    }

    /** Launches a clip with a length of transition of its own. */
    public Rehearsal fade(String cell, double length, String... quantize) {
        return send(
                new Command.LaunchClip(
                        track(cell),
                        clip(cell),
                        quantize(quantize),
                        false,
                        OptionalDouble.of(length)));
    }

    public Rehearsal release(String cell) {
        return send(new Command.ReleaseClip(track(cell), clip(cell), Optional.empty()));
    }

    public Rehearsal cancel(String cell) {
        return send(new Command.CancelClip(track(cell), clip(cell)));
    }

    public Rehearsal scene(String scene, String... quantize) {
        return send(new Command.LaunchScene(Ref.of(scene), quantize(quantize)));
    }

    public Rehearsal stop(String track, String... quantize) {
        return send(new Command.StopTrack(ref(track), quantize(quantize)));
    }

    public Rehearsal by(String track, Command.Step step, String... quantize) {
        return send(new Command.LaunchBy(ref(track), step, quantize(quantize)));
    }

    public Rehearsal hand(String path, Object value) {
        ParamValue written =
                value instanceof String text
                        ? ParamValue.of(text)
                        : ParamValue.of(((Number) value).doubleValue());
        return send(new Command.WriteParam(track(path), clip(path), written));
    }

    public Rehearsal norm(String path, double norm) {
        return send(new Command.WriteNorm(track(path), clip(path), norm));
    }

    public Rehearsal tempo(double bpm) {
        return send(new Command.SetTempo(new Tempo(bpm)));
    }

    public Rehearsal signature(int beatsPerBar, int unit) {
        return send(new Command.SetMeter(new Meter(beatsPerBar, unit)));
    }

    public Rehearsal quantize(String word) {
        return send(new Command.SetQuantize(Quantize.of(word).orElseThrow()));
    }

    /** Hears a pulse that came so many seconds ago, while nothing could be obeyed. */
    public Rehearsal latePulse(double seconds, ClockSource from, Pulse pulse) {
        HostMicros came = now.plus(-Math.round(seconds * 1e6));
        return turn(
                new Arrival(
                        came, by, Optional.empty(), requests(new Command.HearPulse(from, pulse))));
    }

    /** Sends commands as one bundle. */
    public Rehearsal send(Command... commands) {
        return turn(new Arrival(now, by, Optional.empty(), requests(commands)));
    }

    /** Starts the transport. */
    public Rehearsal play() {
        return send(new Command.Play());
    }

    /** Halts the transport. */
    public Rehearsal halt() {
        return send(new Command.Stop());
    }

    /**
     * Sends commands as one bundle whose time tag lies so many seconds from now, ahead or behind.
     */
    public Rehearsal sendAhead(double seconds, Command... commands) {
        HostMicros due = now.plus(Math.round(seconds * 1e6));
        return turn(new Arrival(now, by, Optional.of(due), requests(commands)));
    }

    /** What was heard since this was last asked, line by line. */
    public Rehearsal heard(String score) {
        String told = String.join("\n", heard);
        heard.clear();
        assertEquals(score.strip(), told);
        return this;
    }

    /** What was heard last since this was last asked. */
    public String lastHeard() {
        String last = heard.isEmpty() ? "" : heard.getLast();
        heard.clear();
        return last;
    }

    /** Forgets what was heard so far. */
    public Rehearsal quietly() {
        heard.clear();
        return this;
    }

    public SessionView view() {
        return turn.view();
    }

    public Turn lastTurn() {
        return turn;
    }

    /** Seconds since the rehearsal began. */
    public double elapsed() {
        return (now.micros() - EPOCH) / 1e6;
    }

    public HostMicros now() {
        return now;
    }

    private static List<Request> requests(Command... commands) {
        return Arrays.stream(commands).map(c -> new Request("/asked", c)).toList();
    }

    private Rehearsal turn(Arrival arrival) {
        turn = conductor.turn(now, List.of(arrival));
        turn.events().forEach(this::write);
        return this;
    }

    /** The moment is asked for anew at each wake, since a tempo on the way moves it. */
    private Rehearsal until(Supplier<HostMicros> moment) {
        while (!turn.wakeAt().isAfter(moment.get())) {
            now = turn.wakeAt().orLater(now);
            turn = conductor.turn(now, List.of());
            turn.events().forEach(this::write);
        }
        now = moment.get();
        turn = conductor.turn(now, List.of());
        turn.events().forEach(this::write);
        return this;
    }

    private void write(Event event) {
        var notation = new Notation(view(), beats, values);
        String line = notation.line(event);
        if (!line.isEmpty()) {
            heard.add(notation.place(event.at()) + " " + line);
        }
    }

    private Beats beats(String place) {
        String[] parts = place.split("\\.");
        return view().transport()
                .meter()
                .start(new BarBeat(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }

    private static Ref track(String cell) {
        return ref(cell.substring(0, cell.indexOf('/')));
    }

    private static Ref clip(String cell) {
        return ref(cell.substring(cell.indexOf('/') + 1));
    }

    private static Ref ref(String written) {
        return written.matches(".*[*?\\[{].*") ? Ref.pattern(written) : Ref.of(written);
    }

    private static Optional<Quantize> quantize(String... word) {
        return word.length == 0 ? Optional.empty() : Quantize.of(word[0]);
    }
}
