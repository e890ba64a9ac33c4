package io.downbeat.engine.sync;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Refusal;
import io.downbeat.time.Tempo;

import java.util.Optional;

/** The Clock node of the graph. Its tempo is a parameter like any other. */
public final class TempoOfGraphClockNode {

    private final SessionDocument document;
    private final LiveValuesAndTouches parameters;

    TempoOfGraphClockNode(SessionDocument document, LiveValuesAndTouches parameters) {
        this.document = document;
        this.parameters = parameters;
    }

    /** Throws {@link Refusal} if the graph file names no Clock node. */
    public void require() {
        if (document.clockTempo().isEmpty()) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "the graph file names no Clock node: its key quantize_clock would");
        }
    }

    boolean isTempo(ParamPath path) {
        return document.clockTempo().filter(tempo -> tempo.path().equals(path)).isPresent();
    }

    /** The node's tempo, limited to what the transport can play; empty while it is not set. */
    Optional<Tempo> tempo() {
        return document.clockTempo()
                .filter(tempo -> parameters.values().isSet(tempo.number()))
                .map(tempo -> Tempo.clamped(parameters.values().number(tempo.number())));
    }

    /** Sets the node's parameter by hand. Throws {@link Refusal} if the node is not there. */
    public void setByHand(Tempo tempo, CommandContext context) {
        require();
        document.clockTempo()
                .ifPresent(parameter ->
                        parameters.setByHand(parameter, clipped(parameter, tempo), context));
    }

    /** Sets the node's parameter as part of a scene launch; nothing if the node is not there. */
    void set(Tempo tempo, CommandContext context) {
        document.clockTempo()
                .ifPresent(
                        parameter -> parameters.set(parameter, clipped(parameter, tempo), context));
    }

    private static ParamValue clipped(Parameter parameter, Tempo tempo) {
        return ParamValue.of(parameter.range().clip(tempo.bpm()));
    }
}
