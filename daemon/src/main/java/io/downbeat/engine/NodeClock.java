package io.downbeat.engine;

import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.Refusal;
import io.downbeat.time.Tempo;

import java.util.Optional;

/** The Clock node of the graph: its live tempo is a parameter like any other. Not thread safe. */
final class NodeClock {

    private final PromptBook book;
    private final Panel panel;

    NodeClock(PromptBook book, Panel panel) {
        this.book = book;
        this.panel = panel;
    }

    /** Throws {@link Refusal} if the graph file names no Clock node. */
    void require() {
        if (book.clockTempo().isEmpty()) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "the graph file names no Clock node: its key quantize_clock would");
        }
    }

    /** The node's tempo, as far as it can be played; empty while it is unset. */
    Optional<Tempo> tempo() {
        return book.clockTempo()
                .filter(tempo -> panel.values().isSet(tempo.number()))
                .map(tempo -> Tempo.clamped(panel.values().number(tempo.number())));
    }

    /** Moves the node's parameter, as a hand does. */
    void set(Tempo tempo, Moment moment) {
        Parameter parameter = book.clockTempo().orElseThrow();
        panel.hand(parameter, ParamValue.of(parameter.range().clip(tempo.bpm())), moment);
    }
}
