package io.downbeat.output;

import io.downbeat.address.PresentValueReader;
import io.downbeat.guard.FaultGuard;
import io.downbeat.osc.OscMessage;
import io.downbeat.rig.OutputSpec;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundaries;
import io.downbeat.time.HostMicros;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All that goes out to instruments, visuals and desks. Owned by the conductor's thread and called
 * on it alone, in this order:
 *
 * <pre>
 *   wait until the earliest of conductor.wakeAt, nextSend() and nextStep()
 *   sendDue(now)       what was prepared leaves, before anything is looked at
 *   step(now)          a little of what is in no hurry
 *   conductor.turn     decides
 *   heard(...)         what was not prepared leaves; what is coming is prepared
 * </pre>
 *
 * <p>A fault in what one output gets is told to the port and keeps nothing from the others.
 */
public final class Outputs {

    private static final int STEP = 16;

    /** An output that is out of service is tried again after so many tasks: about a second. */
    private static final long TRIAL_AFTER_TASKS = 256;

    private final List<Output> receivers = new ArrayList<>();
    private final List<FaultGuard> guards = new ArrayList<>();
    private final Deque<Failed> failures = new ArrayDeque<>();
    private boolean done;
    private int turn;

    /**
     * A writer for the outputs of a rig, which are those of {@code first} in the same order.
     * Nothing is sent before {@link #start}.
     *
     * @param present what the addresses of the contract answer, for this thread
     */
    public Outputs(
            List<OutputSpec> outputs,
            SessionView first,
            TimetagClock timetagClock,
            PresentValueReader present) {
        for (OutputSpec spec : outputs) {
            int output = receivers.size() + 1;
            receivers.add(new Output(output, spec, first, timetagClock, present));
            guards.add(
                    FaultGuard.trying(
                            "output " + spec.name(),
                            TRIAL_AFTER_TASKS,
                            failure -> failures.add(new Failed(output, failure))));
        }
    }

    /** A failure that the port is still to be told of. */
    private record Failed(int output, FaultGuard.Failure failure) {}

    /** Begins the initial round of present values; it leaves with the next {@link #sendDue}. */
    public void start(HostMicros now) {
        receivers.forEach(output -> output.start(now));
    }

    /** When something prepared must leave, exactly; as early as now if it must at once. */
    public HostMicros nextSend() {
        HostMicros next = HostMicros.NEVER;
        for (int at = 0; at < receivers.size(); at++) {
            next = next.orEarlier(earliest(at, Output::nextSend));
        }
        return next;
    }

    /**
     * Sends everything whose time has come, a datagram for each output in turn, so that none waits
     * for all that another gets.
     */
    public void sendDue(HostMicros now, OutputDatagramSender port) {
        boolean more = true;
        while (more) {
            more = false;
            for (int at = 0; at < receivers.size(); at++) {
                more |= alone(at, port, output -> output.sendNext(now, port));
            }
        }
    }

    /** When there is something to send that is in no hurry, or never. */
    public HostMicros nextStep() {
        HostMicros next = HostMicros.NEVER;
        for (int at = 0; at < receivers.size(); at++) {
            next = next.orEarlier(earliest(at, Output::nextStep));
        }
        return next;
    }

    /**
     * Sends some of what is in no hurry and due, {@value #STEP} datagrams at most, for each output
     * in turn: frames of fades, present values, what a positive offset keeps back.
     */
    public void step(HostMicros now, OutputDatagramSender port) {
        int idle = 0;
        for (int sent = 0; sent < STEP && idle < receivers.size(); ) {
            boolean any = alone(turn, port, output -> output.step(now, port));
            sent += any ? 1 : 0;
            idle = any ? 0 : idle + 1;
            turn = (turn + 1) % receivers.size();
        }
    }

    /** Sends what a turn has brought, and prepares what is to come. */
    public void onTurn(
            SessionView view,
            List<Event> events,
            UpcomingBoundaries upcomingBoundaries,
            HostMicros now,
            OutputDatagramSender port) {
        events.forEach(this::restore);
        var outputTurn = new OutputTurn(view, events, upcomingBoundaries, now, port);
        for (int at = 0; at < receivers.size(); at++) {
            alone(at, port, output -> output.onTurn(outputTurn));
        }
        sendDue(now, port);
    }

    /** How near a sender is to the receiver of an output, from 1. */
    @FunctionalInterface
    public interface HostLookup {
        SenderProximity of(int output, RequestOrigin sender);
    }

    /**
     * Whether a message from the host of an output says nothing but what was just sent there, and
     * so is to change nothing. Asked once for each message that comes, in their order, before the
     * turn that obeys it.
     */
    public boolean isReturned(
            OscMessage message, RequestOrigin from, HostLookup hostLookup, HostMicros now) {
        boolean returned = false;
        for (int at = 0; at < receivers.size(); at++) {
            SenderProximity senderProximity = hostLookup.of(at + 1, from);
            if (senderProximity != SenderProximity.ELSEWHERE) {
                returned |= receivers.get(at).isReturned(message, from, senderProximity, now);
            }
        }
        return returned;
    }

    /** A receiver that had been away is there again: it gets all present values. */
    public void back(int output, HostMicros now) {
        guards.get(output - 1).restore();
        receivers.get(output - 1).resendAll(now);
    }

    /** An output that was taken out of service is set anew by a command to it. */
    private void restore(Event event) {
        switch (event) {
            case Event.OutputResent resent -> guards.get(resent.output() - 1).restore();
            case Event.OutputChanged changed -> guards.get(changed.output() - 1).restore();
            default -> {}
        }
    }

    private static RuntimeException onFailure(FaultGuard.Failure failure) {
        boolean plain = !failure.outOfService() && failure.why() instanceof RuntimeException;
        return plain
                ? (RuntimeException) failure.why()
                : new IllegalStateException(
                        failure.text() + " until /output/{o}/resend or a change of it",
                        failure.why());
    }

    private HostMicros earliest(int at, Function<Output, HostMicros> next) {
        return guards.get(at).call(() -> next.apply(receivers.get(at)), HostMicros.NEVER);
    }

    /** A receiver's task; false if it failed or is out of service, too. */
    private boolean alone(int at, OutputDatagramSender port, Predicate<Output> task) {
        done = false;
        guards.get(at).run(() -> done = task.test(receivers.get(at)));
        while (!failures.isEmpty()) {
            Failed failed = failures.remove();
            port.failed(failed.output(), onFailure(failed.failure()));
        }
        return done;
    }
}
