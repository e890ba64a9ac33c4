package io.downbeat.engine;

import io.downbeat.clock.HostClock;
import io.downbeat.session.SessionView;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one thread that turns the conductor. It waits for what comes in or falls due, sends what was
 * prepared for this very moment before it looks at anything else, and only then takes its turn.
 *
 * <pre>
 *   await(next) --> players.play(now) --> intake.read --> Conductor.turn --> players.take, audience.take
 * </pre>
 *
 * <p>{@link #start} begins, {@link #close} ends it and waits; both may be called from any thread,
 * once.
 */
@SuppressWarnings("try") // Whoever closes it waits, and may be interrupted.
public final class ConductorThread implements AutoCloseable {

    /** So many arrivals are read before the clock is looked at again. */
    private static final int READ_AT_MOST = 64;

    private static final long AFTER_TROUBLE_MICROS = 5_000;

    /** What comes in. Used on the conductor's thread. */
    public interface Intake {

        /**
         * Waits until something has come in, or until {@code spinMicros} before {@code until}; in
         * the last millisecond without sleeping.
         */
        void await(HostMicros until, long spinMicros);

        /** Adds what has come in, at most so many arrivals, each with its moment. */
        void read(int most, Consumer<Arrival> into);
    }

    /** Those who play what the session writes. Used on the conductor's thread. */
    public interface Players {

        /** When something prepared must leave, or never. */
        HostMicros nextSend();

        /** Sends all that was prepared for a moment up to {@code now}. */
        void play(HostMicros now);

        /** Plays what has just happened, and prepares what will. */
        void take(Turn turn, HostMicros now);
    }

    /** Those who follow what happens. Called on the conductor's thread, must not block. */
    @FunctionalInterface
    public interface Audience {
        void take(Turn turn, HostMicros now);
    }

    private final Conductor conductor;
    private final HostClock clock;
    private final long spinMicros;
    private final Intake intake;
    private final Players players;
    private final Audience audience;
    private final Consumer<Throwable> trouble;
    private final Thread thread = new Thread(this::run, "downbeat-conductor");
    private Optional<SessionView> shown = Optional.empty();
    private volatile boolean closing;

    /** The ports around the conductor, and where a failure of one of them is told. */
    public record Stage(
            Intake intake, Players players, Audience audience, Consumer<Throwable> trouble) {}

    /**
     * @param spinMicros how long before a moment nothing is read any more and the thread spins
     */
    public ConductorThread(Conductor conductor, HostClock clock, Stage stage, long spinMicros) {
        this.conductor = conductor;
        this.clock = clock;
        this.spinMicros = spinMicros;
        this.intake = stage.intake();
        this.players = stage.players();
        this.audience = stage.audience();
        this.trouble = stage.trouble();
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
                wakeAt = once(wakeAt);
            } catch (RuntimeException | Error broken) {
                // A failure at an edge, or memory that ran out once, must not stop the music: it is
                // told, and the next turn comes, but not so soon that telling is all that happens.
                trouble.accept(broken);
                wakeAt = clock.now().plus(AFTER_TROUBLE_MICROS);
            }
        }
    }

    private HostMicros once(HostMicros wakeAt) {
        HostMicros next = wakeAt.orEarlier(players.nextSend());
        intake.await(next, spinMicros);
        HostMicros now = spun(next);
        if (!players.nextSend().isAfter(now)) {
            players.play(now);
        }
        var arrivals = new ArrayList<Arrival>();
        intake.read(READ_AT_MOST, arrivals::add);
        arrivals.sort(Comparator.comparing(Arrival::at));
        return turn(arrivals);
    }

    /**
     * The moment to go on at: {@code next} itself if it is so near that nothing may be read before
     * it.
     */
    private HostMicros spun(HostMicros next) {
        HostMicros now = clock.now();
        while (next.isAfter(now) && next.since(now) <= spinMicros) {
            Thread.onSpinWait();
            now = clock.now();
        }
        return now;
    }

    private HostMicros turn(List<Arrival> arrivals) {
        HostMicros now = clock.now();
        Turn turn = conductor.turn(now, arrivals);
        players.take(turn, now);
        if (!turn.events().isEmpty() || isNew(turn.view())) {
            shown = Optional.of(turn.view());
            audience.take(turn, now);
        }
        return turn.wakeAt();
    }

    /** A view is the same object for as long as nothing of it changed. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isNew(SessionView view) {
        return shown.filter(last -> last == view).isEmpty();
    }
}
