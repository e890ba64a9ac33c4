package io.downbeat.output;

import io.downbeat.address.AddressTable;
import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.engine.Conductor;
import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscTimetag;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.RigFile;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.SessionView.OutputState;
import io.downbeat.session.view.SessionView.OutputStatus;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Plays a session with outputs: a conductor, {@link Outputs} with a rig, and a performer, at 120 in
 * 4/4. Time moves from one wake-up to the next, in the order of the conductor thread: wait, send,
 * turn, publish.
 */
final class OutputScenario {

    private static final AddressSpace CONTRACT = AddressSpace.load();

    final RecordedPackets heard = new RecordedPackets();
    private final NearSender sender = new NearSender();
    private final Conductor conductor;
    private final Outputs writer;
    private HostMicros now = BarBeatTimes.moment("1.1");
    private TurnResult turn;
    private long wallAhead;

    private OutputScenario(GraphFileContents loaded, List<OutputSpec> outputs, long seed) {
        var spelling = new OscObjectNamesInAddresses(AddressSpace.load());
        conductor =
                new Conductor(
                        new Conductor.Setup(
                                loaded,
                                outputs.stream().map(OutputScenario::state).toList(),
                                spelling,
                                sides -> 0),
                        now,
                        true);
        var table = new AddressTable(CONTRACT, "test", "", "");
        var present = new PresentValueReader(table, spelling, conductor.view());
        writer =
                new Outputs(
                        outputs,
                        conductor.view(),
                        this::wall,
                        present,
                        heard.connections(outputs.size()),
                        sender,
                        heard,
                        seed);
        turn = conductor.advance(now, List.of());
    }

    /** The small session, with outputs as in a rig file. */
    static OutputScenario with(String rig) {
        return with(OutputTestSessions.little(), rig);
    }

    static OutputScenario with(GraphFileContents loaded, String rig) {
        return with(loaded, rig, 1);
    }

    /** The same with a seed for random waiting times. */
    static OutputScenario with(GraphFileContents loaded, String rig, long seed) {
        return new OutputScenario(loaded, RigFile.parse(rig, "rig.toml").outputs(), seed);
    }

    /** An output on port 7000 with these further lines and no initial round. */
    static OutputScenario output(String... lines) {
        OutputScenario scenario = with(rig("initial = false\n" + String.join("\n", lines)));
        scenario.start();
        return scenario;
    }

    static String rig(String... lines) {
        return "[[output]]\naddress = \"127.0.0.1:7000\"\n" + String.join("\n", lines) + "\n";
    }

    OutputScenario started() {
        start();
        heard.taken();
        return this;
    }

    void start() {
        writer.start(now);
        playTo(now);
    }

    /** Lets time pass until a moment, including what is due at it. */
    OutputScenario at(String moment) {
        playTo(BarBeatTimes.moment(moment));
        return this;
    }

    /**
     * A message comes from a sender on the host of output 1. What only comes back is told with a
     * {@code =}, and changes nothing; what holds is written as a hand's.
     */
    OutputScenario comes(
            String from, SenderRelationToReceiver relation, String path, Object value) {
        RequestSender sender = new RequestSender(from);
        String address = "/node/" + path;
        OscArgument argument =
                value instanceof Number number
                        ? OscArgument.f(number.floatValue())
                        : OscArgument.s(value.toString());
        if (!comesBack(sender, relation, OscMessage.of(address, argument))) {
            Command written = write(path, value);
            turn(
                    new CommandBatch(
                            now,
                            sender,
                            Optional.empty(),
                            List.of(new CommandWithAddress("", written))));
        }
        return this;
    }

    /** A launch arrives from the host of output 1. An echo is not performed. */
    OutputScenario comes(String from, Command launch) {
        RequestSender sender = new RequestSender(from);
        if (!comesBack(sender, launch)) {
            turn(
                    new CommandBatch(
                            now,
                            sender,
                            Optional.empty(),
                            List.of(new CommandWithAddress("", launch))));
        }
        return this;
    }

    /** Whether a command from the host of output 1 only launches what an event was sent of. */
    boolean comesBack(RequestSender from, Command command) {
        sender.is(SenderRelationToReceiver.SAME_HOST);
        return writer.isReturnedLaunch(command, from, now);
    }

    /** A tempo arrives from a sender on the host of output 1, as {@link #comes} for a parameter. */
    OutputScenario comesTempo(String from, double bpm) {
        var message = OscMessage.of("/tempo", OscArgument.f((float) bpm));
        var by = new RequestSender(from);
        boolean isBack = comesBack(by, SenderRelationToReceiver.SAME_HOST, message);
        Command command = isBack ? new Command.Confirm() : new Command.SetTempo(new Tempo(bpm));
        return turn(
                new CommandBatch(
                        now,
                        by,
                        Optional.empty(),
                        List.of(new CommandWithAddress("/tempo", command))));
    }

    /** The present tempo. */
    double tempo() {
        return conductor.view().transport().tempo().bpm();
    }

    /** The present value of a parameter. */
    ParamValue present(String path) {
        int number =
                conductor
                        .view()
                        .graph()
                        .parameter(OutputTestSessions.path(path))
                        .orElseThrow()
                        .number();
        return conductor.view().values().value(number).orElseThrow();
    }

    static Command scene(int scene, Quantize quantize) {
        return new Command.LaunchScene(ObjectReference.position(scene), Optional.of(quantize));
    }

    /** Whether a message from the host of output 1 is an echo of what was just sent there. */
    boolean comesBack(RequestSender from, SenderRelationToReceiver relation, OscMessage message) {
        sender.is(relation);
        return writer.isReturned(message, from, now);
    }

    OutputScenario hand(String path, Object value) {
        return send(write(path, value));
    }

    static Command write(String path, Object value) {
        return new Command.WriteParam(
                ObjectReference.of(OutputTestSessions.path(path).node()),
                ObjectReference.of(OutputTestSessions.path(path).param()),
                OutputTestSessions.value(value));
    }

    /** A launch that waits for nothing. */
    OutputScenario launch(int track, int clip) {
        return send(clip(track, clip, Quantize.INSTANT));
    }

    /** A launch that waits for the next bar. */
    OutputScenario queue(int track, int clip) {
        return send(clip(track, clip, Quantize.BAR));
    }

    static Command clip(int track, int clip, Quantize quantize) {
        return new Command.LaunchClip(
                ObjectReference.position(track),
                ObjectReference.position(clip),
                Optional.of(quantize),
                false);
    }

    OutputScenario queueStop(int track) {
        return send(
                new Command.StopTrack(ObjectReference.position(track), Optional.of(Quantize.BAR)));
    }

    OutputScenario queueScene(int scene) {
        return send(
                new Command.LaunchScene(
                        ObjectReference.position(scene), Optional.of(Quantize.BAR)));
    }

    OutputScenario cancel() {
        return send(new Command.CancelAll());
    }

    OutputScenario tempo(double bpm) {
        return send(new Command.SetTempo(new Tempo(bpm)));
    }

    OutputScenario playing(boolean playing) {
        return send(new Command.SetPlaying(OnOffToggle.of(playing)));
    }

    OutputScenario enabled(int output, boolean enabled) {
        return send(
                new Command.EnableOutput(
                        ObjectReference.position(output), OnOffToggle.of(enabled)));
    }

    OutputScenario offset(int output, double millis) {
        return send(new Command.SetOutputOffset(ObjectReference.position(output), millis));
    }

    /** Loads a session that was read from a file. */
    OutputScenario load(GraphFileContents loaded) {
        return send(
                new Command.ReportLoad(
                        RequestSender.DAEMON,
                        "",
                        loaded.inPlaceOf(conductor.view().graph()),
                        ClockSource.INTERNAL,
                        List.of(),
                        1));
    }

    /** Sends commands in one packet. */
    OutputScenario send(Command... commands) {
        return turn(arrival(now, commands));
    }

    /** Two packets of the same moment, of one command each. */
    OutputScenario sendTwo(Command first, Command second) {
        return turn(arrival(now, first), arrival(now, second));
    }

    /**
     * A packet that arrives at one moment and is read at a later one, after what is sent on time.
     */
    OutputScenario late(String arrived, String read, Command... commands) {
        HostMicros moment = BarBeatTimes.moment(read);
        playTo(BarBeatTimes.moment(arrived));
        now = moment;
        heard.nowIs(now);
        writer.sendDue(now);
        rest();
        return turn(arrival(BarBeatTimes.moment(arrived), commands));
    }

    /** Nothing is done until a moment, as when the process is stopped; then it continues. */
    OutputScenario heldUp(String until) {
        now = BarBeatTimes.moment(until);
        heard.nowIs(now);
        writer.sendDue(now);
        turn();
        playTo(now);
        return this;
    }

    /** A receiver that had refused packets accepts them again. */
    OutputScenario back(int output) {
        heard.status(output, OutputStatus.UNREACHABLE);
        writer.poll(now);
        heard.status(output, OutputStatus.OK);
        writer.poll(now);
        playTo(now);
        return this;
    }

    /** Sets the time of day, as NTP or a person does. */
    OutputScenario wallSteps(double seconds) {
        wallAhead += Math.round(seconds * 1e6);
        return this;
    }

    HostMicros nextSend() {
        return writer.nextSend();
    }

    /** Sends what is prepared up to a moment, while no turn comes. */
    OutputScenario sendUpTo(String moment) {
        now = BarBeatTimes.moment(moment);
        heard.nowIs(now);
        writer.sendDue(now);
        return this;
    }

    void playTo(HostMicros target) {
        while (!wake().isAfter(target)) {
            now = wake().orLater(now);
            heard.nowIs(now);
            writer.sendDue(now);
            if (turn.wakeAt().isAfter(now)) {
                rest();
            } else {
                turn();
            }
        }
        now = target;
        heard.nowIs(now);
    }

    /** When something is due next. */
    HostMicros wake() {
        return writer.nextSend().orEarlier(writer.nextNotUrgent()).orEarlier(turn.wakeAt());
    }

    /** Everything that is due and not urgent, when nothing else is due. */
    private void rest() {
        while (!writer.nextNotUrgent().isAfter(now)) {
            writer.sendNotUrgent(now);
        }
    }

    private OutputScenario turn(CommandBatch... arrivals) {
        turn = conductor.advance(now, List.of(arrivals));
        writer.onTurn(turn);
        rest();
        return this;
    }

    private static CommandBatch arrival(HostMicros at, Command... commands) {
        return new CommandBatch(
                at,
                new RequestSender("udp:10.0.0.7:9000"),
                Optional.empty(),
                Arrays.stream(commands)
                        .map(command -> new CommandWithAddress("/asked", command))
                        .toList(),
                0,
                true);
    }

    private static OutputState state(OutputSpec spec) {
        return new OutputState(
                spec.name(), spec.enabled(), spec.sendTiming().offsetMillis(), OutputStatus.OK);
    }

    /** Wall time begins with the performance: a tag of 2 seconds is bar 2. */
    private OscTimetag wall(HostMicros moment) {
        return OscTimetag.ofEpochMicros(moment.micros() + wallAhead);
    }
}
