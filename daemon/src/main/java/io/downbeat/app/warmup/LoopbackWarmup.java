package io.downbeat.app.warmup;

import io.downbeat.app.io.PacketIntake;
import io.downbeat.clock.HostClock;
import io.downbeat.engine.Conductor;
import io.downbeat.engine.thread.ConductorThread;
import io.downbeat.net.UdpTransport;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.output.Outputs;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SessionView;

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
 * Sends some ten thousand messages through a conductor thread and sockets of its own. So the JVM
 * has compiled the whole way of a packet, from its arrival to the first value sent, before the
 * first real launch.
 *
 * <p>Runs once, after the {@link EngineWarmup}. It sends a message when an earlier one has been
 * handled.
 */
public final class LoopbackWarmup implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackWarmup.class);

    /**
     * The JVM's optimizing compiler compiles a method after about so many calls, and its loops
     * later.
     */
    private static final int MESSAGES = 30_000;

    /** Messages that are on their way at once: mostly single ones, sometimes a burst. */
    private static final int UNDERWAY = 4;

    private static final long PATIENCE_MILLIS = 500;

    private final Conductor conductor;
    private final HostClock clock;
    private final UdpTransport udp;
    private final PacketIntake packetIntake;
    private final Outputs outputs;
    private final String prefix;
    private final Semaphore obeyed = new Semaphore(UNDERWAY);

    /**
     * @param conductor a conductor of its own, with the same session as the real one
     * @param udp receives on this computer only
     * @param outputs send to sockets that nobody reads
     * @param prefix stands before every address
     */
    public LoopbackWarmup(
            Conductor conductor,
            HostClock clock,
            UdpTransport udp,
            PacketIntake packetIntake,
            Outputs outputs,
            String prefix) {
        this.conductor = conductor;
        this.clock = clock;
        this.udp = udp;
        this.packetIntake = packetIntake;
        this.outputs = outputs;
        this.prefix = prefix;
    }

    @Override
    public void run() {
        var thread =
                new ConductorThread(
                        conductor,
                        clock,
                        packetIntake,
                        outputs,
                        this::onTurn,
                        broken -> LOG.debug("line check", broken),
                        0);
        thread.start();
        try (DatagramChannel sender = DatagramChannel.open()) {
            var here = InetAddress.getLoopbackAddress();
            sender.connect(new InetSocketAddress(here, udp.port()));
            play(sender);
        } catch (IOException broken) {
            // An error here does not affect the real engine; its first messages are only slower.
            LOG.debug("no line check", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end(thread);
        }
    }

    private void play(DatagramChannel sender) throws IOException, InterruptedException {
        List<ByteBuffer> score = score(conductor.view());
        for (int n = 0; n < MESSAGES && !score.isEmpty(); n++) {
            if (!obeyed.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            sender.write(score.get(n % score.size()).rewind());
        }
    }

    private void onTurn(TurnResult turn) {
        for (Event event : turn.events()) {
            if (event instanceof Event.PacketReceived) {
                obeyed.release();
            }
        }
    }

    private void end(ConductorThread thread) {
        thread.end();
        udp.wakeUp();
        try {
            thread.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Alternately a launch of the smallest clip and a parameter change. */
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
