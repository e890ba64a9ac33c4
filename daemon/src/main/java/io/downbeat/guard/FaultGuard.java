package io.downbeat.guard;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs one part of the program and catches its exceptions, so that the other parts go on. A part
 * that throws {@value #MOST_IN_A_ROW} times in a row is out of service: its tasks are skipped until
 * it is restored.
 *
 * <p>The listener receives the first, second, fourth, eighth failure and so on, and the one that
 * takes the part out of service. A part that fails often does not fill the log.
 */
public final class FaultGuard {

    /**
     * Failures in a row. Bad input that comes by chance seldom fails so often; an audience does not
     * notice so few.
     */
    public static final int MOST_IN_A_ROW = 8;

    private final String part;
    private final long trialAfter;
    private final Consumer<Failure> listener;
    private int tasksFailed;
    private int questionsFailed;
    private long failures;
    private long leftOut;
    private boolean out;

    /**
     * A failure of a part.
     *
     * @param part its name, for a person who reads the log
     * @param why what it threw
     * @param failures the number of failures since the start
     * @param outOfService whether this failure took the part out of service
     */
    public record Failure(String part, Throwable why, long failures, boolean outOfService) {

        /** What happened, in a sentence without the part's name. */
        public String text() {
            String often = failures == 1 ? "" : " (" + failures + " failures so far)";
            return why + often + (outOfService ? "; it is out of service" : "");
        }
    }

    private FaultGuard(String part, long trialAfter, Consumer<Failure> listener) {
        this.part = part;
        this.trialAfter = trialAfter;
        this.listener = listener;
    }

    /**
     * A guard of a part that stays out of service until {@link #restore}.
     *
     * @param listener receives failures; must not throw
     */
    public static FaultGuard of(String part, Consumer<Failure> listener) {
        return new FaultGuard(part, Long.MAX_VALUE, listener);
    }

    /**
     * A guard that tries a part again by itself.
     *
     * @param trialAfter after this many skipped tasks one is run; if it succeeds, the part is in
     *     service again
     */
    public static FaultGuard retrying(String part, long trialAfter, Consumer<Failure> listener) {
        return new FaultGuard(part, trialAfter, listener);
    }

    /**
     * A guard that only catches and reports; the part is never out of service. For a part whose
     * tasks cost little even when they fail, and whose failures a remote client can cause.
     */
    public static FaultGuard catching(String part, Consumer<Failure> listener) {
        return new FaultGuard(part, 0, listener);
    }

    /** Runs a task of the part; false if it failed or was skipped. */
    public boolean run(Runnable task) {
        if (!begin()) {
            return false;
        }
        try {
            task.run();
            succeeded();
            return true;
        } catch (RuntimeException | StackOverflowError broken) {
            failed(broken);
            return false;
        }
    }

    /**
     * Whether the part's work is to be done now. With {@link #succeeded} and {@link #failed} this
     * is {@link #run} without a task object, for work that must not allocate.
     */
    public boolean begin() {
        return !isLeftOut();
    }

    /** The work that was begun is done. */
    public void succeeded() {
        tasksFailed = 0;
        out = false;
    }

    /** The work that was begun threw this. */
    public void failed(Throwable broken) {
        tasksFailed++;
        failed(tasksFailed, broken);
    }

    /**
     * Returns the part's answer, or {@code otherwise} if the part fails or is out of service. These
     * failures are counted apart from those of {@link #run}: a part may go on answering while its
     * tasks fail.
     */
    public <T> T call(Supplier<T> question, T otherwise) {
        if (out) {
            return otherwise;
        }
        try {
            T answer = question.get();
            questionsFailed = 0;
            return answer;
        } catch (RuntimeException | StackOverflowError broken) {
            questionsFailed++;
            failed(questionsFailed, broken);
            return otherwise;
        }
    }

    /** Whether the part's tasks are skipped at present. */
    public boolean isOutOfService() {
        return out;
    }

    /** Puts the part into service again. */
    public void restore() {
        out = false;
        tasksFailed = 0;
        questionsFailed = 0;
        leftOut = 0;
    }

    private boolean isLeftOut() {
        if (!out) {
            return false;
        }
        leftOut++;
        if (leftOut < trialAfter) {
            return true;
        }
        leftOut = 0;
        return false;
    }

    private void failed(int inARow, Throwable broken) {
        failures++;
        boolean wentOut = !out && trialAfter > 0 && inARow >= MOST_IN_A_ROW;
        out |= wentOut;
        if (wentOut || Long.bitCount(failures) == 1) {
            listener.accept(new Failure(part, broken, failures, wentOut));
        }
    }
}
