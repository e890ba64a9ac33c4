package io.downbeat.control;

import io.downbeat.session.Command;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

/** The contract's table "Transport, tempo, clock". */
final class TransportRoutes {
    private static final String OWN_CLOCK = "internal";

    private TransportRoutes() {}

    static void bind(Routes routes) {
        routes.bind("/play", call -> new Command.Play());
        routes.bind("/stop", call -> new Command.Stop());
        routes.bind("/restart", call -> new Command.Restart());
        routes.bind("/playing", call -> new Command.SetPlaying(call.turned()));
        routes.bind("/tempo", TransportRoutes::tempo);
        routes.bind("/tempo/tap", call -> new Command.Tap());
        routes.bind("/tempo/+", call -> new Command.StepTempo(step(call)));
        routes.bind("/tempo/-", call -> new Command.StepTempo(-step(call)));
        routes.bind("/tempo/resync", call -> new Command.Resync());
        routes.bind(
                "/signature",
                call -> new Command.SetMeter(new Meter(call.whole(0), call.whole(1))));
        routes.bind("/clock/source", TransportRoutes::clockSource);
        routes.notYet(
                "/tempo/nudge",
                "/clock/offset",
                "/clock/shift",
                "/clock/freewheel",
                "/clock/tick",
                "/clock/beat",
                "/clock/bar",
                "/clock/bpm",
                "/clock/running",
                "/clock/phase",
                "/clock/link/enabled",
                "/clock/link/startstop",
                "/clock/link/lead");
    }

    private static Command tempo(Call call) {
        if (call.has(1) && call.number(1) > 0) {
            throw call.notYet("a tempo ramp, the second number of /tempo,");
        }
        return new Command.SetTempo(new Tempo(call.number(0)));
    }

    private static double step(Call call) {
        return call.has(0) ? call.number(0) : 1;
    }

    /**
     * The clock that runs already is confirmed to a subscriber and answered to nobody: another
     * program that hears it as a setting of its own would send it back for ever.
     */
    private static Command clockSource(Call call) {
        if (!call.text(0).equals(OWN_CLOCK)) {
            throw call.notYet("a clock other than " + OWN_CLOCK);
        }
        return new Command.Confirm();
    }
}
