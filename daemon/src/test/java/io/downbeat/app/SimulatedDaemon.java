package io.downbeat.app;

import io.downbeat.address.AddressTable;
import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.app.cli.CommandLineParser;
import io.downbeat.control.PacketInterpreter;
import io.downbeat.engine.Conductor;
import io.downbeat.feedback.Feedback;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.output.OutputConnection;
import io.downbeat.output.OutputStatusListener;
import io.downbeat.output.Outputs;
import io.downbeat.output.SenderRelationFinder;
import io.downbeat.output.SenderRelationToReceiver;
import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.rig.Rig;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.SessionView.OutputState;
import io.downbeat.session.view.SessionView.OutputStatus;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole program without sockets, threads or a running clock: bytes go in and bytes come out,
 * and time moves from one wake-up to the next.
 */
final class SimulatedDaemon {

    private static final HostMicros START = new HostMicros(1_000_000);
    private static final long EPOCH_MICROS = 1_790_000_000_000_000L;

    /**
     * One received message: at which beat, the name of the output or client that received it, and
     * the message.
     */
    record Line(BarBeat at, String who, OscMessage message) {}

    private final List<Line> heard = new ArrayList<>();
    private final OscCodec codec = new OscCodec();
    private final PacketInterpreter packetInterpreter;
    private final Conductor conductor;
    private final Outputs writer;
    private final Feedback feedback;
    private HostMicros now = START;
    private HostMicros feedbackWakes = START;
    private TurnResult turn;
    private long wallAhead;

    private SimulatedDaemon(Path graph, Rig rig) {
        AddressSpace space = AddressSpace.load();
        ObjectNamesInAddresses objectNamesInAddresses =
                new OscObjectNamesInAddresses(AddressSpace.load());
        List<OutputState> outputs =
                rig.outputs().stream()
                        .map(spec -> new OutputState(spec.name(), true, 0, OutputStatus.OK))
                        .toList();
        var setup =
                new Conductor.Setup(
                        GraphFileOpener.open(graph).loaded(),
                        outputs,
                        objectNamesInAddresses,
                        sides -> 0);
        var table = new AddressTable(space, CommandLineParser.VERSION, "", "");
        packetInterpreter = new PacketInterpreter(table, rig);
        conductor = new Conductor(setup, START, true);
        SessionView first = conductor.view();
        var present = new PresentValueReader(table, objectNamesInAddresses, first);
        writer =
                new Outputs(
                        rig.outputs(),
                        first,
                        this::wall,
                        present,
                        rig.outputs().stream().map(spec -> new Connection(spec.name())).toList(),
                        new Elsewhere(),
                        new NoFailure(),
                        1);
        writer.start(START);
        feedback =
                new Feedback(
                        new Feedback.Services(
                                table,
                                objectNamesInAddresses,
                                CommandLineParser.VERSION,
                                "",
                                host -> true),
                        first,
                        START);
        turn = conductor.advance(START, List.of());
        follow();
    }

    static SimulatedDaemon of(Path graph, Rig rig) {
        return new SimulatedDaemon(graph, rig);
    }

    /** Plays until a bar and beat. */
    SimulatedDaemon at(int bar, int beat) {
        Meter meter = turn.view().transport().meter();
        return until(
                turn.view().transport().timeline().momentOf(meter.startOf(new BarBeat(bar, beat))));
    }

    /** Plays for a time. */
    SimulatedDaemon seconds(double seconds) {
        return until(now.plus(Math.round(seconds * 1e6)));
    }

    private SimulatedDaemon until(HostMicros until) {
        while (next().isBefore(until)) {
            now = next().orLater(now);
            step(List.of());
        }
        now = until.orLater(now);
        step(List.of());
        return this;
    }

    /** Plays until the next whole beat. */
    SimulatedDaemon toNextBeat() {
        var transport = view().transport();
        var beat = Grid.BEAT.after(transport.positionAt(now));
        HostMicros until = transport.timeline().momentOf(beat);
        while (!next().isAfter(until)) {
            now = next().orLater(now);
            step(List.of());
        }
        now = until.orLater(now);
        step(List.of());
        return this;
    }

    SessionView view() {
        return turn.view();
    }

    /** The present moment. */
    HostMicros now() {
        return now;
    }

    /** Whether the transport runs on the program's own clock. */
    boolean runsByItself() {
        return view().transport().playing() && view().clock().source() == ClockSource.INTERNAL;
    }

    /** A client sends a packet. */
    SimulatedDaemon send(RequestSender from, OscPacket packet) {
        OscPacket read = codec.decode(ByteBuffer.wrap(codec.encode(packet)));
        step(
                packetInterpreter.interpret(read, from, now, wall(now)).stream()
                        .map(commandsDueTogether ->
                                new CommandBatch(
                                        now,
                                        from,
                                        commandsDueTogether.due(),
                                        commandsDueTogether.requests()))
                        .toList());
        return this;
    }

    /** Sets the time of day of this program and of all senders. */
    SimulatedDaemon wallSteps(double seconds) {
        wallAhead += Math.round(seconds * 1e6);
        return this;
    }

    /** A client sends a bundle with a time tag so many seconds ahead. */
    SimulatedDaemon sendAhead(RequestSender from, double seconds, OscPacket... packets) {
        OscTimetag tag = wall(now.plus(Math.round(seconds * 1e6)));
        return send(from, OscBundle.of(tag, packets));
    }

    /** The messages received since the last call. */
    List<Line> heard() {
        List<Line> all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    private HostMicros next() {
        return turn.wakeAt()
                .orEarlier(writer.nextSend())
                .orEarlier(writer.nextNotUrgent())
                .orEarlier(feedbackWakes);
    }

    private void step(List<CommandBatch> arrivals) {
        writer.sendDue(now);
        writer.sendNotUrgent(now);
        turn = conductor.advance(now, arrivals);
        follow();
    }

    private void follow() {
        turn.events().stream()
                .filter(Event.Failed.class::isInstance)
                .forEach(failed -> {
                    throw new AssertionError(failed);
                });
        writer.onTurn(turn);
        Feedback.UpdateResult result = feedback.update(now, List.of(turn));
        result.packets().forEach(out -> write(out.to().toString(), out.packet()));
        feedbackWakes = result.wakeAt().orLater(now.plus(1));
    }

    private void write(String who, OscPacket packet) {
        switch (packet) {
            case OscMessage message -> heard.add(new Line(place(), who, message));
            case OscBundle bundle -> bundle.packets().forEach(each -> write(who, each));
        }
    }

    private BarBeat place() {
        var transport = turn.view().transport();
        return transport.meter().at(transport.positionAt(now));
    }

    private OscTimetag wall(HostMicros at) {
        return OscTimetag.ofEpochMicros(EPOCH_MICROS + wallAhead + at.micros());
    }

    /** A receiver that records every packet. */
    private final class Connection implements OutputConnection {
        private final String name;

        Connection(String name) {
            this.name = name;
        }

        @Override
        public void send(ByteBuffer datagram) {
            write(name, codec.decode(datagram));
        }

        @Override
        public OutputStatus status() {
            return OutputStatus.OK;
        }

        @Override
        public void poll(HostMicros now) {}
    }

    /** No surface is on the host of a receiver. */
    private record Elsewhere() implements SenderRelationFinder {
        @Override
        public SenderRelationToReceiver relationTo(int output, RequestSender sender) {
            return SenderRelationToReceiver.ELSEWHERE;
        }

        @Override
        public void refresh() {}
    }

    private record NoFailure() implements OutputStatusListener {
        @Override
        public void onStatus(int output, OutputStatus status) {
            throw new AssertionError(output + " " + status);
        }

        @Override
        public void onFailure(int output, RuntimeException failure) {
            throw failure;
        }
    }
}
