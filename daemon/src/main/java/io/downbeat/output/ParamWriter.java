package io.downbeat.output;

import io.downbeat.address.PresentValues;
import io.downbeat.rig.OutputSpec;
import io.downbeat.session.Ahead;
import io.downbeat.session.Event;
import io.downbeat.session.SessionView;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.List;
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
public final class ParamWriter {

    private static final int STEP = 16;

    private final List<Receiver> receivers = new ArrayList<>();
    private int turn;

    /**
     * A writer for the outputs of a rig, which are those of {@code first} in the same order.
     * Nothing is sent before {@link #start}.
     *
     * @param present what the addresses of the contract answer, for this thread
     */
    public ParamWriter(
            List<OutputSpec> outputs, SessionView first, Wall wall, PresentValues present) {
        for (OutputSpec spec : outputs) {
            receivers.add(new Receiver(receivers.size() + 1, spec, first, wall, present));
        }
    }

    /** Begins the initial round of present values; it leaves with the next {@link #sendDue}. */
    public void start(HostMicros now) {
        receivers.forEach(receiver -> receiver.start(now));
    }

    /** When something prepared must leave, exactly; as early as now if it must at once. */
    public HostMicros nextSend() {
        HostMicros next = HostMicros.NEVER;
        for (Receiver receiver : receivers) {
            next = next.orEarlier(receiver.nextSend());
        }
        return next;
    }

    /**
     * Sends everything whose time has come, a datagram for each output in turn, so that none waits
     * for all that another gets.
     */
    public void sendDue(HostMicros now, OutputPort port) {
        boolean more = true;
        while (more) {
            more = false;
            for (int at = 0; at < receivers.size(); at++) {
                more |= alone(at, port, receiver -> receiver.sendNext(now, port));
            }
        }
    }

    /** When there is something to send that is in no hurry, or never. */
    public HostMicros nextStep() {
        HostMicros next = HostMicros.NEVER;
        for (Receiver receiver : receivers) {
            next = next.orEarlier(receiver.nextStep());
        }
        return next;
    }

    /**
     * Sends some of what is in no hurry and due, {@value #STEP} datagrams at most, for each output
     * in turn: frames of fades, present values, what a positive offset keeps back.
     */
    public void step(HostMicros now, OutputPort port) {
        int idle = 0;
        for (int sent = 0; sent < STEP && idle < receivers.size(); ) {
            boolean any = alone(turn, port, receiver -> receiver.step(now, port));
            sent += any ? 1 : 0;
            idle = any ? 0 : idle + 1;
            turn = (turn + 1) % receivers.size();
        }
    }

    /** Sends what a turn has brought, and prepares what is to come. */
    public void heard(
            SessionView view, List<Event> events, Ahead ahead, HostMicros now, OutputPort port) {
        var heard = new Heard(view, events, ahead, now, port);
        for (int at = 0; at < receivers.size(); at++) {
            alone(at, port, receiver -> receiver.heard(heard));
        }
        sendDue(now, port);
    }

    /** A receiver that had been away is there again: it gets all present values. */
    public void back(int output, HostMicros now) {
        receivers.get(output - 1).resendAll(now);
    }

    /** A receiver's task; false if it failed, too. */
    private boolean alone(int at, OutputPort port, Predicate<Receiver> task) {
        try {
            return task.test(receivers.get(at));
        } catch (RuntimeException why) {
            port.failed(at + 1, why);
            return false;
        }
    }
}
