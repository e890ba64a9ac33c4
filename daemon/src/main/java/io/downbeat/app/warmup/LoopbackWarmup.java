package io.downbeat.app.warmup;

import io.downbeat.app.io.DatagramAndInboxReader;
import io.downbeat.clock.HostClock;
import io.downbeat.engine.Conductor;
import io.downbeat.engine.thread.ConductorThread;
import io.downbeat.engine.thread.LongestConductorWorkMeter;
import io.downbeat.engine.thread.ProcessorTimeLimiter;
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
 * Sends some ten thousand messages through a conductor thread and sockets of its own. The JVM then
 * compiles the whole path of a packet, from its arrival to the first value sent, before the first
 * real launch.
 *
 * <p>Runs once, after the {@link EngineWarmup}. It sends the next message when an earlier one has
 * been handled.
 */
public final class LoopbackWarmup implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackWarmup.class);

    /**
     * The JVM's optimizing compiler compiles a method after some ten thousand calls, and its loops
     * later.
     */
    private static final int MESSAGES = 30_000;

    /** The most messages that are sent and not yet handled. */
    private static final int MESSAGES_IN_FLIGHT = 4;

    private static final long TIMEOUT_MILLIS = 500;

    private final Conductor conductor;
    private final HostClock clock;
    private final UdpTransport udp;
    private final DatagramAndInboxReader datagramAndInboxReader;
    private final Outputs outputs;
    private final String prefix;
    private final Semaphore freeSlots = new Semaphore(MESSAGES_IN_FLIGHT);

    /**
     * @param conductor a conductor of its own, with the same session as the real one
     * @param udp receives on this computer only
     * @param outputs send to sockets that are never read
     * @param prefix the prefix of every address
     */
    public LoopbackWarmup(
            Conductor conductor,
            HostClock clock,
            UdpTransport udp,
            DatagramAndInboxReader datagramAndInboxReader,
            Outputs outputs,
            String prefix) {
        this.conductor = conductor;
        this.clock = clock;
        this.udp = udp;
        this.datagramAndInboxReader = datagramAndInboxReader;
        this.outputs = outputs;
        this.prefix = prefix;
    }

    @Override
    public void run() {
        var thread =
                new ConductorThread(
                        conductor,
                        clock,
                        datagramAndInboxReader,
                        outputs,
                        this::onTurn,
                        broken -> LOG.debug("the loopback warm-up failed in part", broken),
                        0,
                        LongestConductorWorkMeter.none(),
                        ProcessorTimeLimiter.none());
        thread.start();
        try (DatagramChannel sender = DatagramChannel.open()) {
            var here = InetAddress.getLoopbackAddress();
            sender.connect(new InetSocketAddress(here, udp.port()));
            sendMessages(sender);
        } catch (IOException broken) {
            // An error here does not affect the real engine; its first messages are only slower.
            LOG.debug("no loopback warm-up", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end(thread);
        }
    }

    private void sendMessages(DatagramChannel sender) throws IOException, InterruptedException {
        List<ByteBuffer> messages = messages(conductor.view());
        for (int n = 0; n < MESSAGES && !messages.isEmpty(); n++) {
            if (!freeSlots.tryAcquire(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            sender.write(messages.get(n % messages.size()).rewind());
        }
    }

    private void onTurn(TurnResult turn) {
        for (Event event : turn.events()) {
            if (event instanceof Event.PacketReceived) {
                freeSlots.release();
            }
        }
    }

    private void end(ConductorThread thread) {
        thread.requestEnd();
        udp.wakeUp();
        try {
            thread.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Launches of the smallest clip and parameter changes, alternately. */
    private List<ByteBuffer> messages(SessionView view) {
        var messages = new ArrayList<ByteBuffer>();
        String clip = smallestClip(view.session());
        for (float to : new float[] {0.25f, 0.75f}) {
            if (!clip.isEmpty()) {
                messages.add(message(clip + "/launch", OscArgument.s("instant")));
            }
            if (!view.graph().parameters().isEmpty()) {
                String parameter = "/node/" + view.graph().parameter(0).path();
                messages.add(message(parameter, OscArgument.f(to)));
            }
        }
        return messages;
    }

    private ByteBuffer message(String address, OscArgument argument) {
        return ByteBuffer.wrap(new OscCodec().encode(OscMessage.of(prefix + address, argument)));
    }

    private static String smallestClip(Session session) {
        String smallest = "";
        int fewest = Integer.MAX_VALUE;
        for (int track = 1; track <= session.tracks().size(); track++) {
            Track owner = session.tracks().get(track - 1);
            for (int clip = 1; clip <= owner.clips().size(); clip++) {
                Clip there = owner.clips().get(clip - 1);
                int size = there.values().size();
                if (size > 0 && size < fewest) {
                    fewest = size;
                    smallest = "/track/" + track + "/clip/" + clip;
                }
            }
        }
        return smallest;
    }
}
