package io.downbeat.control;

import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.ClockSource;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import java.util.Locale;
import java.util.OptionalInt;

/** The contract's table "Transport, tempo, clock". */
final class TransportRoutes {
    private TransportRoutes() {}

    static void bind(Routes routes) {
        routes.bind("/play", call -> new Command.Play());
        routes.bind("/stop", call -> new Command.Stop());
        routes.bind("/restart", call -> new Command.Restart());
        routes.bind("/playing", call -> new Command.SetPlaying(call.toggle()));
        routes.bind("/tempo", TransportRoutes::tempo);
        routes.bind("/tempo/tap", call -> new Command.Tap());
        routes.bind("/tempo/+", call -> new Command.StepTempo(step(call)));
        routes.bind("/tempo/-", call -> new Command.StepTempo(-step(call)));
        routes.bind("/tempo/resync", call -> new Command.Resync());
        routes.bind(
                "/signature",
                call -> new Command.SetMeter(new Meter(call.whole(0), call.whole(1))));
        routes.bind("/tempo/nudge", call -> new Command.Nudge(call.number(0)));
        bindClock(routes);
        bindPulses(routes);
    }

    private static void bindClock(Routes routes) {
        routes.bind("/clock/source", call -> new Command.SetClockSource(source(call.text(0))));
        routes.bind("/clock/offset", call -> new Command.SetClockOffset(call.number(0)));
        routes.bind("/clock/shift", call -> new Command.ShiftBeats(call.whole(0)));
        routes.bind("/clock/freewheel", call -> new Command.SetFreewheel(call.number(0)));
        routes.bind("/clock/link/enabled", call -> new Command.JoinLink(call.toggle()));
        routes.bind("/clock/link/startstop", call -> new Command.ShareStartStop(call.toggle()));
        routes.bind("/clock/link/lead", call -> new Command.LeadLink(call.toggle()));
    }

    private static void bindPulses(Routes routes) {
        routes.bind("/clock/tick", call -> pulse(new ClockPulse.Tick(number(call))));
        routes.bind("/clock/beat", call -> pulse(new ClockPulse.Beat(number(call))));
        routes.bind("/clock/bar", call -> pulse(new ClockPulse.Bar(number(call))));
        routes.bind(
                "/clock/bpm", call -> pulse(new ClockPulse.StatedTempo(stated(call.number(0)))));
        routes.bind("/clock/phase", call -> pulse(new ClockPulse.Phase(call.number(0))));
        routes.bind(
                "/clock/running",
                call -> pulse(new ClockPulse.Running(call.toggle() == OnOffToggle.ON)));
    }

    private static Command pulse(ClockPulse clockPulse) {
        return new Command.ReceivePulse(ClockSource.OSC, clockPulse);
    }

    private static OptionalInt number(MethodCall call) {
        return call.has(0) ? OptionalInt.of(call.whole(0)) : OptionalInt.empty();
    }

    private static ClockSource source(String word) {
        return ClockSource.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Refuses what no clock plays. */
    private static Tempo stated(double bpm) {
        if (!(bpm > 0)) {
            throw new Refusal(
                    Refusal.Code.RANGE, "a clock's tempo is above 0 quarters a minute, not " + bpm);
        }
        return Tempo.clamped(bpm);
    }

    private static Command tempo(MethodCall call) {
        return new Command.SetTempo(new Tempo(call.number(0)), call.has(1) ? call.number(1) : 0);
    }

    private static double step(MethodCall call) {
        return call.has(0) ? call.number(0) : 1;
    }
}
