package io.downbeat.feedback;

import io.downbeat.address.AddressTable;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.control.CommandsDueTogether;
import io.downbeat.control.PacketInterpreter;
import io.downbeat.engine.Conductor;
import io.downbeat.feedback.packet.OutgoingPacket;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.Peer;
import io.downbeat.rig.ListenSettings;
import io.downbeat.rig.Rig;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.SampleViewBuilder;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.editing.EditApplier;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.SessionView.OutputState;
import io.downbeat.session.view.SessionView.OutputStatus;
import io.downbeat.session.view.TrackState;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Plays a session with its feedback: interpreter, conductor and feedback together, on a clock that
 * moves from one wake-up to the next. The packets that are sent go to the {@link TestSubscriber}s
 * at their destinations.
 */
public final class FeedbackScenario {

    public static final AddressSpace SPACE = AddressSpace.load();

    private static final long EPOCH = 5_000_017;
    private static final OscTimetag WALL = OscTimetag.ofEpochMicros(1_700_000_000_000_000L);

    private final AddressTable table;
    private final PacketInterpreter packetInterpreter;
    private final Conductor conductor;
    private final Feedback feedback;
    private final Map<Peer, TestSubscriber> surfaces = new LinkedHashMap<>();
    private final List<OutgoingPacket> sent = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private HostMicros now = new HostMicros(EPOCH);
    private TurnResult turn;
    private HostMicros feedbackWakes = HostMicros.NEVER;
    private Optional<Document> edited = Optional.empty();
    private List<TrackState> shownFrom = List.of();
    private List<TrackState> shown = List.of();

    public FeedbackScenario() {
        this("");
    }

    FeedbackScenario(String prefix) {
        this(prefix, Rig.DEFAULT, host -> true);
    }

    /** With clients on other computers. */
    static FeedbackScenario elsewhere() {
        return new FeedbackScenario("", Rig.DEFAULT, "127.0.0.1"::equals);
    }

    /** With a prefix before every address, in and out. */
    static FeedbackScenario behind(String prefix) {
        ListenSettings usual = ListenSettings.DEFAULT;
        Rig rig = Rig.DEFAULT;
        var listenSettings =
                new ListenSettings(
                        usual.osc(), usual.http(), usual.oscTcp(), usual.bind(), true, prefix);
        return new FeedbackScenario(
                prefix,
                new Rig(
                        rig.graph(),
                        listenSettings,
                        rig.stateFolder(),
                        rig.timetagJournalAndUndoSettings(),
                        rig.clock(),
                        rig.outputs(),
                        rig.controllers(),
                        rig.inputs(),
                        rig.allowedHosts()),
                host -> true);
    }

    /** With this session. */
    static FeedbackScenario of(GraphFileContents loaded) {
        return new FeedbackScenario("", Rig.DEFAULT, host -> true, loaded);
    }

    private FeedbackScenario(String prefix, Rig rig, Predicate<String> isThisComputer) {
        this(prefix, rig, isThisComputer, SampleSessions.band());
    }

    private FeedbackScenario(
            String prefix, Rig rig, Predicate<String> isThisComputer, GraphFileContents loaded) {
        table = new AddressTable(SPACE, "0.1.0", rig.listenSettings().prefix(), "token");
        packetInterpreter = new PacketInterpreter(table, rig);
        var spelling = new OscObjectNamesInAddresses(AddressSpace.load());
        conductor =
                new Conductor(
                        new Conductor.Setup(
                                loaded,
                                List.of(new OutputState("desk", true, 0, OutputStatus.OK)),
                                spelling,
                                sides -> 0),
                        now,
                        true);
        var services = new Feedback.Services(table, spelling, "0.1.0", prefix, isThisComputer);
        feedback = new Feedback(services, conductor.view(), now);
        turn = conductor.advance(now, List.of());
        hear(turn);
    }

    /** A client at an address such as {@code 10.0.0.1:9000} or {@code ws:10.0.0.1:9000}. */
    TestSubscriber surface(String address) {
        boolean isConnection = address.startsWith("tcp") || address.startsWith("ws");
        Peer peer = Peer.parse((isConnection ? "" : "udp:") + address);
        return surfaces.computeIfAbsent(peer, at -> new TestSubscriber(this, at));
    }

    Feedback feedback() {
        return feedback;
    }

    public SessionView view() {
        return turn.view();
    }

    HostMicros now() {
        return now;
    }

    /** Gives feedback the view of an edited session. The conductor continues with its own. */
    FeedbackScenario edit(Edit edit) {
        return edit(EditApplier.apply(document(), edit));
    }

    FeedbackScenario edit(UnaryOperator<Session> change) {
        return edit(document().with(change.apply(document().session())));
    }

    private FeedbackScenario edit(Document next) {
        edited = Optional.of(next);
        shownFrom = List.of();
        return settled();
    }

    private Document document() {
        return edited.orElseGet(() -> new Document(turn.view().graph(), turn.view().session()));
    }

    /** The states of tracks follow their tracks. */
    private SessionView shown(SessionView played) {
        if (edited.isEmpty()) {
            return played;
        }
        if (shownFrom != played.tracks()) {
            shownFrom = played.tracks();
            shown =
                    document().session().tracks().stream()
                            .map(track -> played.session().positionOf(TrackId.of(track)))
                            .map(played::track)
                            .toList();
        }
        return SampleViewBuilder.from(played).with(document()).withTracks(shown).view();
    }

    /** All packets that were sent since the last call. */
    List<OutgoingPacket> takeSent() {
        List<OutgoingPacket> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    /** The failures since the last call. */
    List<String> takeFailures() {
        List<String> all = List.copyOf(failures);
        failures.clear();
        return all;
    }

    /** What an address answers at this moment, in the contract's types. */
    List<OscArgument> truth(String address) {
        var present =
                new PresentValueReader(
                        table, new OscObjectNamesInAddresses(AddressSpace.load()), view());
        return present.valueOf(address, new SessionViewAtTime(view(), now));
    }

    /** A time tag so many seconds ahead of every packet that arrives. */
    OscTimetag wall(double seconds) {
        return OscTimetag.ofEpochMicros(WALL.epochMicros() + Math.round(seconds * 1e6));
    }

    void receive(Peer from, OscPacket message) {
        var origin = new RequestSender(from.toString());
        var arrivals = new ArrayList<CommandBatch>();
        for (CommandsDueTogether commandsDueTogether :
                packetInterpreter.interpret(message, origin, now, WALL)) {
            arrivals.add(
                    new CommandBatch(
                            now,
                            origin,
                            commandsDueTogether.due(),
                            commandsDueTogether.requests(),
                            0,
                            commandsDueTogether.beginsPacket()));
        }
        take(arrivals);
    }

    /** Receives a request that is not an OSC message. */
    void receive(Peer from, String address, Command request) {
        take(
                List.of(
                        new CommandBatch(
                                now,
                                new RequestSender(from.toString()),
                                Optional.empty(),
                                List.of(new CommandWithAddress(address, request)),
                                0,
                                true)));
    }

    /** Plays until a later position. */
    FeedbackScenario at(String place) {
        String[] parts = place.split("\\.");
        var count = new BarBeat(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        var transport = view().transport();
        return until(transport.timeline().momentOf(transport.meter().startOf(count)));
    }

    FeedbackScenario seconds(double seconds) {
        return until(now.plus(Math.round(seconds * 1e6)));
    }

    /** The whole program stops for a time, as when its process is stopped, and then continues. */
    FeedbackScenario heldUp(double seconds) {
        now = now.plus(Math.round(seconds * 1e6));
        take(List.of());
        return settled();
    }

    /** Receives the state of a Link session with one other peer: its tempo and the present beat. */
    FeedbackScenario link(double bpm, double beat) {
        var line = new Timeline(new Tempo(bpm), Beats.of(beat), now);
        report(new Command.UpdateLinkState(line, 1));
        return this;
    }

    /** Loads a session at the request of a client. */
    FeedbackScenario load(
            GraphFileContents loaded, String client, List<Command.FileWarning> warnings) {
        var read =
                new Command.ReportLoad(
                        new RequestSender("udp:" + client),
                        "/session/load",
                        loaded.inPlaceOf(conductor.view().graph()),
                        ClockSource.INTERNAL,
                        warnings,
                        1);
        report(read);
        return settled();
    }

    /** The storage has exported the arrangement for a client. */
    FeedbackScenario exported(String name, String client, List<String> omitted) {
        report(new Command.ReportExported(new RequestSender("udp:" + client), name, omitted));
        return this;
    }

    /** The program itself reports something to the conductor. */
    void report(Command report) {
        var request = new CommandWithAddress("", report);
        take(
                List.of(
                        new CommandBatch(
                                now, RequestSender.DAEMON, Optional.empty(), List.of(request))));
    }

    /** Performs what is due now. */
    FeedbackScenario settled() {
        return seconds(0);
    }

    private FeedbackScenario until(HostMicros moment) {
        while (!turn.wakeAt().orEarlier(feedbackWakes).isAfter(moment)) {
            HostMicros wake = turn.wakeAt().orEarlier(feedbackWakes);
            now = wake.orLater(now);
            take(List.of());
        }
        now = moment;
        take(List.of());
        return this;
    }

    private void take(List<CommandBatch> arrivals) {
        turn = conductor.advance(now, arrivals);
        hear(turn);
    }

    private void hear(TurnResult played) {
        for (Event event : played.events()) {
            if (event instanceof Event.Failed failed) {
                failures.add(failed.toString());
            }
        }
        var told =
                new TurnResult(
                        played.at(),
                        shown(played.view()),
                        played.events(),
                        played.upcomingBoundaries(),
                        played.wakeAt());
        Feedback.UpdateResult result = feedback.update(now, List.of(told));
        feedbackWakes = result.wakeAt().orLater(now.plus(1));
        for (OutgoingPacket packet : result.packets()) {
            sent.add(packet);
            Optional.ofNullable(surfaces.get(packet.to()))
                    .ifPresent(subscriber -> subscriber.hear(packet.packet()));
        }
        if (!result.requests().isEmpty()) {
            var arrivals = new ArrayList<CommandBatch>();
            for (Feedback.UpdateResult.ConductorRequest asked : result.requests()) {
                arrivals.add(
                        new CommandBatch(
                                now, asked.by(), Optional.empty(), List.of(asked.request())));
            }
            take(arrivals);
        }
    }
}
