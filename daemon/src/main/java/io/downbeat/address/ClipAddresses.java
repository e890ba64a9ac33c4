package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.text;
import static io.downbeat.address.ValueToOscArguments.texts;
import static io.downbeat.address.ValueToOscArguments.whole;

import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.Command;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.LaunchCalculations;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.view.ClipState;
import io.downbeat.session.view.TrackState;

import java.util.List;

/** Clips: their settings, stored values, states and triggers. */
final class ClipAddresses {

    private static final String CLIP = "/track/{n}/clip/{m}";

    private ClipAddresses() {}

    static void add(AddressTableBuilder rows) {
        addTriggers(rows);
        rows.at(CLIP + "/name")
                .reads((view, at) -> text(view.clip(at).name()))
                .sets(call -> new Command.RenameClip(call.ref(0), call.ref(1), call.text(0)));
        ColorAddresses.add(
                rows,
                CLIP,
                (view, at) -> view.clip(at).color(),
                (call, color) -> new Command.ColorClip(call.ref(0), call.ref(1), color));
        addStates(rows);
        rows.at(CLIP + "/param/{node}/{param}")
                .reads((view, at) -> ValueToOscArguments.value(storedValue(view, at)))
                .sets(call ->
                        new Command.SetClipValue(
                                call.ref(0), call.ref(1), call.ref(2), call.ref(3), call.value(0)));
        rows.at(CLIP + "/quantize")
                .reads((view, at) ->
                        text(view.clip(at).quantize().map(Quantize::word).orElse("global")))
                .sets(call ->
                        // The word "global" is no quantization and gives the empty one.
                        new Command.SetClipQuantize(
                                call.ref(0), call.ref(1), Quantize.of(call.text(0))));
        rows.at(CLIP + "/mode")
                .reads((view, at) -> text(view.clip(at).mode().word()))
                .sets(call ->
                        new Command.SetClipMode(
                                call.ref(0),
                                call.ref(1),
                                call.constant(0, LaunchMode.values(), LaunchMode::word)));
        FadeSettingAddresses.add(
                rows,
                CLIP,
                (view, at) -> view.clip(at).transition(),
                ClipAddresses::transition,
                (call, change) -> new Command.SetClipFade(call.ref(0), call.ref(1), change));
        FollowActionAddresses.add(
                rows,
                CLIP,
                (view, at) -> view.clip(at).follow(),
                (call, change) -> new Command.SetClipFollow(call.ref(0), call.ref(1), change));
    }

    private static void addTriggers(AddressTableBuilder rows) {
        rows.at(CLIP + "/launch")
                .fires(call ->
                        new Command.LaunchClip(
                                call.ref(0),
                                call.ref(1),
                                call.quantize(),
                                call.held(),
                                call.optionalNumber(1)))
                .releases(
                        call -> new Command.ReleaseClip(call.ref(0), call.ref(1), call.quantize()));
        rows.at(CLIP + "/cancel").fires(call -> new Command.CancelClip(call.ref(0), call.ref(1)));
        rows.at(CLIP + "/update").fires(call -> new Command.UpdateClip(call.ref(0), call.ref(1)));
        rows.at(CLIP + "/delete").fires(call -> new Command.DeleteClip(call.ref(0), call.ref(1)));
        rows.at(CLIP + "/duplicate")
                .fires(call -> new Command.DuplicateClip(call.ref(0), call.ref(1)));
        rows.at(CLIP + "/move")
                .fires(call -> new Command.MoveClip(call.ref(0), call.ref(1), call.whole(0)));
    }

    private static void addStates(AddressTableBuilder rows) {
        rows.at(CLIP + "/state").reads((view, at) -> whole(view.clipState(at).number()));
        rows.at(CLIP + "/hasContent").reads((view, at) -> flag(true));
        rows.at(CLIP + "/isPlaying").reads((view, at) -> flag(view.clipState(at).isPlaying()));
        rows.at(CLIP + "/isPlayingQueued").reads((view, at) -> flag(isQueued(view.clipState(at))));
        rows.at(CLIP + "/isStopQueued")
                .reads((view, at) -> flag(view.clipState(at) instanceof ClipState.StopQueued));
        rows.at(CLIP + "/progress").reads((view, at) -> number(progress(view, at)));
        rows.at(CLIP + "/skipped").reads((view, at) -> texts(skipped(view, at)));
    }

    private static Transition transition(SessionViewAtTime view, ConcreteAddress at) {
        return LaunchCalculations.transition(view.clip(at), view.track(at), view.view().settings());
    }

    /**
     * The progress of the running transition, 0 to 1; else of the time before the follow action;
     * else 0.
     */
    private static double progress(SessionViewAtTime view, ConcreteAddress at) {
        TrackState track = view.trackState(at);
        return track.active() == at.second()
                ? track.fadeTiming()
                        .map(fadeTiming -> fadeTiming.progressAt(view.position()))
                        .or(() -> track.followTime().map(time -> time.progressAt(view.position())))
                        .orElse(0.0)
                : 0;
    }

    private static boolean isQueued(ClipState state) {
        return state instanceof ClipState.Queued || state instanceof ClipState.PlayingQueued;
    }

    private static List<String> skipped(SessionViewAtTime view, ConcreteAddress at) {
        var id = ClipId.of(view.track(at), view.clip(at));
        return view.view().skipped().getOrDefault(id, List.of());
    }

    private static ParamValue storedValue(SessionViewAtTime view, ConcreteAddress at) {
        Clip clip = view.clip(at);
        int parameter = at.third();
        return parameter < 0
                ? clip.gone().get(-1 - parameter).value()
                : clip.values().valueOf(parameter).orElseThrow();
    }
}
