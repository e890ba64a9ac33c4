package io.downbeat.app.warmup;

import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.control.PacketInterpreter;
import io.downbeat.engine.Conductor;
import io.downbeat.graph.Parameter;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscTimetag;
import io.downbeat.output.OutputConnection;
import io.downbeat.output.OutputStatusListener;
import io.downbeat.output.Outputs;
import io.downbeat.output.SenderRelationFinder;
import io.downbeat.output.SenderRelationToReceiver;
import io.downbeat.rig.OutputSpec;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SessionView.OutputStatus;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Collections;
import java.util.List;

/**
 * Plays scene launches, parameter changes and costly patterns, some thousand times, and records
 * half of them, on a conductor and a socket of its own. So the JVM has compiled the path of a
 * launch before the first real one. Code that runs only a few times a minute would otherwise stay
 * interpreted all night.
 *
 * <p>Runs once, on a thread of its own, after the ready line. Its clock is simulated: it never
 * waits.
 */
public final class EngineWarmup implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineWarmup.class);
    private static final int MOST_ROUNDS = 3000;
    private static final int FEWEST_ROUNDS = 200;

    /** Values that all rounds together write: a large session gets fewer rounds. */
    private static final int MOST_VALUES = 200_000;

    /** One of this many launches fades. */
    private static final int FADED_EVERY = 4;

    private static final float FADE_BARS = 0.1f;

    /** Wake-ups after each boundary, so that frames of a fade are sent too. */
    private static final int FRAMES = 4;

    /** One of this many rounds has a pattern. */
    private static final int PATTERN_EVERY = 8;

    /**
     * The first end of a take would take ten times as long as a later one. Between the takes as
     * many rounds are played without recording, as most launches are.
     */
    private static final int TAKES = 10;

    /** As costly as patterns get; matches nothing. */
    private static final String PATTERN = "//*{a,b}*{c,d}*0*?[a-z]*";

    /** A host that does not exist, so that no client's budget of pattern work is used. */
    private static final RequestSender STRANGER = new RequestSender("udp:warmup.invalid:9");

    private static final RequestSender CLIENT = new RequestSender("udp:127.0.0.1:9");
    private static final HostMicros START = new HostMicros(1);

    private final Conductor conductor;
    private final List<OutputSpec> specs;
    private final PresentValueReader present;
    private final PacketInterpreter packetInterpreter;
    private final int scenes;
    private final OscCodec codec = new OscCodec();

    /**
     * @param setup of a conductor of its own, with the same session as the real one
     * @param specs the same outputs
     */
    public EngineWarmup(
            Conductor.Setup setup,
            List<OutputSpec> specs,
            PresentValueReader present,
            PacketInterpreter packetInterpreter) {
        conductor = new Conductor(setup, START, true);
        this.specs = List.copyOf(specs);
        this.present = present;
        this.packetInterpreter = packetInterpreter;
        scenes = conductor.view().session().scenes().size();
    }

    @Override
    public void run() {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.connect(channel.getLocalAddress());
            channel.configureBlocking(false);
            new SimulatedPlaying(new UnreadConnection(channel)).run();
        } catch (IOException | RuntimeException broken) {
            // The real engine is not affected; its first launches are only slower.
            LOG.debug("the engine was not warmed up", broken);
        }
    }

    /** Fewer rounds in a large session, where each one writes more. */
    private int rounds() {
        int each = conductor.view().graph().parameters().size() + 1;
        return scenes == 0 ? 0 : Math.clamp(MOST_VALUES / each, FEWEST_ROUNDS, MOST_ROUNDS);
    }

    /** The session played on a clock that moves from one wake-up to the next. */
    private final class SimulatedPlaying {
        private final Outputs outputs;
        private HostMicros now = START;
        private TurnResult turn;

        SimulatedPlaying(OutputConnection connection) {
            outputs =
                    new Outputs(
                            specs,
                            conductor.view(),
                            moment -> OscTimetag.ofEpochMicros(moment.micros()),
                            present,
                            Collections.nCopies(specs.size(), connection),
                            new NoSender(),
                            new FailureLog(),
                            1);
            turn = conductor.advance(now, List.of());
        }

        void run() {
            outputs.start(now);
            int rounds = rounds();
            int half = rounds / (2 * TAKES);
            for (int n = 0; n < rounds; n++) {
                if (n % half == 0) {
                    record(n / half % 2 == 0);
                }
                launch(1 + n % scenes, n % FADED_EVERY == 0 ? FADE_BARS : 0);
                setFirstParameter(n / (float) rounds);
                if (n % PATTERN_EVERY == 0) {
                    send(OscMessage.of(PATTERN, OscArgument.f(1)), STRANGER);
                }
                playOn();
            }
        }

        private void record(boolean on) {
            send(OscMessage.of("/record", OscArgument.i(on ? 1 : 0)), CLIENT);
        }

        private void launch(int scene, float fade) {
            String press = "/scene/" + scene + "/launch";
            send(
                    OscMessage.of(
                            press, OscArgument.f(1), OscArgument.s("beat"), OscArgument.f(fade)),
                    CLIENT);
        }

        private void setFirstParameter(float value) {
            List<Parameter> parameters = conductor.view().graph().parameters();
            if (!parameters.isEmpty()) {
                String address = "/node/" + parameters.getFirst().path();
                send(OscMessage.of(address, OscArgument.f(value)), CLIENT);
            }
        }

        private void send(OscMessage message, RequestSender by) {
            ByteBuffer datagram = ByteBuffer.wrap(codec.encode(message));
            now = now.plus(1);
            advance(
                    packetInterpreter
                            .interpret(codec.decode(datagram), by, now, OscTimetag.IMMEDIATE)
                            .stream()
                            .map(commandsDueTogether ->
                                    new CommandBatch(
                                            now,
                                            by,
                                            commandsDueTogether.due(),
                                            commandsDueTogether.requests()))
                            .toList());
        }

        /**
         * To the boundary, as the conductor thread does it: first what was prepared, then the turn.
         */
        private void playOn() {
            do {
                wakeUp();
            } while (turn.view().pending() > 0);
            for (int frame = 0; frame < FRAMES; frame++) {
                wakeUp();
            }
        }

        private void wakeUp() {
            HostMicros next = outputs.nextSend().orEarlier(outputs.nextNotUrgent());
            now = turn.wakeAt().orEarlier(next).orLater(now);
            outputs.sendDue(now);
            outputs.sendNotUrgent(now);
            advance(List.of());
        }

        private void advance(List<CommandBatch> arrivals) {
            turn = conductor.advance(now, arrivals);
            outputs.onTurn(turn);
        }
    }

    /** Sends to a socket that is never read. */
    private record UnreadConnection(DatagramChannel channel) implements OutputConnection {
        @Override
        public void send(ByteBuffer datagram) {
            try {
                channel.write(datagram);
            } catch (IOException full) {
                // A lost packet of the warm-up has no effect.
            }
        }

        @Override
        public OutputStatus status() {
            return OutputStatus.OK;
        }

        @Override
        public void poll(HostMicros now) {}
    }

    /** Nothing comes back here. */
    private record NoSender() implements SenderRelationFinder {
        @Override
        public SenderRelationToReceiver relationTo(int output, RequestSender sender) {
            return SenderRelationToReceiver.ELSEWHERE;
        }

        @Override
        public void refresh() {}
    }

    private record FailureLog() implements OutputStatusListener {
        @Override
        public void onStatus(int output, OutputStatus status) {}

        @Override
        public void onFailure(int output, RuntimeException failure) {
            LOG.debug("warm-up of output {}", output, failure);
        }
    }
}
