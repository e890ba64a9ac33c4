package io.downbeat.engine.launch;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.transport.Transport;
import io.downbeat.session.model.LaunchCalculations;
import io.downbeat.session.model.Quantize;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.Timeline;

import java.util.Optional;

/** Finds the boundary of a launch. */
public final class LaunchBoundaries {

    /**
     * How late after a boundary a launch in a bundle with a time tag still counts as on it: address
     * space, rule 7.
     */
    private static final long TAGGED_LATE_MICROS = 10_000;

    private final SessionDocument document;
    private final Transport transport;

    public LaunchBoundaries(SessionDocument document, Transport transport) {
        this.document = document;
        this.transport = transport;
    }

    /**
     * The boundary of a launch that is requested now: the next one, or one that has passed since
     * the time tag or within the late window.
     */
    public Beats due(Quantize quantize, CommandContext context) {
        Optional<Grid> grid = quantize.grid(transport.meter());
        if (grid.isEmpty() || !transport.playing()) {
            return atOrAfter(quantize, context.beat());
        }
        return sinceTag(grid.get(), context)
                .or(() -> tagged(grid.get(), context))
                .orElseGet(() ->
                        LaunchCalculations.due(
                                grid,
                                transport.timeline(),
                                context.beat(),
                                context.host(),
                                lateMicros()));
    }

    /** The first point at or after a beat; the beat itself where there is no grid. */
    public Beats atOrAfter(Quantize quantize, Beats beat) {
        return quantize.grid(transport.meter()).map(grid -> grid.next(beat)).orElse(beat);
    }

    /** The first point after a beat; none where there is no grid. */
    Optional<Beats> after(Quantize quantize, Beats beat) {
        return quantize.grid(transport.meter()).map(grid -> grid.after(beat));
    }

    /**
     * A packet that was a little late is handled as if it had arrived at its time tag. A time tag
     * before a jump of the position counts as the time of the jump.
     */
    private Optional<Beats> sinceTag(Grid grid, CommandContext context) {
        return context.timetag()
                .filter(tag -> context.arrivedAt().since(tag) <= Transport.PAST_TIMELINES_MICROS)
                .map(tag -> tag.orLater(transport.continuousSince()))
                .map(requestedAt -> {
                    Timeline line = transport.timelineAt(requestedAt);
                    return LaunchCalculations.due(
                            Optional.of(grid),
                            line,
                            line.beatsAt(requestedAt),
                            requestedAt,
                            Math.max(lateMicros(), TAGGED_LATE_MICROS));
                });
    }

    private long lateMicros() {
        return Math.round(document.settings().lateMillis() * 1000);
    }

    private Optional<Beats> tagged(Grid grid, CommandContext context) {
        return context.timetag()
                .flatMap(tag ->
                        LaunchCalculations.tagged(
                                grid,
                                transport.timeline(),
                                context.beat(),
                                tag,
                                TAGGED_LATE_MICROS));
    }
}
