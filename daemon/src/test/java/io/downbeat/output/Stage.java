package io.downbeat.output;

import io.downbeat.graph.Graph;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscTimetag;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.RigFile;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.Quantize;
import io.downbeat.session.SceneStates;
import io.downbeat.session.Session;
import io.downbeat.session.SessionView;
import io.downbeat.session.SessionView.OutputState;
import io.downbeat.session.SessionView.OutputStatus;
import io.downbeat.session.Settings;
import io.downbeat.session.Snapshot;
import io.downbeat.session.TrackState;
import io.downbeat.session.TransportState;
import io.downbeat.session.Upcoming;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A piece, a rig and a performer before a {@link ParamWriter}, at 120 in 4/4, with time stepped
 * from wake to wake. What the conductor decides is spelled out by the test: it only performs what
 * it was told to queue.
 */
final class Stage {

    private static final Origin HAND = new Origin("udp:10.0.0.7:9000");

    final HeardPackets heard = new HeardPackets();
    private final LiveBoard live;
    private final ParamWriter writer;
    private final List<Upcoming> upcoming = new ArrayList<>();
    private SessionView view;
    private HostMicros now = Count.moment("1.1");
    private long revision;

    private Stage(Graph graph, Session session, List<OutputSpec> outputs) {
        live = new LiveBoard(graph);
        var timeline = new Timeline(new Tempo(120), Beats.ZERO, now);
        view =
                new SessionView(
                        "test",
                        graph,
                        session,
                        new TransportState(true, timeline, Meter.COMMON),
                        Settings.usual(Quantize.INSTANT),
                        session.tracks().stream().map(track -> TrackState.IDLE).toList(),
                        SceneStates.NONE,
                        Map.of(),
                        live,
                        outputs.stream().map(Stage::state).toList(),
                        List.of(),
                        false,
                        List.of());
        writer = new ParamWriter(outputs, view, Stage::wall, Stage::present);
    }

    /** The little piece of {@link Pieces}, with what a rig file says of outputs. */
    static Stage with(String rig) {
        return of(Pieces.GRAPH, Pieces.SESSION, rig);
    }

    static Stage of(Graph graph, Session session, String rig) {
        return new Stage(graph, session, RigFile.parse(rig, "rig.toml").outputs());
    }

    /** Starts the writer and forgets the initial round. */
    Stage started() {
        start();
        heard.taken();
        return this;
    }

    void start() {
        writer.start(now);
        stepTo(now);
    }

    /** Lets time pass up to a moment, boundaries performed, nothing at the moment itself asked. */
    Stage at(String moment) {
        stepTo(Count.moment(moment));
        return this;
    }

    Stage hand(String path, Object value) {
        return turn(written(Event.Cause.HAND, 0, Pieces.values(view.graph(), path, value)));
    }

    /** Several writes of one packet. */
    Stage hands(Object... pathsAndValues) {
        var events = new ArrayList<Event>();
        for (int at = 0; at < pathsAndValues.length; at += 2) {
            events.add(
                    written(
                            Event.Cause.HAND,
                            0,
                            Pieces.values(
                                    view.graph(),
                                    (String) pathsAndValues[at],
                                    pathsAndValues[at + 1])));
        }
        return turn(events.toArray(Event[]::new));
    }

    /** A launch that waits for nothing. */
    Stage launch(int track, int clip) {
        return turn(
                new Event.ClipActivated(beat(), track, clip),
                written(Event.Cause.LAUNCH, 0, clipValues(track, clip)));
    }

    /** A launch that waits for a boundary, in place of the track's other one there. */
    Stage queue(int track, int clip, String due) {
        Upcoming former = taken(Count.beats(due));
        var launches = new ArrayList<>(former.launches());
        launches.removeIf(launch -> launch.track() == track);
        launches.add(new Upcoming.Launch(track, clip, clipValues(track, clip)));
        upcoming.add(
                new Upcoming(former.at(), ++revision, launches, former.stops(), former.scenes()));
        return turn(new Event.ClipQueued(beat(), track, clip, former.at()));
    }

    Stage queueStop(int track, String due) {
        Upcoming former = taken(Count.beats(due));
        var stops = new ArrayList<>(former.stops());
        stops.add(track);
        upcoming.add(
                new Upcoming(former.at(), ++revision, former.launches(), stops, former.scenes()));
        return turn(new Event.StopQueued(beat(), track, former.at()));
    }

    /** A scene and the clips of it, queued as one. */
    Stage queueScene(int scene, String due, Upcoming.Launch... launches) {
        Upcoming former = taken(Count.beats(due));
        upcoming.add(
                new Upcoming(
                        former.at(), ++revision, List.of(launches), List.of(), List.of(scene)));
        return turn(new Event.SceneQueued(beat(), scene, former.at()));
    }

    Upcoming.Launch clip(int track, int clip) {
        return new Upcoming.Launch(track, clip, clipValues(track, clip));
    }

    /** Forgets all that is queued. */
    Stage cancel(int track, int clip) {
        upcoming.clear();
        return turn(new Event.ClipCancelled(beat(), track, clip));
    }

    Stage tempo(double bpm) {
        TransportState was = view.transport();
        transport(
                new TransportState(
                        was.playing(), was.timeline().atTempo(new Tempo(bpm), now), was.meter()));
        return turn(new Event.TempoChanged(beat(), new Tempo(bpm)));
    }

    Stage playing(boolean playing) {
        TransportState was = view.transport();
        Beats here = was.positionAt(now);
        transport(new TransportState(playing, was.timeline().with(here, now), was.meter()));
        return turn(new Event.TransportTurned(here, playing));
    }

    Stage output(int position, boolean enabled, double offsetMillis) {
        var outputs = new ArrayList<>(view.outputs());
        OutputState was = outputs.get(position - 1);
        outputs.set(position - 1, new OutputState(was.name(), enabled, offsetMillis, was.status()));
        view = Pieces.with(view, outputs);
        return turn(new Event.OutputChanged(beat(), position));
    }

    Stage session(Session session) {
        view = Pieces.with(view, session);
        return this;
    }

    Stage back(int output) {
        writer.back(output, now);
        stepTo(now);
        return this;
    }

    /** One turn with these events, whatever they are. */
    Stage turn(Event... events) {
        for (Event event : events) {
            if (event instanceof Event.ParamsWritten written) {
                live.write(written.values());
            }
        }
        writer.heard(view, List.of(events), upcoming, now, heard);
        return this;
    }

    /** What is queued leaves at a moment, and the turn then brings these events instead of it. */
    Stage lateTurn(String moment, Event... events) {
        now = Count.moment(moment);
        heard.nowIs(now);
        writer.sendDue(now, heard);
        upcoming.clear();
        return turn(events);
    }

    Beats beat() {
        return view.transport().positionAt(now);
    }

    Event.ParamsWritten written(Event.Cause cause, long prepared, Snapshot values) {
        return new Event.ParamsWritten(beat(), cause, HAND, prepared, values);
    }

    void set(String path, Object value) {
        live.write(Pieces.values(view.graph(), path, value));
    }

    HostMicros nextSend() {
        return writer.nextSend();
    }

    private void stepTo(HostMicros target) {
        while (true) {
            HostMicros next = writer.nextSend().orEarlier(nextBoundary()).orLater(now);
            if (next.isAfter(target)) {
                break;
            }
            now = next;
            heard.nowIs(now);
            writer.sendDue(now, heard);
            performDue();
        }
        now = target;
        heard.nowIs(now);
    }

    private HostMicros nextBoundary() {
        HostMicros next = HostMicros.NEVER;
        for (Upcoming one : upcoming) {
            if (view.transport().playing()) {
                next = next.orEarlier(view.transport().timeline().momentOf(one.at()));
            }
        }
        return next;
    }

    private void performDue() {
        var events = new ArrayList<Event>();
        for (Upcoming one : List.copyOf(upcoming)) {
            if (!view.transport().playing()
                    || view.transport().timeline().momentOf(one.at()).isAfter(now)) {
                continue;
            }
            upcoming.remove(one);
            for (int track : one.stops()) {
                events.add(new Event.TrackStopped(one.at(), track, view.track(track).active()));
            }
            for (Upcoming.Launch launch : one.launches()) {
                events.add(new Event.ClipActivated(one.at(), launch.track(), launch.clip()));
                events.add(
                        new Event.ParamsWritten(
                                one.at(),
                                Event.Cause.LAUNCH,
                                HAND,
                                one.revision(),
                                launch.values()));
            }
            for (int scene : one.scenes()) {
                events.add(new Event.SceneLaunched(one.at(), scene));
            }
        }
        turn(events.toArray(Event[]::new));
    }

    private Upcoming taken(Beats at) {
        for (Upcoming one : upcoming) {
            if (one.at().equals(at)) {
                upcoming.remove(one);
                return one;
            }
        }
        return new Upcoming(at, 0, List.of(), List.of(), List.of());
    }

    private Snapshot clipValues(int track, int clip) {
        return view.session().tracks().get(track - 1).clips().get(clip - 1).values();
    }

    private void transport(TransportState transport) {
        view = Pieces.with(view, transport);
    }

    private static OutputState state(OutputSpec spec) {
        return new OutputState(
                spec.name(), spec.enabled(), spec.pace().offsetMillis(), OutputStatus.OK);
    }

    private static OscTimetag wall(HostMicros moment) {
        return OscTimetag.ofEpochMicros(moment.micros());
    }

    private static List<OscArgument> present(String address, SessionView view, HostMicros now) {
        return switch (address) {
            case "/tempo" ->
                    List.of(OscArgument.f((float) view.transport().timeline().tempo().bpm()));
            case "/quantize" -> List.of(OscArgument.s(view.settings().quantize().word()));
            default -> List.of();
        };
    }
}
