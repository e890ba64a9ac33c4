package io.downbeat.engine;

import io.downbeat.session.Launching;
import io.downbeat.session.Quantize;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.Timeline;

import java.util.Optional;

/** Which boundary something falls due on, as the count goes now. Owned by {@link Decks}. */
final class Boundaries {

    /**
     * How far after its boundary a launch in a time-tagged bundle still counts as on it: address
     * space, rule 7.
     */
    private static final long TAGGED_LATE_MICROS = 10_000;

    private final PromptBook book;
    private final Transport transport;

    Boundaries(PromptBook book, Transport transport) {
        this.book = book;
        this.transport = transport;
    }

    /**
     * The boundary of what is asked for at this moment: the next one, or one that has passed: since
     * the time tag, or so shortly before that a late hand or a time tag still counts as on it.
     */
    Beats due(Quantize quantize, Moment moment) {
        Optional<Grid> grid = quantize.grid(transport.meter());
        if (grid.isEmpty() || !transport.playing()) {
            return atOrAfter(quantize, moment.beat());
        }
        return sinceTag(grid.get(), moment)
                .or(() -> tagged(grid.get(), moment))
                .orElseGet(() ->
                        Launching.due(
                                grid,
                                transport.timeline(),
                                moment.beat(),
                                moment.host(),
                                lateMicros()));
    }

    /** The first point at or after a beat; the beat itself where there is no grid. */
    Beats atOrAfter(Quantize quantize, Beats beat) {
        return quantize.grid(transport.meter()).map(grid -> grid.next(beat)).orElse(beat);
    }

    /** The first point after a beat; none where there is no grid. */
    Optional<Beats> after(Quantize quantize, Beats beat) {
        return quantize.grid(transport.meter()).map(grid -> grid.after(beat));
    }

    /**
     * A packet that was a little late is taken as if it had come at its tag. A tag before a jump of
     * the count means the jump.
     */
    private Optional<Beats> sinceTag(Grid grid, Moment moment) {
        return moment.tag()
                .filter(tag -> moment.came().since(tag) <= Transport.REMEMBERED_MICROS)
                .map(tag -> tag.orLater(transport.countsSince()))
                .map(asked -> {
                    Timeline line = transport.lineAt(asked);
                    return Launching.due(
                            Optional.of(grid),
                            line,
                            line.beatsAt(asked),
                            asked,
                            Math.max(lateMicros(), TAGGED_LATE_MICROS));
                });
    }

    private long lateMicros() {
        return Math.round(book.settings().lateMillis() * 1000);
    }

    private Optional<Beats> tagged(Grid grid, Moment moment) {
        return moment.tag()
                .flatMap(tag ->
                        Launching.tagged(
                                grid,
                                transport.timeline(),
                                moment.beat(),
                                tag,
                                TAGGED_LATE_MICROS));
    }
}
