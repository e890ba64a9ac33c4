package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.engine.launch.RandomSource;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.CueListState;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.SessionView.OutputState;
import io.downbeat.session.view.SessionView.OutputStatus;
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
 * Plays a session on a clock that a test moves, from one wake-up to the next, and records the
 * events: one line for each, {@code bar.beat subject verb object}. Beats of the signature and
 * values are left out unless the test asks for them.
 */
public final class EngineScenario {

    /**
     * Where the host clock stands when a rehearsal begins; no round number, so that no test relies
     * on zero.
     */
    private static final long EPOCH = 5_000_017;

    /** A random source that always gives the middle number. */
    private static final RandomSource MIDDLE = sides -> sides / 2;

    private final Conductor conductor;
    private final List<String> heard = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private boolean beats;
    private boolean values;
    private RequestSender by = new RequestSender("udp:10.0.0.1:9000");
    private HostMicros now = new HostMicros(EPOCH);
    private TurnResult turn;

    private EngineScenario(GraphFileContents loaded, boolean playing, RandomSource randomSource) {
        this(loaded, playing, randomSource, ClockState.INTERNAL);
    }

    private EngineScenario(
            GraphFileContents loaded,
            boolean playing,
            RandomSource randomSource,
            ClockState clock) {
        var setup =
                new Conductor.Setup(
                        loaded,
                        List.of(new OutputState("desk", true, 0, OutputStatus.OK)),
                        new StarPatternNaming(),
                        randomSource,
                        clock,
                        60,
                        1000);
        conductor = new Conductor(setup, now, playing);
        turn = conductor.advance(now, List.of());
        turn.events().forEach(this::write);
    }

    public static EngineScenario of(GraphFileContents loaded) {
        return new EngineScenario(loaded, true, MIDDLE);
    }

    public static EngineScenario of(GraphFileContents loaded, RandomSource randomSource) {
        return new EngineScenario(loaded, true, randomSource);
    }

    public static EngineScenario halted(GraphFileContents loaded) {
        return new EngineScenario(loaded, false, MIDDLE);
    }

    /** A session that follows another clock from the beginning. */
    public static EngineScenario ledBy(ClockSource source, GraphFileContents loaded) {
        var clock = ClockState.INTERNAL.with(source, ClockState.Status.SEARCHING);
        return new EngineScenario(loaded, true, MIDDLE, clock);
    }

    /** Records the beats of the signature too. */
    public EngineScenario withBeats() {
        beats = true;
        return this;
    }

    /** Records values too; of fades only those on beats. */
    public EngineScenario withValues() {
        values = true;
        return this;
    }

    /** Receives a pulse of another clock now. */
    public EngineScenario pulse(ClockSource from, ClockPulse clockPulse) {
        return send(new Command.ReceivePulse(from, clockPulse));
    }

    /** Receives the state of a Link session with this tempo, in which {@code beat} is now. */
    public EngineScenario link(double bpm, double beat, int peers) {
        var line = new Timeline(new Tempo(bpm), Beats.of(beat), now);
        return send(new Command.UpdateLinkState(line, peers));
    }

    /** The present position in quarters. */
    public double position() {
        return view().transport().positionAt(now).quarters();
    }

    /** Further commands come from this client. */
    public EngineScenario as(String client) {
        by = new RequestSender(client);
        return this;
    }

    /** Plays until a later position. */
    public EngineScenario at(String place) {
        Beats target = beats(place);
        return until(() -> view().transport().timeline().momentOf(target));
    }

    /** Plays for a time. */
    public EngineScenario seconds(double seconds) {
        HostMicros end = now.plus(Math.round(seconds * 1e6));
        return until(() -> end);
    }

    public EngineScenario launch(String cell, String... quantize) {
        return send(new Command.LaunchClip(track(cell), clip(cell), quantize(quantize), false));
    }

    /** Holds a launch button down. */
    public EngineScenario press(String cell, String... quantize) {
        return send(new Command.LaunchClip(track(cell), clip(cell), quantize(quantize), true));
    }

    /** Launches a clip with a transition length. */
    public EngineScenario fade(String cell, double length, String... quantize) {
        return send(
                new Command.LaunchClip(
                        track(cell),
                        clip(cell),
                        quantize(quantize),
                        false,
                        OptionalDouble.of(length)));
    }

    public EngineScenario release(String cell) {
        return send(new Command.ReleaseClip(track(cell), clip(cell), Optional.empty()));
    }

    public EngineScenario cancel(String cell) {
        return send(new Command.CancelClip(track(cell), clip(cell)));
    }

    public EngineScenario scene(String scene, String... quantize) {
        return send(new Command.LaunchScene(ObjectReference.of(scene), quantize(quantize)));
    }

    /** Sends a go to a cue list. */
    public EngineScenario go(String list, String... quantize) {
        return send(new Command.GoCueList(ref(list), quantize(quantize)));
    }

    /** Launches a step of a cue list ({@code List/2}). */
    public EngineScenario step(String cell, String... quantize) {
        return send(new Command.LaunchCueStep(track(cell), clip(cell), quantize(quantize)));
    }

    /** Puts a step of a cue list on standby. */
    public EngineScenario standby(String list, int step) {
        return send(new Command.SetStandby(ref(list), step));
    }

    /** Where a cue list stands: {@code standby 2, plays 1, 3.5 beats left}. */
    public String cueList(int position) {
        CueListState state = view().cueList(position);
        String left =
                state.due()
                        .map(due -> ", " + (due.quarters() - position()) + " beats left")
                        .orElse("");
        return "standby " + state.standby() + ", plays " + state.playing() + left;
    }

    public EngineScenario stop(String track, String... quantize) {
        return send(new Command.StopTrack(ref(track), quantize(quantize)));
    }

    public EngineScenario by(String track, Command.RelativeStep relativeStep, String... quantize) {
        return send(new Command.LaunchRelative(ref(track), relativeStep, quantize(quantize)));
    }

    public EngineScenario hand(String path, Object value) {
        ParamValue written =
                value instanceof String text
                        ? ParamValue.of(text)
                        : ParamValue.of(((Number) value).doubleValue());
        return send(new Command.WriteParam(track(path), clip(path), written));
    }

    public EngineScenario norm(String path, double norm) {
        return send(new Command.WriteNorm(track(path), clip(path), norm));
    }

    public EngineScenario tempo(double bpm) {
        return send(new Command.SetTempo(new Tempo(bpm)));
    }

    public EngineScenario signature(int beatsPerBar, int unit) {
        return send(new Command.SetMeter(new Meter(beatsPerBar, unit)));
    }

    public EngineScenario quantize(String word) {
        return send(new Command.SetQuantize(Quantize.of(word).orElseThrow()));
    }

    /** Receives a pulse that arrived so many seconds ago, while the program was held up. */
    public EngineScenario latePulse(double seconds, ClockSource from, ClockPulse clockPulse) {
        HostMicros came = now.plus(-Math.round(seconds * 1e6));
        return turn(
                new CommandBatch(
                        came,
                        by,
                        Optional.empty(),
                        requests(new Command.ReceivePulse(from, clockPulse))));
    }

    /** Sends commands as one bundle. */
    public EngineScenario send(Command... commands) {
        return turn(new CommandBatch(now, by, Optional.empty(), requests(commands)));
    }

    /** Reads another session, which takes the place of the present one on the next boundary. */
    public EngineScenario load(GraphFileContents loaded) {
        return send(
                new Command.ReportLoad(
                        new RequestSender("udp:10.0.0.1:9000"),
                        "/session/load",
                        loaded.inPlaceOf(view().graph()),
                        ClockSource.INTERNAL,
                        List.of(),
                        1));
    }

    /** Starts the transport. */
    public EngineScenario play() {
        return send(new Command.Play());
    }

    /** Halts the transport. */
    public EngineScenario halt() {
        return send(new Command.Stop());
    }

    /** Sends commands as one bundle with a time tag so many seconds from now; negative is past. */
    public EngineScenario sendAhead(double seconds, Command... commands) {
        HostMicros due = now.plus(Math.round(seconds * 1e6));
        return turn(new CommandBatch(now, by, Optional.of(due), requests(commands)));
    }

    /** Applies an edit. */
    public EngineScenario edit(Edit edit) {
        conductor.apply(edit, by, now);
        turn = conductor.advance(now, List.of());
        turn.events().forEach(this::write);
        return this;
    }

    /** Compares the lines recorded since the last call. */
    public EngineScenario heard(String score) {
        String told = String.join("\n", heard);
        heard.clear();
        assertEquals(score.strip(), told);
        return this;
    }

    /** Compares the lines recorded since the last call, without those about single tracks. */
    public EngineScenario heardOfScenes(String score) {
        List<String> tracks = view().session().tracks().stream().map(Track::name).toList();
        heard.removeIf(line -> tracks.contains(line.split(" ")[1]));
        return heard(score);
    }

    /** The last line recorded since the last call. */
    public String lastHeard() {
        String last = heard.isEmpty() ? "" : heard.getLast();
        heard.clear();
        return last;
    }

    /** The events of this kind since the last call. */
    public <E extends Event> List<E> events(Class<E> kind) {
        List<E> found = events.stream().filter(kind::isInstance).map(kind::cast).toList();
        events.clear();
        return found;
    }

    /** Forgets the lines recorded so far. */
    public EngineScenario quietly() {
        heard.clear();
        return this;
    }

    public SessionView view() {
        return turn.view();
    }

    public TurnResult lastTurn() {
        return turn;
    }

    /** Seconds since the start. */
    public double elapsed() {
        return (now.micros() - EPOCH) / 1e6;
    }

    public HostMicros now() {
        return now;
    }

    private static List<CommandWithAddress> requests(Command... commands) {
        return Arrays.stream(commands).map(c -> new CommandWithAddress("/asked", c)).toList();
    }

    private EngineScenario turn(CommandBatch batch) {
        turn = conductor.advance(now, List.of(batch));
        turn.events().forEach(this::write);
        return this;
    }

    /** The moment is computed again at each wake-up, since a tempo change on the way moves it. */
    private EngineScenario until(Supplier<HostMicros> moment) {
        while (!turn.wakeAt().isAfter(moment.get())) {
            now = turn.wakeAt().orLater(now);
            turn = conductor.advance(now, List.of());
            turn.events().forEach(this::write);
        }
        now = moment.get();
        turn = conductor.advance(now, List.of());
        turn.events().forEach(this::write);
        return this;
    }

    private void write(Event event) {
        events.add(event);
        var eventNotation = new EventNotation(view(), beats, values);
        String line = eventNotation.line(event);
        if (!line.isEmpty()) {
            heard.add(eventNotation.place(event.at()) + " " + line);
        }
    }

    private Beats beats(String place) {
        String[] parts = place.split("\\.");
        return view().transport()
                .meter()
                .startOf(new BarBeat(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }

    private static ObjectReference track(String cell) {
        return ref(cell.substring(0, cell.indexOf('/')));
    }

    private static ObjectReference clip(String cell) {
        return ref(cell.substring(cell.indexOf('/') + 1));
    }

    private static ObjectReference ref(String written) {
        return written.matches(".*[*?\\[{].*")
                ? ObjectReference.pattern(written)
                : ObjectReference.of(written);
    }

    private static Optional<Quantize> quantize(String... word) {
        return word.length == 0 ? Optional.empty() : Quantize.of(word[0]);
    }
}
