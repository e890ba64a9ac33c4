package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.address.Stage;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.Pieces;
import io.downbeat.session.Ref;
import io.downbeat.session.Refusal;
import io.downbeat.session.Request;
import io.downbeat.session.Switch;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class AllObjectsTest {

    private static final HostMicros NOW = new HostMicros(0);

    /** Without any output. */
    private final Conductor conductor =
            new Conductor(
                    new Conductor.Cast(Pieces.band(), List.of(), Stage.SPELLING, sides -> 0),
                    NOW,
                    true);

    @Test
    void whatMeansAllWithoutAPatternIsNoMistakeWhereThereIsNothing() {
        assertEquals(List.of(), refusals(Ref.ALL));
        assertEquals(List.of(Refusal.Code.PATTERN), refusals(Ref.EVERY));
    }

    private List<Refusal.Code> refusals(Ref outputs) {
        var request = new Request("/out", new Command.EnableOutput(outputs, Switch.OFF));
        var by = new Origin("udp:127.0.0.1:9000");
        var arrival = new Arrival(NOW, by, Optional.empty(), List.of(request));
        return conductor.turn(NOW, List.of(arrival)).events().stream()
                .filter(Event.Refused.class::isInstance)
                .map(event -> ((Event.Refused) event).code())
                .toList();
    }
}
