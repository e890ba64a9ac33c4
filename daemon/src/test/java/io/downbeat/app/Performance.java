package io.downbeat.app;

import io.downbeat.address.PresentValues;
import io.downbeat.control.OscSpelling;
import io.downbeat.control.Router;
import io.downbeat.engine.Arrival;
import io.downbeat.engine.Conductor;
import io.downbeat.engine.Turn;
import io.downbeat.feedback.Batch;
import io.downbeat.feedback.Feedback;
import io.downbeat.feedback.Turned;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.output.OutputPort;
import io.downbeat.output.ParamWriter;
import io.downbeat.persistence.GraphStore;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.Rig;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.ClockSource;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.SessionView;
import io.downbeat.session.SessionView.OutputState;
import io.downbeat.session.SessionView.OutputStatus;
import io.downbeat.session.Spelling;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole program from packet to packet without a socket, a thread or a clock that runs: bytes go
 * in and bytes come out, and time moves from wake to wake.
 */
final class Performance {

    private static final HostMicros START = new HostMicros(1_000_000);
    private static final long EPOCH_MICROS = 1_790_000_000_000_000L;

    /** Something that was heard: where, under which output's name or the surface's, and what. */
    record Line(BarBeat at, String who, OscMessage message) {}

    private final List<Line> heard = new ArrayList<>();
    private final OscCodec codec = new OscCodec();
    private final Router router;
    private final Conductor conductor;
    private final ParamWriter writer;
    private final Feedback feedback;
    private final Port port = new Port();
    private final Rig rig;
    private HostMicros now = START;
    private HostMicros feedbackWakes = START;
    private Turn turn;
    private long wallAhead;

    private Performance(Path graph, Rig rig) {
        this.rig = rig;
        AddressSpace space = AddressSpace.load();
        Spelling spelling = new OscSpelling();
        List<OutputState> outputs =
                rig.outputs().stream()
                        .map(spec -> new OutputState(spec.name(), true, 0, OutputStatus.OK))
                        .toList();
        var cast =
                new Conductor.Cast(GraphStore.open(graph).piece(), outputs, spelling, sides -> 0);
        router = new Router(space, rig, "");
        conductor = new Conductor(cast, START, true);
        SessionView first = conductor.view();
        var present = new PresentValues(space, Options.VERSION, spelling, first);
        writer = new ParamWriter(rig.outputs(), first, this::wall, present);
        writer.start(START);
        feedback =
                new Feedback(
                        new Feedback.House(space, spelling, Options.VERSION, "", host -> true),
                        first,
                        START);
        turn = conductor.turn(START, List.of());
        follow();
    }

    static Performance of(Path graph, Rig rig) {
        return new Performance(graph, rig);
    }

    /** Plays on to a place in the count. */
    Performance at(int bar, int beat) {
        Meter meter = turn.view().transport().meter();
        return until(
                turn.view().transport().timeline().momentOf(meter.start(new BarBeat(bar, beat))));
    }

    /** Plays on for a time. */
    Performance seconds(double seconds) {
        return until(now.plus(Math.round(seconds * 1e6)));
    }

    private Performance until(HostMicros until) {
        while (next().isBefore(until)) {
            now = next().orLater(now);
            step(List.of());
        }
        now = until.orLater(now);
        step(List.of());
        return this;
    }

    /** Plays on to the first whole beat from here on. */
    Performance toNextBeat() {
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

    /** Whether the transport runs on the program's own clock. */
    boolean runsByItself() {
        return view().transport().playing() && view().clock().source() == ClockSource.INTERNAL;
    }

    /** Has a surface send a packet. */
    Performance send(Origin from, OscPacket packet) {
        OscPacket read = codec.decode(ByteBuffer.wrap(codec.encode(packet)));
        step(
                router.route(read, from, now, wall(now)).stream()
                        .map(routed -> new Arrival(now, from, routed.due(), routed.requests()))
                        .toList());
        return this;
    }

    /** The time of day is set, here and at whoever sends. */
    Performance wallSteps(double seconds) {
        wallAhead += Math.round(seconds * 1e6);
        return this;
    }

    /** Has a surface send a bundle for a time of day so many seconds ahead. */
    Performance sendAhead(Origin from, double seconds, OscPacket... packets) {
        OscTimetag tag = wall(now.plus(Math.round(seconds * 1e6)));
        return send(from, OscBundle.of(tag, packets));
    }

    /** What was heard since this was last asked. */
    List<Line> heard() {
        List<Line> all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    private HostMicros next() {
        return turn.wakeAt()
                .orEarlier(writer.nextSend())
                .orEarlier(writer.nextStep())
                .orEarlier(feedbackWakes);
    }

    private void step(List<Arrival> arrivals) {
        writer.sendDue(now, port);
        writer.step(now, port);
        turn = conductor.turn(now, arrivals);
        follow();
    }

    private void follow() {
        turn.events().stream()
                .filter(Event.Failed.class::isInstance)
                .forEach(failed -> {
                    throw new AssertionError(failed);
                });
        writer.heard(turn.view(), turn.events(), turn.ahead(), now, port);
        Turned turned = feedback.turn(now, List.of(new Batch(turn.view(), turn.events(), now)));
        turned.packets().forEach(out -> write(out.to().toString(), out.packet()));
        feedbackWakes = turned.wakeAt().orLater(now.plus(1));
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

    private final class Port implements OutputPort {
        @Override
        public void send(int output, ByteBuffer datagram) {
            OutputSpec spec = rig.outputs().get(output - 1);
            write(spec.name(), codec.decode(datagram));
        }

        @Override
        public void failed(int output, RuntimeException why) {
            throw why;
        }
    }
}
