package io.downbeat.guard;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs one part of the program and catches what it throws, so that the other parts go on. A part
 * that throws {@value #MOST_IN_A_ROW} times in a row is out of service: its work is left out until
 * it is restored.
 *
 * <p>Failures are told at the first, second, fourth, eighth and so on, and when the part goes out
 * of service, so that a part that fails often fills no log.
 *
 * <p>Not thread safe: one for each part and thread.
 */
public final class FaultGuard {

    /** More failures than chance gives, and fewer than a listener notices. */
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
     * @param failures how often it has failed since the start
     * @param outOfService whether this failure was one too many
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
     * @param listener told of failures; must not throw
     */
    public static FaultGuard of(String part, Consumer<Failure> listener) {
        return new FaultGuard(part, Long.MAX_VALUE, listener);
    }

    /**
     * A guard that gives a part another chance by itself: once out of service, after its work was
     * left out so many times, it is run once more, and is in service again if that succeeds.
     */
    public static FaultGuard trying(String part, long trialAfter, Consumer<Failure> listener) {
        return new FaultGuard(part, trialAfter, listener);
    }

    /**
     * A guard that only catches and tells, for a part whose work costs little even when it fails
     * and whose failures strangers may cause: it is never out of service.
     */
    public static FaultGuard catching(String part, Consumer<Failure> listener) {
        return new FaultGuard(part, 0, listener);
    }

    /** Does the part's work; false if it failed or was left out. */
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
     * Asks the part something; {@code otherwise} if it failed or is out of service. Failures are
     * counted apart from those of {@link #run}, since a part may go on answering while its work
     * fails.
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

    /** Whether the part's work is left out at present. */
    public boolean isOutOfService() {
        return out;
    }

    /** Takes the part into service again. */
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
