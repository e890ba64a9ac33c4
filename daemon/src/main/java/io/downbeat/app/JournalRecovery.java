package io.downbeat.app;

import io.downbeat.clock.WallClock;
import io.downbeat.engine.Conductor;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.persistence.journal.MomentOnHostAndWallClock;
import io.downbeat.persistence.journal.RecoveredSession;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/** Continues the session that a journal holds, in a new process. */
final class JournalRecovery {

    /**
     * After a longer pause the count goes on from where it stood. Within it, a restart falls into
     * the beat that everybody else has kept.
     */
    private static final long LONGEST_PAUSE_MICROS = 600_000_000;

    /** The two clocks agree about a pause to this, unless the computer was started anew. */
    private static final long CLOCKS_AGREE_MICROS = 1_000_000;

    private final RecoveredSession recovered;

    JournalRecovery(RecoveredSession recovered) {
        this.recovered = recovered;
    }

    /** A conductor that has gone on until now. What fell due meanwhile has happened, unheard. */
    Conductor conductor(Conductor.Setup setup, HostMicros now, WallClock wall) {
        MomentOnHostAndWallClock last = recovered.lastWritten();
        EngineSnapshot then = recovered.snapshot().goneOnUntil(last.host());
        long pause = now.since(last.host());
        long pauseByWall = wall.epochMicros(now) - last.epochMicros();
        boolean sameClock = Math.abs(pause - pauseByWall) < CLOCKS_AGREE_MICROS;
        boolean goesOn = sameClock && pause >= 0 && pause <= LONGEST_PAUSE_MICROS;
        HostMicros until = then.moment().at();
        EngineSnapshot from = then.resumedLater(goesOn ? 0 : now.since(until));
        Conductor conductor = Conductor.resumed(setup, from);
        conductor.advance(now.orLater(from.moment().at()), List.of());
        return conductor;
    }

    /**
     * What came back, for the ready line: {@code recovered 1 edit(s), 37 values}.
     *
     * @param loaded the session as the graph file has it
     */
    String words(GraphFileContents loaded) {
        return "recovered %d edit(s), %d values"
                .formatted(recovered.unsavedEdits(), valuesUnlike(loaded));
    }

    /** How many live values differ from those in the file. */
    private int valuesUnlike(GraphFileContents loaded) {
        EngineSnapshot snapshot = recovered.snapshot();
        ParameterValueList values = snapshot.values();
        int unlike = 0;
        for (int index = 0; index < values.size(); index++) {
            Parameter parameter = snapshot.document().graph().parameter(values.parameter(index));
            Optional<ParamValue> inFile =
                    loaded.graph().parameter(parameter.path()).flatMap(Parameter::initial);
            unlike += inFile.equals(Optional.of(values.value(index))) ? 0 : 1;
        }
        return unlike;
    }
}
