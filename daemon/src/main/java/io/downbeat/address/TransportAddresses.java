package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.whole;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Command;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import java.util.List;

/** Transport, tempo, signature and the present position. */
final class TransportAddresses {

    private static final double TEMPO_STEP = 1;

    private TransportAddresses() {}

    static void add(AddressTableBuilder rows) {
        rows.at("/play").fires(call -> new Command.Play());
        rows.at("/stop").fires(call -> new Command.Stop());
        rows.at("/restart").fires(call -> new Command.Restart());
        rows.at("/playing")
                .reads((view, at) -> flag(transport(view).playing()))
                .sets(call -> new Command.SetPlaying(call.onOff()));
        rows.at("/tempo")
                .reads((view, at) -> number(transport(view).tempo().bpm()))
                .sets(call ->
                        new Command.SetTempo(
                                new Tempo(call.number(0)), call.optionalNumber(1).orElse(0)));
        rows.at("/tempo/tap").fires(call -> new Command.Tap());
        rows.at("/tempo/+").fires(call -> new Command.StepTempo(step(call)));
        rows.at("/tempo/-").fires(call -> new Command.StepTempo(-step(call)));
        rows.at("/tempo/nudge")
                .reads((view, at) -> number(transport(view).nudge()))
                .sets(call -> new Command.Nudge(call.number(0)));
        rows.at("/tempo/resync").fires(call -> new Command.Resync());
        rows.at("/signature")
                .reads((view, at) -> signature(transport(view).meter()))
                .sets(call -> new Command.SetMeter(new Meter(call.whole(0), call.whole(1))));
        addPosition(rows);
    }

    private static void addPosition(AddressTableBuilder rows) {
        rows.at("/beat").reads((view, at) -> position(view));
        rows.at("/beat/bar").reads((view, at) -> whole(barBeat(view).bar()));
        rows.at("/beat/number").reads((view, at) -> whole(barBeat(view).beat()));
        rows.at("/beat/phase").reads((view, at) -> number(phase(view, Grid.BEAT)));
        rows.at("/bar/phase")
                .reads((view, at) -> number(phase(view, transport(view).meter().bars(1))));
    }

    private static TransportState transport(SessionViewAtTime view) {
        return view.view().transport();
    }

    private static double step(ResolvedMessage call) {
        return call.optionalNumber(0).orElse(TEMPO_STEP);
    }

    private static List<OscArgument> signature(Meter meter) {
        return List.of(OscArgument.i(meter.beats()), OscArgument.i(meter.unit()));
    }

    private static BarBeat barBeat(SessionViewAtTime view) {
        return transport(view).meter().at(view.position());
    }

    /** Bar, beat in the bar, quarters since the start. */
    private static List<OscArgument> position(SessionViewAtTime view) {
        BarBeat barBeat = barBeat(view);
        return List.of(
                OscArgument.clampedInt(barBeat.bar()),
                OscArgument.i(barBeat.beat()),
                OscArgument.clampedFloat(view.position().quarters()));
    }

    private static double phase(SessionViewAtTime view, Grid grid) {
        Beats now = view.position();
        Beats from = grid.previous(now);
        return now.minus(from).quarters() / grid.after(now).minus(from).quarters();
    }
}
