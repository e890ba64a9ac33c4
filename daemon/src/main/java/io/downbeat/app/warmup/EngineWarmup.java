package io.downbeat.app.warmup;

import io.downbeat.address.PresentValueReader;
import io.downbeat.control.Router;
import io.downbeat.engine.Conductor;
import io.downbeat.graph.Parameter;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscTimetag;
import io.downbeat.output.OutputDatagramSender;
import io.downbeat.output.Outputs;
import io.downbeat.rig.OutputSpec;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.command.TurnResult;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;

/**
 * Some thousand silent rehearsals of a scene launch and of a hand on a knob, from packet to packet,
 * and some hundred of a costly pattern, on a conductor of its own and into a socket of its own, so
 * that the JVM has compiled the path over a boundary before the first real one. What runs a few
 * times a minute would otherwise stay interpreted all night.
 *
 * <p>Runs once on a thread of its own after the ready line. Its time is counted, not measured: it
 * never waits.
 */
public final class EngineWarmup implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineWarmup.class);
    private static final int REHEARSALS = 3000;
    private static final int FEWEST = 200;
    private static final int FADED_EVERY = 4;
    private static final float FADE_BARS = 0.1f;
    private static final int FRAMES = 4;
    private static final int MOST_VALUES = 200_000;
    private static final int PATTERN_EVERY = 8;

    /** As costly as patterns get; matches nothing. */
    private static final String PATTERN = "//*{a,b}*{c,d}*0*?[a-z]*";

    /** Of a host that is nobody's, so that no client's budget of pattern work is spent. */
    private static final RequestOrigin STRANGER = new RequestOrigin("udp:sound.check.invalid:9");

    private static final RequestOrigin HAND = new RequestOrigin("udp:127.0.0.1:9");
    private static final HostMicros START = new HostMicros(1);

    private final Conductor conductor;
    private final Outputs writer;
    private final Router router;
    private final int scenes;
    private final OscCodec codec = new OscCodec();
    private HostMicros now = START;
    private TurnResult turn;

    /** A rehearsal room like the stage: the same piece, the same outputs, the same contract. */
    public record ThreadPort(
            Conductor.Setup setup,
            List<OutputSpec> outputs,
            PresentValueReader present,
            Router router) {}

    public EngineWarmup(ThreadPort threadPort) {
        conductor = new Conductor(threadPort.setup(), START, true);
        router = threadPort.router();
        scenes = conductor.view().session().scenes().size();
        writer =
                new Outputs(
                        threadPort.outputs(),
                        conductor.view(),
                        moment -> OscTimetag.ofEpochMicros(moment.micros()),
                        threadPort.present());
        turn = conductor.advance(START, List.of());
    }

    @Override
    public void run() {
        try (DatagramChannel silence = DatagramChannel.open()) {
            silence.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            silence.connect(silence.getLocalAddress());
            silence.configureBlocking(false);
            var port = new SilentPort(silence);
            writer.start(now);
            int rehearsals = rehearsals();
            for (int n = 0; n < rehearsals; n++) {
                launch(1 + n % scenes, n % FADED_EVERY == 0 ? FADE_BARS : 0, port);
                hand(n / (float) rehearsals, port);
                if (n % PATTERN_EVERY == 0) {
                    send(OscMessage.of(PATTERN, OscArgument.f(1)), STRANGER, port);
                }
                playOn(port);
            }
        } catch (IOException | RuntimeException broken) {
            // The real thing is not touched by what goes wrong here; it only starts colder.
            LOG.debug("no sound check", broken);
        }
    }

    /** Fewer in a large session, where each writes more. */
    private int rehearsals() {
        int each = conductor.view().graph().parameters().size() + 1;
        return scenes == 0 ? 0 : Math.clamp(MOST_VALUES / each, FEWEST, REHEARSALS);
    }

    private void launch(int scene, float fade, OutputDatagramSender port) {
        String press = "/scene/" + scene + "/launch";
        send(
                OscMessage.of(press, OscArgument.f(1), OscArgument.s("beat"), OscArgument.f(fade)),
                port);
    }

    /** A hand on the first knob there is. */
    private void hand(float to, OutputDatagramSender port) {
        List<Parameter> knobs = conductor.view().graph().parameters();
        if (!knobs.isEmpty()) {
            send(OscMessage.of("/node/" + knobs.getFirst().path(), OscArgument.f(to)), port);
        }
    }

    private void send(OscMessage message, OutputDatagramSender port) {
        send(message, HAND, port);
    }

    private void send(OscMessage message, RequestOrigin by, OutputDatagramSender port) {
        ByteBuffer datagram = ByteBuffer.wrap(codec.encode(message));
        now = now.plus(1);
        rehearse(
                router.route(codec.decode(datagram), by, now, OscTimetag.IMMEDIATE).stream()
                        .map(routedPacket ->
                                new CommandBatch(
                                        now, by, routedPacket.due(), routedPacket.requests()))
                        .toList(),
                port);
    }

    /**
     * To the boundary, as the conductor's thread does it: first what was prepared, then the turn.
     */
    private void playOn(OutputDatagramSender port) {
        do {
            stepOn(port);
        } while (turn.view().pending() > 0);
        for (int frame = 0; frame < FRAMES; frame++) {
            stepOn(port);
        }
    }

    private void stepOn(OutputDatagramSender port) {
        HostMicros next = writer.nextSend().orEarlier(writer.nextStep());
        now = turn.wakeAt().orEarlier(next).orLater(now);
        writer.sendDue(now, port);
        writer.step(now, port);
        rehearse(List.of(), port);
    }

    private void rehearse(List<CommandBatch> arrivals, OutputDatagramSender port) {
        turn = conductor.advance(now, arrivals);
        writer.onTurn(turn.view(), turn.events(), turn.upcomingBoundaries(), now, port);
    }

    /** Sends to itself and never listens. */
    private record SilentPort(DatagramChannel to) implements OutputDatagramSender {
        @Override
        public void send(int output, ByteBuffer datagram) {
            try {
                to.write(datagram);
            } catch (IOException full) {
                // Nobody is there to miss it.
            }
        }

        @Override
        public void failed(int output, RuntimeException why) {
            LOG.debug("sound check of output {}", output, why);
        }
    }
}
