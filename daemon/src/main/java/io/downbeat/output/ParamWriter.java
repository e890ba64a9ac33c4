package io.downbeat.output;

import io.downbeat.address.PresentValues;
import io.downbeat.rig.OutputSpec;
import io.downbeat.session.Event;
import io.downbeat.session.SessionView;
import io.downbeat.session.Upcoming;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All that goes out to instruments, visuals and desks. Owned by the conductor's thread and called
 * on it alone, in this order:
 *
 * <pre>
 *   wait until the earlier of conductor.wakeAt and nextSend()
 *   sendDue(now)       what was prepared leaves, before anything is looked at
 *   conductor.turn     decides
 *   heard(...)         what was not prepared leaves; what is coming is prepared
 * </pre>
 *
 * <p>A fault in what one output gets is told to the port and keeps nothing from the others.
 */
public final class ParamWriter {

    private final List<Receiver> receivers = new ArrayList<>();

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

    /** The moment at which {@link #sendDue} has something to do; as early as now if it has. */
    public HostMicros nextSend() {
        HostMicros next = HostMicros.NEVER;
        for (Receiver receiver : receivers) {
            next = next.orEarlier(receiver.nextSend());
        }
        return next;
    }

    /** Sends everything whose time has come. */
    public void sendDue(HostMicros now, OutputPort port) {
        eachAlone(port, receiver -> receiver.sendDue(now, port));
    }

    /** Sends what a turn has brought, and prepares what is announced. */
    public void heard(
            SessionView view,
            List<Event> events,
            List<Upcoming> upcoming,
            HostMicros now,
            OutputPort port) {
        var heard = new Heard(view, events, upcoming, now, port);
        eachAlone(port, receiver -> receiver.heard(heard));
    }

    /** A receiver that had been away is there again: it gets all present values. */
    public void back(int output, HostMicros now) {
        receivers.get(output - 1).resendAll(now);
    }

    private void eachAlone(OutputPort port, Consumer<Receiver> task) {
        for (int at = 0; at < receivers.size(); at++) {
            try {
                task.accept(receivers.get(at));
            } catch (RuntimeException why) {
                port.failed(at + 1, why);
            }
        }
    }
}
