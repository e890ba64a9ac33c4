package io.downbeat.address;

import static io.downbeat.address.AnswerArguments.flag;
import static io.downbeat.address.AnswerArguments.number;
import static io.downbeat.address.AnswerArguments.text;
import static io.downbeat.address.AnswerArguments.whole;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.TrackState;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.Meter;

import java.util.List;
import java.util.Optional;

/** Transport, tempo, clock, and what holds for every launch. */
final class TransportValues {

    private static final int TICKS_PER_QUARTER = 24;

    private TransportValues() {}

    static void bind(AddressRowBuilder to) {
        count(to);
        clock(to);
        launching(to);
    }

    private static void count(AddressRowBuilder to) {
        to.answer("/playing", (m, p) -> flag(transport(m).playing()))
                .answer("/tempo", (m, p) -> number(transport(m).tempo().bpm()))
                .answer("/tempo/nudge", (m, p) -> number(transport(m).nudge()))
                .answer("/signature", (m, p) -> signature(transport(m).meter()))
                .answer("/beat", (m, p) -> beat(m))
                .answer("/beat/bar", (m, p) -> whole(barBeat(m).bar()))
                .answer("/beat/number", (m, p) -> whole(barBeat(m).beat()))
                .answer("/beat/phase", (m, p) -> number(phase(m, Grid.BEAT)))
                .answer("/bar/phase", (m, p) -> number(phase(m, transport(m).meter().bars(1))));
    }

    private static void clock(AddressRowBuilder to) {
        to.answer("/clock/source", (m, p) -> text(m.view().clock().source().word()))
                .answer("/clock/status", (m, p) -> text(m.view().clock().status().word()))
                .answer("/clock/peers", (m, p) -> whole(m.view().clock().peers()))
                .answer("/clock/jitter", (m, p) -> number(m.view().clock().jitterMillis()))
                .answer("/clock/offset", (m, p) -> number(m.view().clock().offsetMillis()))
                .answer("/clock/freewheel", (m, p) -> number(m.view().clock().freewheelBars()))
                .answer(
                        "/clock/out/tick",
                        (m, p) -> whole(new Grid(1, TICKS_PER_QUARTER).index(m.position())))
                .answer("/clock/out/beat", (m, p) -> whole(Grid.BEAT.index(m.position())))
                .answer("/clock/link/enabled", (m, p) -> flag(link(m).enabled()))
                .answer("/clock/link/startstop", (m, p) -> flag(link(m).startStop()))
                .answer("/clock/link/lead", (m, p) -> flag(link(m).lead()));
    }

    private static void launching(AddressRowBuilder to) {
        to.answer("/quantize", (m, p) -> text(settings(m).quantize().word()))
                .answer("/quantize/late", (m, p) -> number(settings(m).lateMillis()))
                .answer("/fade", (m, p) -> number(m.session().transition().length()))
                .answer("/fade/unit", (m, p) -> text(m.session().transition().unit().word()))
                .answer("/fade/curve", (m, p) -> text(m.session().transition().curve().word()))
                .answer("/launch/stopped", (m, p) -> text(settings(m).whenStopped().word()))
                .answer("/launch/empty", (m, p) -> text(settings(m).whenEmpty().word()))
                .answer("/launch/pending", (m, p) -> whole(m.view().pending()))
                .answer("/launch/countdown", (m, p) -> number(m.until(nextBoundary(m))));
    }

    private static TransportState transport(TimedView timedView) {
        return timedView.view().transport();
    }

    private static ClockState.Link link(TimedView timedView) {
        return timedView.view().clock().link();
    }

    private static GlobalLaunchSettings settings(TimedView timedView) {
        return timedView.view().settings();
    }

    private static BarBeat barBeat(TimedView timedView) {
        return transport(timedView).meter().at(timedView.position());
    }

    private static List<OscArgument> beat(TimedView timedView) {
        BarBeat count = barBeat(timedView);
        return List.of(
                OscArgument.clampedInt(count.bar()),
                OscArgument.i(count.beat()),
                OscArgument.clampedFloat(timedView.position().quarters()));
    }

    private static List<OscArgument> signature(Meter meter) {
        return List.of(OscArgument.i(meter.beats()), OscArgument.i(meter.unit()));
    }

    private static double phase(TimedView timedView, Grid grid) {
        Beats at = timedView.position();
        Beats from = grid.previous(at);
        return at.minus(from).quarters() / grid.after(at).minus(from).quarters();
    }

    private static Optional<Beats> nextBoundary(TimedView timedView) {
        return timedView.view().tracks().stream()
                .flatMap(track -> track.queuedClip().stream())
                .map(TrackState.QueuedClip::due)
                .min(Beats::compareTo);
    }
}
