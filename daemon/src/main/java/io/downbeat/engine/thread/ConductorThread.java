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
 * The one thread that turns the conductor. It waits for what comes in or falls due. What was
 * prepared for a moment leaves at that moment, and nothing is begun before it that could last too
 * long:
 *
 * <pre>
 *                due: a turn, if it fits          step: what is not urgent, if it fits
 *               ^                                ^
 *   await ------+--> read a slice, turn ---------+--> await
 *               v
 *                nothing fits any more: poll --> sendOnTime --> await
 * </pre>
 *
 * <p>{@link #start} begins, {@link #close} ends it and waits; both may be called from any thread,
 * once.
 */
@SuppressWarnings("try") // Whoever closes it waits, and may be interrupted.
public final class ConductorThread implements AutoCloseable {

    /** What the JVM calls the thread. */
    public static final String NAME = "downbeat-conductor";

    private static final Comparator<CommandBatch> BY_MOMENT =
            Comparator.comparing(CommandBatch::at);
    private static final long AFTER_TROUBLE_MICROS = 5_000;

    /** Before an exact moment nothing is done at all: more than a glance ever takes. */
    private static final long UNDISTURBED_MICROS = 30;

    private final Conductor conductor;
    private final HostClock clock;
    private final long spinMicros;
    private final PacketSource packetSource;
    private final OutputSender outputSender;
    private final TurnListener turnListener;
    private final Consumer<Throwable> trouble;
    private final Thread thread = new Thread(this::run, NAME);
    private final WorkBudget workBudget = new WorkBudget();
    private final List<CommandBatch> arrivals = new ArrayList<>();
    private final FaultGuard playing = FaultGuard.catching("the outputs", this::logFailure);
    private final FaultGuard telling = FaultGuard.catching("the audience", this::logFailure);
    private Optional<SessionView> shown = Optional.empty();
    private volatile boolean closing;

    /**
     * @param trouble receives failures of what is around the conductor
     * @param spinMicros how long before an exact moment the thread reads no more and polls the
     *     clock
     */
    public ConductorThread(
            Conductor conductor,
            HostClock clock,
            PacketSource packetSource,
            OutputSender outputSender,
            TurnListener turnListener,
            Consumer<Throwable> trouble,
            long spinMicros) {
        this.conductor = conductor;
        this.clock = clock;
        this.packetSource = packetSource;
        this.outputSender = outputSender;
        this.turnListener = turnListener;
        this.trouble = trouble;
        this.spinMicros = spinMicros;
    }

    @SuppressWarnings("ThreadPriorityCheck") // A wish; nothing depends on it.
    public void start() {
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /**
     * Has the thread end after the turn it is in; the intake must be woken for it to notice at
     * once.
     */
    public void end() {
        closing = true;
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() throws InterruptedException {
        end();
        thread.join();
    }

    private void run() {
        HostMicros wakeAt = clock.now();
        while (!closing) {
            try {
                wakeAt = runOnce(wakeAt);
            } catch (RuntimeException | Error broken) {
                // A failure at an edge, or memory that ran out once, must not stop the music: it is
                // told, and the next turn comes, but not so soon that telling is all that happens.
                trouble.accept(broken);
                wakeAt = clock.now().plus(AFTER_TROUBLE_MICROS);
            }
        }
    }

    /**
     * One round, from the wake-up on. Also where turns take longer than the time between them, what
     * comes in is handled in between.
     */
    private HostMicros runOnce(HostMicros wakeAt) {
        packetSource.await(earliest(wakeAt));
        HostMicros now = clock.now();
        HostMicros next = wakeAt;
        if (!wakeAt.isAfter(now)) {
            if (!workBudget.fitsTurn(microsLeft(now))) {
                sendOnTime();
                return wakeAt;
            }
            next = advance(now);
            now = clock.now();
        }
        if (!outputSender.nextStep().isAfter(now) && workBudget.fitsStep(microsLeft(now))) {
            now = step(now);
        }
        long left = microsLeft(now);
        int most = Math.min(workBudget.arrivals(left), workBudget.share());
        if (most == 0) {
            sendOnTime();
            return next;
        }
        return handleArrivals(most, left, now, next);
    }

    private HostMicros step(HostMicros began) {
        outputSender.step(began);
        HostMicros now = clock.now();
        workBudget.onStepDone(now.since(began));
        return now;
    }

    private HostMicros earliest(HostMicros wakeAt) {
        return wakeAt.orEarlier(outputSender.nextStep())
                .orEarlier(outputSender.nextSend().plus(-spinMicros));
    }

    /** Microseconds until nothing else may be done but wait for an exact moment. */
    private long microsLeft(HostMicros now) {
        HostMicros exact = outputSender.nextSend();
        return exact.equals(HostMicros.NEVER) ? Long.MAX_VALUE : exact.since(now) - spinMicros;
    }

    /** Waits for the next exact moment, and does nothing else before what leaves then. */
    private void sendOnTime() {
        HostMicros exact = outputSender.nextSend();
        HostMicros now = clock.now();
        while (now.isBefore(exact)) {
            if (exact.since(now) > UNDISTURBED_MICROS) {
                packetSource.glance(now);
            } else {
                Thread.onSpinWait();
            }
            now = clock.now();
        }
        outputSender.sendDue(now);
    }

    /** A turn of what has fallen due, and of nothing else. */
    private HostMicros advance(HostMicros now) {
        HostMicros next = advance(now, List.of());
        workBudget.onTurnTaken(clock.now().since(now));
        return next;
    }

    private HostMicros handleArrivals(int most, long left, HostMicros began, HostMicros wakeAt) {
        arrivals.clear();
        packetSource.read(most, left, arrivals::add);
        if (arrivals.isEmpty()) {
            return wakeAt;
        }
        arrivals.sort(BY_MOMENT);
        if (arrivals.stream().anyMatch(CommandBatch::hasBulkCommand)) {
            return handleBulk(wakeAt);
        }
        HostMicros next = advance(clock.now(), arrivals);
        long cost = clock.now().since(began);
        workBudget.onArrivalsHandled(arrivals.size(), cost);
        workBudget.onSliceHandled(arrivals.size(), cost);
        return next;
    }

    /** Obeys what may take long, behind what must leave if it would not be done before. */
    private HostMicros handleBulk(HostMicros wakeAt) {
        if (!workBudget.fitsBulk(microsLeft(clock.now()))) {
            sendOnTime();
        }
        HostMicros began = clock.now();
        HostMicros next = advance(began, arrivals);
        long cost = clock.now().since(began);
        workBudget.onBulkHandled(cost);
        workBudget.onSliceHandled(arrivals.size(), cost);
        return next;
    }

    private HostMicros advance(HostMicros now, List<CommandBatch> arrived) {
        TurnResult turn = conductor.advance(now, arrived);
        playing.run(() -> outputSender.onTurn(turn));
        if (!turn.events().isEmpty() || isNew(turn.view())) {
            shown = Optional.of(turn.view());
            telling.run(() -> turnListener.onTurn(turn));
        }
        return turn.wakeAt();
    }

    private void logFailure(FaultGuard.Failure failure) {
        trouble.accept(
                new IllegalStateException(failure.part() + ": " + failure.text(), failure.why()));
    }

    /** A view is the same object for as long as nothing of it changed. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isNew(SessionView view) {
        return shown.isEmpty() || shown.get() != view;
    }
}
