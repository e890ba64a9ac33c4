package io.downbeat.output;

import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.engine.thread.SessionOutputSender;
import io.downbeat.guard.FaultGuard;
import io.downbeat.osc.OscMessage;
import io.downbeat.rig.OutputSpec;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All outputs of the rig. The conductor thread calls it in this order:
 *
 * <pre>
 *   wait until the earliest of conductor.wakeAt, nextSend() and nextStep()
 *   sendDue(now)              sends what was prepared, before anything else is done
 *   sendNotUrgent(now)        does a little of what is not urgent
 *   conductor.advance(...)    decides
 *   onTurn(...)               sends what was not prepared, and prepares what comes next
 * </pre>
 *
 * <p>A prepared datagram leaves by six calls, counted from the wake-up of the conductor thread.
 * They are the critical path: nothing on it allocates or encodes.
 *
 * <pre>
 *   ConductorThread.sendOnTime
 *     Outputs.sendDue                    one datagram of each output in turn
 *       Output.sendNext                  the next datagram that is due
 *         DelayLine.sendExactly          later, if the output has a positive offset
 *           OutputConnection.send        the socket
 *             DatagramChannel.write
 * </pre>
 *
 * <p>A fault of one output is reported to the {@link OutputStatusListener} and keeps nothing from
 * the others.
 */
public final class Outputs implements SessionOutputSender {

    /** Datagrams in one step: a fraction of a millisecond. */
    private static final int DATAGRAMS_PER_STEP = 16;

    /** An output that is out of service is tried again after this many tasks: about a second. */
    private static final long RETRY_AFTER_TASKS = 256;

    /** How often connections are polled. A receiver that is back is noticed this soon. */
    private static final long POLL_MICROS = 250_000;

    private final List<Output> outputs = new ArrayList<>();
    private final List<FaultGuard> guards = new ArrayList<>();
    private final SenderRelationFinder senderRelations;
    private final OutputStatusListener listener;
    private HostMicros nextPoll = HostMicros.NEVER;
    private boolean taskResult;
    private int nextInStep;

    /**
     * The outputs of a rig, in the order of the outputs of {@code first}. Nothing is sent before
     * {@link #start}.
     *
     * @param present reads the values of the contract's addresses, on this thread only
     * @param connections one for each output, in the same order
     * @param seed for random waiting times; two programs that are outputs of each other must not
     *     have the same
     */
    public Outputs(
            List<OutputSpec> specs,
            SessionView first,
            HostTimeToTimetag hostTimeToTimetag,
            PresentValueReader present,
            List<? extends OutputConnection> connections,
            SenderRelationFinder senderRelations,
            OutputStatusListener listener,
            long seed) {
        this.senderRelations = senderRelations;
        this.listener = listener;
        var random = new SplittableRandom(seed);
        for (OutputSpec spec : specs) {
            int position = outputs.size() + 1;
            OutputConnection connection = connections.get(position - 1);
            outputs.add(
                    new Output(
                            position,
                            spec,
                            first,
                            hostTimeToTimetag,
                            present,
                            connection,
                            random.split()));
            guards.add(
                    FaultGuard.retrying(
                            "output " + spec.name(),
                            RETRY_AFTER_TASKS,
                            failure -> listener.onFailure(position, exception(failure))));
        }
    }

    /**
     * Begins the initial sending of present values; it leaves with the next {@link #sendNotUrgent}.
     */
    public void start(HostMicros now) {
        nextPoll = outputs.isEmpty() ? HostMicros.NEVER : now;
        outputs.forEach(output -> output.start(now));
    }

    @Override
    public HostMicros nextSend() {
        return earliest(Output::nextSend);
    }

    /** Sends one datagram of each output in turn, so that no output waits for all of another. */
    @Override
    public void sendDue(HostMicros now) {
        boolean more = true;
        while (more) {
            more = false;
            for (int at = 0; at < outputs.size(); at++) {
                FaultGuard guard = guards.get(at);
                if (guard.begin()) {
                    try {
                        more |= outputs.get(at).sendNext(now);
                        guard.succeeded();
                    } catch (RuntimeException | StackOverflowError broken) {
                        guard.failed(broken);
                    }
                }
            }
        }
    }

    @Override
    public HostMicros nextNotUrgent() {
        return earliest(Output::nextNotUrgent).orEarlier(nextPoll);
    }

    /**
     * Sends frames of fades, present values and what a positive offset delays: at most {@value
     * #DATAGRAMS_IN_A_STEP} datagrams. Or polls the connections.
     */
    @Override
    public void sendNotUrgent(HostMicros now) {
        if (!nextPoll.isAfter(now)) {
            nextPoll = now.plus(POLL_MICROS);
            poll(now);
            return;
        }
        int idle = 0;
        for (int sent = 0; sent < DATAGRAMS_PER_STEP && idle < outputs.size(); ) {
            boolean any = runGuarded(nextInStep, output -> output.sendNextNotUrgent(now));
            sent += any ? 1 : 0;
            idle = any ? 0 : idle + 1;
            nextInStep = (nextInStep + 1) % outputs.size();
        }
    }

    @Override
    public void onTurn(TurnResult turn) {
        turn.events().forEach(this::restore);
        for (int at = 0; at < outputs.size(); at++) {
            runGuarded(at, output -> output.onTurn(turn));
        }
        sendDue(turn.at());
    }

    /**
     * Whether a message only returns a value that was just sent to its sender's host, and so must
     * change nothing. Called once for each message, in their order, before the turn that handles
     * it.
     */
    public boolean isReturned(OscMessage message, RequestSender from, HostMicros now) {
        return isReturned(
                from, (detector, relation) -> detector.isReturned(message, from, relation, now));
    }

    /**
     * Whether a command only repeats a launch of which its sender's host was sent an event, and so
     * must change nothing. Called once for each command, in their order, before the turn that
     * handles it.
     */
    public boolean isReturnedLaunch(Command command, RequestSender from, HostMicros now) {
        return isReturned(from, (detector, relation) -> detector.isReturned(command, from, now));
    }

    /**
     * As {@link #isReturned}, for a message of which only the command is left. It does not know
     * values of the address space that are mapped; these are only sent when they change.
     */
    public boolean isReturnedValue(Command command, RequestSender from, HostMicros now) {
        return isReturned(
                from,
                (detector, relation) -> detector.isReturnedValue(command, from, relation, now));
    }

    /** Checks every output on the sender's host, also after one has returned true. */
    private boolean isReturned(
            RequestSender from,
            BiPredicate<ReturnedMessageDetector, SenderRelationToReceiver> isReturned) {
        boolean returned = false;
        for (int at = 0; at < outputs.size(); at++) {
            SenderRelationToReceiver relation = senderRelations.relationTo(at + 1, from);
            if (relation != SenderRelationToReceiver.ELSEWHERE) {
                returned |= isReturned.test(outputs.get(at).returnedMessageDetector(), relation);
            }
        }
        return returned;
    }

    /** Notices receivers that refuse datagrams, and receivers that are back. */
    void poll(HostMicros now) {
        for (int at = 0; at < outputs.size(); at++) {
            Output output = outputs.get(at);
            // The status may change twice: before the poll by a datagram, and by the poll.
            reportStatus(at, now);
            output.connection().poll(now);
            reportStatus(at, now);
        }
        senderRelations.refresh();
    }

    /** A receiver that is back gets all present values: it has missed some. */
    private void reportStatus(int at, HostMicros now) {
        outputs.get(at)
                .changedStatus()
                .ifPresent(status -> {
                    if (status == SessionView.OutputStatus.OK) {
                        guards.get(at).restore();
                        outputs.get(at).resendAll(now);
                    }
                    listener.onStatus(at + 1, status);
                });
    }

    /** A command to an output that was taken out of service restores it. */
    private void restore(Event event) {
        switch (event) {
            case Event.OutputResent resent -> guards.get(resent.output() - 1).restore();
            case Event.OutputChanged changed -> guards.get(changed.output() - 1).restore();
            default -> {}
        }
    }

    private static RuntimeException exception(FaultGuard.Failure failure) {
        boolean plain = !failure.outOfService() && failure.why() instanceof RuntimeException;
        return plain
                ? (RuntimeException) failure.why()
                : new IllegalStateException(
                        failure.text() + " until /output/{o}/resend or a change of it",
                        failure.why());
    }

    private HostMicros earliest(Function<Output, HostMicros> time) {
        HostMicros earliest = HostMicros.NEVER;
        for (int at = 0; at < outputs.size(); at++) {
            Output output = outputs.get(at);
            earliest =
                    earliest.orEarlier(
                            guards.get(at).call(() -> time.apply(output), HostMicros.NEVER));
        }
        return earliest;
    }

    /** The result of an output's task; false, too, if it failed or is out of service. */
    private boolean runGuarded(int at, Predicate<Output> task) {
        taskResult = false;
        guards.get(at).run(() -> taskResult = task.test(outputs.get(at)));
        return taskResult;
    }
}
