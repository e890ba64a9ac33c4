package io.downbeat.control;

import io.downbeat.rig.Endpoint;
import io.downbeat.rig.InputSpec;
import io.downbeat.rig.Keeping;
import io.downbeat.rig.Listening;
import io.downbeat.rig.MapSpec;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.Rig;

import java.util.List;

/** Rigs for tests: the usual one but for what a test is about. */
final class Rigs {
    private Rigs() {}

    static Router router(Rig rig) {
        return new Router(Sent.SPACE, rig, Sent.TOKEN);
    }

    static Rig keeping(Keeping keeping) {
        return rig(Listening.DEFAULT, keeping, List.of(), List.of());
    }

    static Rig prefixed(String prefix) {
        Listening usual = Listening.DEFAULT;
        return rig(
                new Listening(usual.osc(), usual.http(), usual.oscTcp(), "", prefix),
                Keeping.DEFAULT,
                List.of(),
                List.of());
    }

    static Rig inputs(InputSpec... inputs) {
        return rig(Listening.DEFAULT, Keeping.DEFAULT, List.of(), List.of(inputs));
    }

    static Rig mapped(String host, MapSpec map) {
        var output =
                new OutputSpec(
                        "desk",
                        new Endpoint(host, 8000),
                        List.of(),
                        List.of(),
                        OutputSpec.DEFAULT_TEMPLATE,
                        true,
                        new OutputSpec.Pace(OutputSpec.Timetag.IMMEDIATE, 50, 0, 60, 0),
                        true,
                        true,
                        List.of(map),
                        List.of());
        return rig(Listening.DEFAULT, Keeping.DEFAULT, List.of(output), List.of());
    }

    private static Rig rig(
            Listening listening,
            Keeping keeping,
            List<OutputSpec> outputs,
            List<InputSpec> inputs) {
        Rig usual = Rig.DEFAULT;
        return new Rig(
                usual.graph(),
                listening,
                usual.stateFolder(),
                keeping,
                usual.clock(),
                outputs,
                usual.controllers(),
                inputs,
                usual.access());
    }
}
