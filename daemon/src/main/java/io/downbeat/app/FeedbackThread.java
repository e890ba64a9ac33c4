package io.downbeat.app;

import io.downbeat.app.io.IncomingMessageMonitor;
import io.downbeat.clock.HostClock;
import io.downbeat.engine.thread.NonUdpInbox;
import io.downbeat.feedback.Feedback;
import io.downbeat.feedback.packet.OutgoingPacket;
import io.downbeat.feedback.request.MonitoredMessageWithOutcome;
import io.downbeat.guard.FaultGuard;
import io.downbeat.net.LogLimiter;
import io.downbeat.net.UdpTransport;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.Peer;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that sends feedback to clients. The conductor thread puts its turns into a {@link
 * ConductorToFeedbackQueue} and never waits for this thread, not even for a lock: on a busy
 * computer the holder of a lock could be waiting for a processor.
 */
final class FeedbackThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedbackThread.class);

    /** Turns in one update, so that an update stays short. */
    private static final int MOST_TURNS_AT_ONCE = 256;

    /** Limits a sleep, so that losses are logged also while nothing happens. */
    private static final long LONGEST_WAIT_MICROS = 1_000_000;

    /** The pause after a failed update. */
    private static final long AFTER_FAILURE_MICROS = 5_000;

    private final ConductorToFeedbackQueue turns = new ConductorToFeedbackQueue();
    private final Queue<Peer> disconnected = new ConcurrentLinkedQueue<>();
    private final Set<Peer> caughtUp = ConcurrentHashMap.newKeySet();
    private final Set<Peer> onPortRefused = ConcurrentHashMap.newKeySet();
    private final OscCodec codec = new OscCodec();
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(OscCodec.MAX_PACKET);
    private final Thread thread = new Thread(this::run, "downbeat-feedback");
    private final Feedback feedback;
    private final NamespaceChangeSender namespaceChangeSender;
    private final HostClock clock;
    private final NonUdpInbox inbox;
    private final UdpTransport udp;
    private final SubscriptionSaver saver;
    private final IncomingMessageMonitor arrivals;
    private final RefusalLog refusals = new RefusalLog();
    private final LogLimiter lossLog = new LogLimiter();
    private volatile boolean closing;
    private long failures;
    private long lostLogged;
    private long tooLargeLogged;
    private long undeliveredLogged;
    private volatile boolean asleep;
    private @Nullable TcpAndHttpServers servers;

    FeedbackThread(
            Feedback feedback,
            NamespaceChangeSender namespaceChangeSender,
            HostClock clock,
            NonUdpInbox inbox,
            UdpTransport udp,
            SubscriptionSaver saver,
            IncomingMessageMonitor arrivals) {
        this.feedback = feedback;
        this.namespaceChangeSender = namespaceChangeSender;
        this.clock = clock;
        this.inbox = inbox;
        this.udp = udp;
        this.saver = saver;
        this.arrivals = arrivals;
    }

    /**
     * Starts sending.
     *
     * @param opened sends the packets of clients that have a connection
     */
    void start(TcpAndHttpServers opened) {
        servers = opened;
        thread.start();
    }

    /** Adds a turn to the queue. The conductor thread calls this. */
    void onTurn(TurnResult turn) {
        turns.add(turn);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** A connection has ended. Thread safe. */
    void onClientGone(Peer peer) {
        disconnected.add(peer);
    }

    /** A connection has read most of what waited for it. Thread safe. */
    void onCaughtUp(Peer peer) {
        caughtUp.add(peer);
        LockSupport.unpark(thread);
    }

    /** A destination refuses packets. Thread safe. */
    void onPortRefused(Peer peer) {
        onPortRefused.add(peer);
        LockSupport.unpark(thread);
    }

    /** Sends what is still to be sent, says goodbye to the clients, and ends. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        HostMicros wakeAt = clock.now();
        while (!closing) {
            try {
                wakeAt = update(await(wakeAt));
                logLosses();
            } catch (RuntimeException | Error broken) {
                // Feedback must go on even after a stack overflow, but with a pause, so that it
                // does not only fail.
                failed(broken);
                wakeAt = clock.now().plus(AFTER_FAILURE_MICROS);
            }
        }
        finish();
    }

    /** Logs the first, second, fourth, eighth failure and so on. */
    private void failed(Throwable broken) {
        failures++;
        if (Long.bitCount(failures) == 1) {
            LOG.error("feedback failed, {} times so far", failures, broken);
        }
    }

    /** Logs the failure of a part of feedback. */
    static void log(FaultGuard.Failure failure) {
        LOG.error("{} failed: {}", failure.part(), failure.text(), failure.why());
    }

    private void finish() {
        try {
            update(await(clock.now()));
            send(feedback.goodbye());
            saver.save(feedback.savedLines());
        } catch (RuntimeException broken) {
            LOG.error("feedback could not say goodbye", broken);
        } finally {
            namespaceChangeSender.close();
        }
    }

    private List<TurnResult> await(HostMicros until) {
        if (turns.isEmpty()) {
            sleep(Math.clamp(until.since(clock.now()), 0, LONGEST_WAIT_MICROS));
        }
        return turns.drain(MOST_TURNS_AT_ONCE);
    }

    /**
     * Sleeps for this time, or until a turn is added. Checks the queue again after setting {@code
     * asleep}, so that no turn is missed.
     */
    private void sleep(long micros) {
        asleep = true;
        if (micros > 0 && turns.isEmpty() && !closing) {
            LockSupport.parkNanos(this, TimeUnit.MICROSECONDS.toNanos(micros));
        }
        asleep = false;
        if (Thread.interrupted()) {
            closing = true;
        }
    }

    private HostMicros update(List<TurnResult> batches) {
        for (Peer peer = disconnected.poll(); peer != null; peer = disconnected.poll()) {
            feedback.onClientGone(peer);
            namespaceChangeSender.onClientGone(peer);
        }
        TcpAndHttpServers connections = servers;
        for (Iterator<Peer> each = caughtUp.iterator(); each.hasNext(); ) {
            Peer peer = each.next();
            each.remove();
            feedback.onCaughtUp(peer);
            if (connections != null) {
                namespaceChangeSender.onCaughtUp(peer, connections);
            }
        }
        HostMicros now = clock.now();
        for (Iterator<Peer> each = onPortRefused.iterator(); each.hasNext(); ) {
            Peer peer = each.next();
            each.remove();
            feedback.onRefused(peer);
        }
        if (connections != null) {
            namespaceChangeSender
                    .update(batches, now, connections, () -> LockSupport.unpark(thread))
                    .forEach(renamed -> feedback.onRenamed(renamed.oldPath(), renamed.newPath()));
        }
        Feedback.UpdateResult result = feedback.update(now, batches);
        if (result.subscriptionsChanged()) {
            udp.keepConnected(feedback.destinations());
        }
        send(result.packets());
        result.failures().forEach(FeedbackThread::log);
        for (Feedback.UpdateResult.ConductorRequest asked : result.requests()) {
            inbox.offer(
                    new CommandBatch(now, asked.by(), Optional.empty(), List.of(asked.request())));
        }
        if (result.subscriptionsChanged()) {
            saver.save(feedback.savedLines());
        }
        logEvents(result.handled(), batches, now);
        return result.wakeAt().orEarlier(namespaceChangeSender.wakeAt());
    }

    /** Logs refusals, and reports arriving messages to the log and to monitoring clients. */
    private void logEvents(List<Event> handled, List<TurnResult> batches, HostMicros now) {
        Set<RequestSender> logged = new HashSet<>();
        for (Event each : handled) {
            if (each instanceof Event.Refused refused) {
                refusals.line(refused, now)
                        .ifPresent(line -> {
                            LOG.warn("{}", line);
                            logged.add(refused.by());
                        });
            }
        }
        List<RequestSender> watching = feedback.monitors(now);
        boolean watched = !watching.isEmpty() || LOG.isDebugEnabled();
        arrivals.setWatched(watched);
        if (!watched || (batches.isEmpty() && handled.isEmpty())) {
            return;
        }
        List<MonitoredMessageWithOutcome> reports = arrivals.settle(handled, watching, now);
        for (MonitoredMessageWithOutcome each : reports) {
            // A refusal that was just logged is not logged twice.
            if (!each.outcome().startsWith("refused") || !logged.contains(each.by())) {
                LOG.debug(
                        "{} from {}: {}",
                        each.message(),
                        RefusalLog.sender(each.by()),
                        each.outcome());
            }
        }
        send(feedback.report(reports, now));
    }

    private void send(List<OutgoingPacket> packets) {
        Set<Peer> behind = new HashSet<>();
        for (OutgoingPacket packet : packets) {
            // Of an update, a client gets the beginning or all.
            if (!behind.contains(packet.to()) && !trySend(packet)) {
                behind.add(packet.to());
                feedback.onPacketDropped(packet.to());
            }
        }
    }

    /** A packet that cannot be encoded does not stop other packets. */
    private boolean trySend(OutgoingPacket packet) {
        try {
            datagram.clear();
            codec.encode(packet.packet(), datagram);
            return trySend(packet.to(), datagram.flip());
        } catch (RuntimeException broken) {
            failed(broken);
            return true;
        }
    }

    private boolean trySend(Peer to, ByteBuffer packet) {
        TcpAndHttpServers connections = servers;
        return switch (to.transport()) {
            case UDP -> {
                udp.send(to, packet);
                yield true;
            }
            case TCP, WS -> {
                boolean sent = connections != null && connections.send(to, packet);
                if (connections != null && connections.hasBacklog(to)) {
                    feedback.onBacklog(to);
                }
                yield sent;
            }
        };
    }

    /** Logs the losses, at most once in ten seconds. */
    private void logLosses() {
        lostLogged =
                logLosses(
                        turns.lostEvents(),
                        lostLogged,
                        "feedback fell behind: %d answers and events were not sent to clients");
        tooLargeLogged =
                logLosses(
                        feedback.tooLargeAnswers(),
                        tooLargeLogged,
                        "%d answers were not sent to clients: no packet is large enough for them");
        undeliveredLogged =
                logLosses(
                        servers == null ? 0 : servers.undelivered(),
                        undeliveredLogged,
                        "%d packets were not sent by TCP: their receivers do not read what they are"
                                + " sent, or are gone");
    }

    /** Logs the increase since the last report; returns the reported total. */
    private long logLosses(long lost, long logged, String text) {
        if (lost == logged) {
            return logged;
        }
        Optional<String> line =
                lossLog.line(text, "", clock.now(), () -> text.formatted(lost - logged));
        line.ifPresent(written -> LOG.warn("{}", written));
        return line.isPresent() ? lost : logged;
    }
}
