package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.text;
import static io.downbeat.address.ValueToOscArguments.whole;

import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.ClockState;
import io.downbeat.time.Grid;
import io.downbeat.time.Tempo;

import java.util.OptionalInt;

/** The clock that the transport follows, Link, and the pulses of an OSC clock. */
final class ClockAddresses {

    private static final int TICKS_PER_QUARTER = 24;

    private ClockAddresses() {}

    static void add(AddressTableBuilder rows) {
        rows.at("/clock/source")
                .reads((view, at) -> text(clock(view).source().word()))
                .sets(call ->
                        new Command.SetClockSource(
                                call.constant(0, ClockSource.values(), ClockSource::word)));
        rows.at("/clock/status").reads((view, at) -> text(clock(view).status().word()));
        rows.at("/clock/peers").reads((view, at) -> whole(clock(view).peers()));
        rows.at("/clock/jitter").reads((view, at) -> number(clock(view).jitterMillis()));
        rows.at("/clock/offset")
                .reads((view, at) -> number(clock(view).offsetMillis()))
                .sets(call -> new Command.SetClockOffset(call.number(0)));
        rows.at("/clock/shift").fires(call -> new Command.ShiftBeats(call.whole(0)));
        rows.at("/clock/freewheel")
                .reads((view, at) -> number(clock(view).freewheelBars()))
                .sets(call -> new Command.SetFreewheel(call.number(0)));
        rows.at("/clock/out/tick")
                .reads((view, at) -> whole(new Grid(1, TICKS_PER_QUARTER).index(view.position())));
        rows.at("/clock/out/beat").reads((view, at) -> whole(Grid.BEAT.index(view.position())));
        addPulses(rows);
        addLink(rows);
    }

    private static void addPulses(AddressTableBuilder rows) {
        rows.at("/clock/tick").sets(call -> pulse(new ClockPulse.Tick(count(call))));
        rows.at("/clock/beat").sets(call -> pulse(new ClockPulse.Beat(count(call))));
        rows.at("/clock/bar").sets(call -> pulse(new ClockPulse.Bar(count(call))));
        rows.at("/clock/bpm")
                .sets(call -> pulse(new ClockPulse.StatedTempo(statedTempo(call.number(0)))));
        rows.at("/clock/running")
                .sets(call -> pulse(new ClockPulse.Running(call.onOff() == OnOffToggle.ON)));
        rows.at("/clock/phase").sets(call -> pulse(new ClockPulse.Phase(call.number(0))));
    }

    private static void addLink(AddressTableBuilder rows) {
        rows.at("/clock/link/enabled")
                .reads((view, at) -> flag(clock(view).link().enabled()))
                .sets(call -> new Command.JoinLink(call.onOff()));
        rows.at("/clock/link/startstop")
                .reads((view, at) -> flag(clock(view).link().startStop()))
                .sets(call -> new Command.ShareStartStop(call.onOff()));
        rows.at("/clock/link/lead")
                .reads((view, at) -> flag(clock(view).link().lead()))
                .sets(call -> new Command.LeadLink(call.onOff()));
    }

    private static ClockState clock(SessionViewAtTime view) {
        return view.view().clock();
    }

    private static Command pulse(ClockPulse pulse) {
        return new Command.ReceivePulse(ClockSource.OSC, pulse);
    }

    private static OptionalInt count(ResolvedMessage call) {
        return call.has(0) ? OptionalInt.of(call.whole(0)) : OptionalInt.empty();
    }

    private static Tempo statedTempo(double bpm) {
        if (!(bpm > 0)) {
            throw new Refusal(
                    Refusal.Code.RANGE, "a clock's tempo is above 0 quarters a minute, not " + bpm);
        }
        return Tempo.clamped(bpm);
    }
}
