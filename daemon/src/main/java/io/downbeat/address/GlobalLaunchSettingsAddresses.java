package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.text;
import static io.downbeat.address.ValueToOscArguments.whole;

import io.downbeat.session.command.Command;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.view.TrackState;
import io.downbeat.time.Beats;

import java.util.Optional;

/** Settings for every launch, and the launch queue. */
final class GlobalLaunchSettingsAddresses {

    private GlobalLaunchSettingsAddresses() {}

    static void add(AddressTableBuilder rows) {
        rows.at("/quantize")
                .reads((view, at) -> text(settings(view).quantize().word()))
                .sets(call -> new Command.SetQuantize(Quantize.of(call.text(0)).orElseThrow()));
        rows.at("/quantize/late")
                .reads((view, at) -> number(settings(view).lateMillis()))
                .sets(call -> new Command.SetLate(call.number(0)));
        FadeSettingAddresses.add(
                rows,
                "",
                (view, at) -> Optional.of(view.view().settings().transition()),
                (view, at) -> view.view().settings().transition(),
                (call, change) -> new Command.SetFade(change));
        rows.at("/fade/cut").fires(call -> new Command.CutFades());
        rows.at("/launch/stopped")
                .reads((view, at) -> text(settings(view).whenStopped().word()))
                .sets(call ->
                        new Command.SetWhenStopped(
                                call.constant(
                                        0,
                                        GlobalLaunchSettings.WhenStopped.values(),
                                        GlobalLaunchSettings.WhenStopped::word)));
        rows.at("/launch/empty")
                .reads((view, at) -> text(settings(view).whenEmpty().word()))
                .sets(call ->
                        new Command.SetWhenEmpty(
                                call.constant(
                                        0,
                                        GlobalLaunchSettings.WhenEmpty.values(),
                                        GlobalLaunchSettings.WhenEmpty::word)));
        rows.at("/follow")
                .reads((view, at) -> flag(settings(view).follow()))
                .sets(call -> new Command.SetFollow(call.onOff()));
        rows.at("/launch/pending").reads((view, at) -> whole(view.view().pending()));
        rows.at("/launch/countdown")
                .reads((view, at) -> number(view.beatsUntil(nextBoundary(view))));
        rows.at("/launch/cancel").fires(call -> new Command.CancelAll());
        rows.at("/panic").fires(call -> new Command.Panic());
    }

    private static GlobalLaunchSettings settings(SessionViewAtTime view) {
        return view.view().settings();
    }

    private static Optional<Beats> nextBoundary(SessionViewAtTime view) {
        return view.view().tracks().stream()
                .flatMap(track -> track.queuedClip().stream())
                .map(TrackState.QueuedClip::due)
                .min(Beats::compareTo);
    }
}
