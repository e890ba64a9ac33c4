package io.downbeat.session.command;

import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundaries;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/**
 * What one turn did. Outputs, feedback and all other listeners receive this same object.
 *
 * <p>The first two components are what a replay needs: advance another engine of the same session
 * and seed to {@code from}, then give it the arrivals.
 *
 * @param from the time up to which the turns before had performed everything; an older arrival was
 *     handled as of this time
 * @param arrivals what the turn took, in order
 * @param at the time of the turn
 * @param view the session after the turn; the same object while nothing changed
 * @param events what happened in the turn, in order
 * @param upcomingBoundaries what will happen next if nothing changes
 * @param wakeAt when the next turn must come at the latest
 */
public record TurnResult(
        HostMicros from,
        List<CommandBatch> arrivals,
        HostMicros at,
        SessionView view,
        List<Event> events,
        UpcomingBoundaries upcomingBoundaries,
        HostMicros wakeAt) {
    public TurnResult {
        arrivals = List.copyOf(arrivals);
        events = List.copyOf(events);
    }

    /** A turn that took no arrivals. */
    public TurnResult(
            HostMicros at,
            SessionView view,
            List<Event> events,
            UpcomingBoundaries upcomingBoundaries,
            HostMicros wakeAt) {
        this(at, List.of(), at, view, events, upcomingBoundaries, wakeAt);
    }

    /** Every boundary that something waits for, in order. */
    public List<UpcomingBoundary> upcoming() {
        return upcomingBoundaries.boundaries();
    }

    /**
     * The last beat that began in this turn. A turn has several only after the program was held up;
     * the earlier ones are over by then.
     */
    public Optional<Event.BeatPassed> lastBeat() {
        for (Event event : events.reversed()) {
            if (event instanceof Event.BeatPassed passed) {
                return Optional.of(passed);
            }
        }
        return Optional.empty();
    }

    /** The same turn with other events, and without its arrivals, whose memory it does not keep. */
    public TurnResult withEvents(List<Event> others) {
        return new TurnResult(at, view, others, upcomingBoundaries, wakeAt);
    }
}
