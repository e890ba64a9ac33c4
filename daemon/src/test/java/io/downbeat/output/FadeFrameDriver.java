package io.downbeat.output;

import io.downbeat.address.AddressTable;
import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.engine.Conductor;
import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscTimetag;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.RigFile;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.view.LiveValues;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.SessionView.OutputState;
import io.downbeat.session.view.SessionView.OutputStatus;
import io.downbeat.session.view.UpcomingBoundaries;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Gives frames of fades to {@link Outputs}: which parameters move, and when; and shows what was
 * sent.
 */
final class FadeFrameDriver implements LiveValues {

    private static final RequestSender NOBODY = RequestSender.DAEMON;

    final RecordedPackets heard = new RecordedPackets();
    private final double[] numbers;
    private final SessionView view;
    private final Outputs writer;
    private HostMicros now = new HostMicros(0);

    /** A session of so many number parameters, and the outputs of the rig. */
    FadeFrameDriver(int count, String rig) {
        this(OutputTestSessions.large(count), RigFile.parse(rig, "rig.toml").outputs());
    }

    private FadeFrameDriver(GraphFileContents loaded, List<OutputSpec> outputs) {
        numbers = new double[loaded.graph().parameters().size()];
        var states =
                outputs.stream()
                        .map(spec ->
                                new OutputState(
                                        spec.name(),
                                        true,
                                        spec.sendTiming().offsetMillis(),
                                        OutputStatus.OK))
                        .toList();
        var spelling = new OscObjectNamesInAddresses(AddressSpace.load());
        var setup = new Conductor.Setup(loaded, states, spelling, sides -> 0);
        view = new Conductor(setup, now, true).view().with(this);
        var table = new AddressTable(AddressSpace.load(), "test", "", "");
        var present = new PresentValueReader(table, spelling, view);
        writer =
                new Outputs(
                        outputs,
                        view,
                        moment -> OscTimetag.ofEpochMicros(moment.micros()),
                        present,
                        heard.connections(outputs.size()),
                        new NearSender(),
                        heard,
                        1);
    }

    FadeFrameDriver at(long micros) {
        now = new HostMicros(micros);
        heard.nowIs(now);
        return this;
    }

    /** A frame in which parameters {@code from} up to, not including, {@code to} are at a value. */
    FadeFrameDriver frame(int from, int to, double value) {
        return write(Event.Cause.FADE, from, to, value);
    }

    FadeFrameDriver hand(int parameter, double value) {
        return write(Event.Cause.HAND, parameter, parameter + 1, value);
    }

    private FadeFrameDriver write(Event.Cause cause, int from, int to, double value) {
        var written = new ParameterValueList.Builder();
        IntStream.range(from, to).forEach(number -> written.add(number, ParamValue.of(value)));
        Arrays.fill(numbers, from, to, value);
        var event = new Event.ParamsWritten(Beats.ZERO, cause, NOBODY, 0, written.build());
        writer.onTurn(
                new TurnResult(
                        now, view, List.of(event), UpcomingBoundaries.NOTHING, HostMicros.NEVER));
        return this;
    }

    /** One step of what is not urgent. */
    FadeFrameDriver step() {
        writer.sendNotUrgent(now);
        return this;
    }

    /** All steps that are due. */
    FadeFrameDriver rest() {
        while (!writer.nextNotUrgent().isAfter(now)) {
            writer.sendNotUrgent(now);
        }
        return this;
    }

    /** When the next step is due, in microseconds. */
    long nextStep() {
        return writer.nextNotUrgent().micros();
    }

    /** The messages sent since the last call, as text, in their order. */
    List<String> messages() {
        var all = new ArrayList<String>();
        for (RecordedPackets.Packet packet : heard.taken()) {
            String text = packet.said().toString();
            String inner =
                    text.startsWith("#bundle")
                            ? text.substring(text.indexOf('{') + 1, text.lastIndexOf('}'))
                            : text;
            Arrays.stream(inner.split(";")).map(String::strip).forEach(all::add);
        }
        return all;
    }

    /** The last value that a receiver was sent. */
    static Optional<String> last(List<String> messages, int parameter) {
        String address = "/node/n" + parameter / 64 + "/p" + parameter % 64 + " ";
        return messages.stream()
                .filter(message -> message.startsWith(address))
                .reduce((first, second) -> second)
                .map(message -> message.substring(address.length()));
    }

    @Override
    public Optional<ParamValue> value(int parameter) {
        return Optional.of(ParamValue.of(numbers[parameter]));
    }

    @Override
    public double number(int parameter) {
        return numbers[parameter];
    }

    @Override
    public String text(int parameter) {
        return "";
    }

    @Override
    public boolean isSet(int parameter) {
        return true;
    }

    @Override
    public LiveValues frozenCopy() {
        throw new UnsupportedOperationException("they never stand still here");
    }
}
