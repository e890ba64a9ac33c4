package io.downbeat.engine.thread;

import io.downbeat.clock.HostClock;
import io.downbeat.engine.Conductor;
import io.downbeat.guard.FaultGuard;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one thread that advances the conductor. It waits for arrivals and for what is due. A prepared
 * packet is sent at its exact time; no work begins before it that could last too long:
 *
 * <pre>
 *                due: a turn, if it fits          step: what is not urgent, if it fits
 *               ^                                ^
 *   await ------+--> read a slice, turn ---------+--> await
 *               v
 *                nothing fits any more: poll --> sendOnTime --> await
 * </pre>
 *
 * <p>It pauses between slices when launches come without end ({@link LaunchFloodLimiter}), and when
 * it would use a processor nearly alone ({@link ProcessorTimeLimiter}).
 *
 * <p>{@link #start} starts the thread; {@link #close} ends it and waits for its end. Each may be
 * called once, from any thread.
 */
@SuppressWarnings("try") // close() waits, so it may be interrupted.
public final class ConductorThread implements AutoCloseable {

    /** What the JVM calls the thread. */
    public static final String NAME = "downbeat-conductor";

    private static final Comparator<CommandBatch> BY_MOMENT =
            Comparator.comparing(CommandBatch::at);

    /** The pause after a failure, so that a failure that repeats does not use the whole thread. */
    private static final long PAUSE_AFTER_FAILURE_MICROS = 5_000;

    /** Within this time before an exact time, only the clock is read. A poll takes less. */
    private static final long ONLY_SPIN_MICROS = 30;

    private final Conductor conductor;
    private final HostClock clock;
    private final long spinMicros;
    private final LongestConductorWorkMeter busyTimeMeter;
    private final ArrivalSource arrivalSource;
    private final SessionOutputSender preparedOutputSender;
    private final TurnListener turnListener;
    private final Consumer<Throwable> failureListener;
    private final Thread thread = new Thread(this::run, NAME);
    private final WorkBeforeDeadlineLimiter workBeforeDeadlineLimiter =
            new WorkBeforeDeadlineLimiter();
    private final LaunchFloodLimiter launchFloodLimiter;
    private final ProcessorTimeLimiter processorTimeLimiter;
    private final List<CommandBatch> arrivals = new ArrayList<>();
    private final FaultGuard sendGuard = FaultGuard.catching("the outputs", this::logFailure);
    private final FaultGuard listenerGuard =
            FaultGuard.catching("a turn listener", this::logFailure);
    private Optional<SessionView> publishedView = Optional.empty();
    private volatile boolean closing;

    /**
     * @param failureListener receives failures of what is around the conductor
     * @param spinMicros how long before an exact moment the thread reads no more and polls the
     *     clock
     * @param busyTimeMeter measures the work
     * @param processorTimeLimiter says when the thread must pause for others
     */
    public ConductorThread(
            Conductor conductor,
            HostClock clock,
            ArrivalSource arrivalSource,
            SessionOutputSender preparedOutputSender,
            TurnListener turnListener,
            Consumer<Throwable> failureListener,
            long spinMicros,
            LongestConductorWorkMeter busyTimeMeter,
            ProcessorTimeLimiter processorTimeLimiter) {
        this.busyTimeMeter = busyTimeMeter;
        this.conductor = conductor;
        this.clock = clock;
        this.arrivalSource = arrivalSource;
        this.preparedOutputSender = preparedOutputSender;
        this.turnListener = turnListener;
        this.failureListener = failureListener;
        this.spinMicros = spinMicros;
        this.processorTimeLimiter = processorTimeLimiter;
        launchFloodLimiter = new LaunchFloodLimiter(clock.now());
    }

    @SuppressWarnings("ThreadPriorityCheck") // A wish; nothing depends on it.
    public void start() {
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /**
     * Lets the thread end after its present turn. To end it at once, wake its packet source too.
     */
    public void requestEnd() {
        closing = true;
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() throws InterruptedException {
        requestEnd();
        thread.join();
    }

    private void run() {
        HostMicros wakeAt = clock.now();
        while (!closing) {
            try {
                wakeAt = runOnce(wakeAt);
                HostMicros now = clock.now();
                pause(now, processorTimeLimiter.pauseMicros(now), wakeAt);
            } catch (RuntimeException | Error broken) {
                // A failure outside the conductor, or a lack of memory, must not stop the music. It
                // is reported, and the next turn follows after a pause.
                failureListener.accept(broken);
                wakeAt = clock.now().plus(PAUSE_AFTER_FAILURE_MICROS);
            }
        }
    }

    /**
     * One round, from the wake-up on. Arrivals are handled in each round, also when turns take
     * longer than the time between them.
     */
    private HostMicros runOnce(HostMicros wakeAt) {
        arrivalSource.await(earliest(wakeAt));
        HostMicros now = clock.now();
        HostMicros next = wakeAt;
        if (!wakeAt.isAfter(now)) {
            if (!workBeforeDeadlineLimiter.fitsTurn(microsLeft(now))) {
                sendOnTime();
                return wakeAt;
            }
            next = advance(now);
            now = clock.now();
        }
        if (!preparedOutputSender.nextNotUrgent().isAfter(now)
                && workBeforeDeadlineLimiter.fitsStep(microsLeft(now))) {
            now = sendNotUrgent(now);
        }
        long left = microsLeft(now);
        int most =
                Math.min(
                        workBeforeDeadlineLimiter.arrivalsWithin(left),
                        workBeforeDeadlineLimiter.arrivalsPerSlice());
        if (most == 0) {
            sendOnTime();
            return next;
        }
        return handleArrivals(launchFloodLimiter.limitedSlice(most), left, now, next);
    }

    private HostMicros sendNotUrgent(HostMicros began) {
        busyTimeMeter.begin(microsLeft(began));
        preparedOutputSender.sendNotUrgent(began);
        busyTimeMeter.end();
        HostMicros now = clock.now();
        workBeforeDeadlineLimiter.onStepDone(now.since(began));
        return now;
    }

    private HostMicros earliest(HostMicros wakeAt) {
        return wakeAt.orEarlier(preparedOutputSender.nextNotUrgent())
                .orEarlier(preparedOutputSender.nextSend().plus(-spinMicros));
    }

    /** Microseconds until the thread may only wait for an exact time. */
    private long microsLeft(HostMicros now) {
        HostMicros exact = preparedOutputSender.nextSend();
        return exact.equals(HostMicros.NEVER) ? Long.MAX_VALUE : exact.since(now) - spinMicros;
    }

    /** Waits for the next exact time, and sends what is due then. */
    private void sendOnTime() {
        HostMicros exact = preparedOutputSender.nextSend();
        HostMicros now = clock.now();
        while (now.isBefore(exact)) {
            if (exact.since(now) > ONLY_SPIN_MICROS) {
                arrivalSource.poll(now);
            } else {
                Thread.onSpinWait();
            }
            now = clock.now();
        }
        preparedOutputSender.sendDue(now);
    }

    /** A turn of what is due, without arrivals. */
    private HostMicros advance(HostMicros now) {
        busyTimeMeter.begin(microsLeft(now));
        HostMicros next = advance(now, List.of());
        busyTimeMeter.end();
        workBeforeDeadlineLimiter.onTurnTaken(clock.now().since(now));
        return next;
    }

    private HostMicros handleArrivals(int most, long left, HostMicros began, HostMicros wakeAt) {
        arrivals.clear();
        busyTimeMeter.begin(left);
        arrivalSource.read(most, left, arrivals::add);
        if (arrivals.isEmpty()) {
            busyTimeMeter.end();
            return wakeAt;
        }
        arrivals.sort(BY_MOMENT);
        if (arrivals.stream().anyMatch(CommandBatch::hasBulkCommand)) {
            busyTimeMeter.end();
            return handleBulk();
        }
        HostMicros next = advance(clock.now(), arrivals);
        busyTimeMeter.end();
        long cost = clock.now().since(began);
        workBeforeDeadlineLimiter.onArrivalsHandled(arrivals.size(), cost);
        workBeforeDeadlineLimiter.onSliceHandled(arrivals.size(), cost);
        return next;
    }

    /** Handles bulk commands. If they might not fit before the next packet, it is sent first. */
    private HostMicros handleBulk() {
        if (!workBeforeDeadlineLimiter.fitsBulk(microsLeft(clock.now()))) {
            sendOnTime();
        }
        HostMicros began = clock.now();
        busyTimeMeter.begin(microsLeft(began));
        HostMicros next = advance(began, arrivals);
        busyTimeMeter.end();
        long cost = clock.now().since(began);
        workBeforeDeadlineLimiter.onBulkHandled(cost);
        workBeforeDeadlineLimiter.onSliceHandled(arrivals.size(), cost);
        launchFloodLimiter.onHandled(began, began.plus(cost));
        pause(began.plus(cost), launchFloodLimiter.pauseMicros(), next);
        return next;
    }

    /** Pauses, but misses nothing that is due. */
    private void pause(HostMicros from, long micros, HostMicros wakeAt) {
        if (micros > 0) {
            HostMicros exact = preparedOutputSender.nextSend().plus(-spinMicros);
            arrivalSource.pause(from.plus(micros).orEarlier(exact).orEarlier(wakeAt));
        }
    }

    private HostMicros advance(HostMicros now, List<CommandBatch> arrived) {
        TurnResult turn = conductor.advance(now, arrived);
        sendGuard.run(() -> preparedOutputSender.onTurn(turn));
        if (!turn.events().isEmpty() || isNew(turn.view())) {
            publishedView = Optional.of(turn.view());
            listenerGuard.run(() -> turnListener.onTurn(turn));
        }
        return turn.wakeAt();
    }

    private void logFailure(FaultGuard.Failure failure) {
        failureListener.accept(
                new IllegalStateException(failure.part() + ": " + failure.text(), failure.why()));
    }

    /** A view is the same object while nothing in it has changed. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isNew(SessionView view) {
        return publishedView.isEmpty() || publishedView.get() != view;
    }
}
