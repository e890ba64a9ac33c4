package io.downbeat.app.warmup;

import io.downbeat.app.io.OutputTransmitter;
import io.downbeat.app.io.PacketIntake;
import io.downbeat.clock.HostClock;
import io.downbeat.engine.Conductor;
import io.downbeat.engine.thread.ConductorThread;
import io.downbeat.net.UdpTransport;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Some ten thousands of messages through a stage like the real one, with a thread and sockets of
 * its own, into a socket that nobody reads: what a packet goes through from its arrival to the
 * first value out is compiled, as well as this JVM can, before the first launch of the evening.
 *
 * <p>Runs once on a thread of its own after the {@link EngineWarmup}, and sends a message when one
 * before it has been obeyed.
 */
public final class LoopbackWarmup implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackWarmup.class);

    /** The JVM's last compiler takes up what was called so often, and then its loops. */
    private static final int MESSAGES = 30_000;

    /** Mostly one by one, as hands play; sometimes a burst. */
    private static final int UNDERWAY = 4;

    private static final long PATIENCE_MILLIS = 500;

    private final WarmupStage warmupStage;
    private final String prefix;
    private final Semaphore obeyed = new Semaphore(UNDERWAY);

    /**
     * A stage that nobody sees.
     *
     * @param udp where it hears, on this machine only
     * @param outputTransmitter plays into a socket that nobody reads
     */
    public record WarmupStage(
            Conductor conductor,
            HostClock clock,
            UdpTransport udp,
            PacketIntake packetIntake,
            OutputTransmitter outputTransmitter) {}

    /**
     * @param prefix stands before every address
     */
    public LoopbackWarmup(WarmupStage warmupStage, String prefix) {
        this.warmupStage = warmupStage;
        this.prefix = prefix;
    }

    @Override
    public void run() {
        var edges =
                new ConductorThread.Edges(
                        warmupStage.packetIntake(),
                        warmupStage.outputTransmitter(),
                        this::onTurn,
                        broken -> LOG.debug("line check", broken));
        var thread = new ConductorThread(warmupStage.conductor(), warmupStage.clock(), edges, 0);
        thread.start();
        try (DatagramChannel sender = DatagramChannel.open()) {
            var here = InetAddress.getLoopbackAddress();
            sender.connect(new InetSocketAddress(here, warmupStage.udp().port()));
            play(sender);
        } catch (IOException broken) {
            // The real stage is not touched by what goes wrong here; it only starts colder.
            LOG.debug("no line check", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end(thread);
        }
    }

    private void play(DatagramChannel sender) throws IOException, InterruptedException {
        List<ByteBuffer> score = score(warmupStage.conductor().view());
        for (int n = 0; n < MESSAGES && !score.isEmpty(); n++) {
            if (!obeyed.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            sender.write(score.get(n % score.size()).rewind());
        }
    }

    private void onTurn(TurnResult turn, HostMicros at) {
        for (Event event : turn.events()) {
            if (event instanceof Event.PacketReceived) {
                obeyed.release();
            }
        }
    }

    private void end(ConductorThread thread) {
        thread.end();
        warmupStage.udp().wakeUp();
        try {
            thread.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** By turns the least clip at once, and a hand on a knob. */
    private List<ByteBuffer> score(SessionView view) {
        var score = new ArrayList<ByteBuffer>();
        String clip = leastClip(view.session());
        for (float to : new float[] {0.25f, 0.75f}) {
            if (!clip.isEmpty()) {
                score.add(message(clip + "/launch", OscArgument.s("instant")));
            }
            if (!view.graph().parameters().isEmpty()) {
                String knob = "/node/" + view.graph().parameter(0).path();
                score.add(message(knob, OscArgument.f(to)));
            }
        }
        return score;
    }

    private ByteBuffer message(String address, OscArgument argument) {
        return ByteBuffer.wrap(new OscCodec().encode(OscMessage.of(prefix + address, argument)));
    }

    private static String leastClip(Session session) {
        String least = "";
        int fewest = Integer.MAX_VALUE;
        for (int track = 1; track <= session.tracks().size(); track++) {
            Track owner = session.tracks().get(track - 1);
            for (int clip = 1; clip <= owner.clips().size(); clip++) {
                Clip there = owner.clips().get(clip - 1);
                int size = there.values().size();
                if (size > 0 && size < fewest) {
                    fewest = size;
                    least = "/track/" + track + "/clip/" + clip;
                }
            }
        }
        return least;
    }
}
