package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.text;
import static io.downbeat.address.ValueToOscArguments.texts;
import static io.downbeat.address.ValueToOscArguments.whole;
import static io.downbeat.address.ValueToOscArguments.wholes;

import io.downbeat.fade.Transition;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Command.RelativeStep;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.LaunchCalculations;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.TrackState;

/** Tracks: their settings, states and triggers. */
final class TrackAddresses {

    private TrackAddresses() {}

    static void add(AddressTableBuilder rows) {
        rows.at("/track/count").reads((view, at) -> whole(view.session().tracks().size()));
        rows.at("/track/add").fires(call -> new Command.AddTrack(call.optionalText(0)));
        rows.at("/track/{n}/name")
                .reads((view, at) -> text(view.track(at).name()))
                .sets(call -> new Command.RenameTrack(call.ref(0), call.text(0)));
        ColorAddresses.add(
                rows,
                "/track/{n}",
                (view, at) -> view.track(at).color(),
                (call, color) -> new Command.ColorTrack(call.ref(0), color));
        rows.at("/track/{n}/delete").fires(call -> new Command.DeleteTrack(call.ref(0)));
        rows.at("/track/{n}/move").fires(call -> new Command.MoveTrack(call.ref(0), call.whole(0)));
        rows.at("/track/{n}/assign")
                .fires(call -> new Command.AssignNodes(call.ref(0), call.texts()));
        rows.at("/track/{n}/unassign")
                .fires(call -> new Command.UnassignNodes(call.ref(0), call.texts()));
        rows.at("/track/{n}/nodes").reads((view, at) -> texts(view.track(at).nodes()));
        addStates(rows);
        addLaunches(rows);
        rows.at("/track/{n}/safe")
                .reads((view, at) -> flag(view.track(at).safe()))
                .sets(call -> new Command.SetSafe(call.ref(0), call.onOff()));
        FadeSettingAddresses.add(
                rows,
                "/track/{n}",
                (view, at) -> view.track(at).transition(),
                TrackAddresses::transition,
                (call, change) -> new Command.SetTrackFade(call.ref(0), change));
        rows.at("/track/{n}/clip/count").reads((view, at) -> whole(view.track(at).clips().size()));
        rows.at("/track/{n}/clip/states").reads((view, at) -> wholes(clipStates(view, at)));
        rows.at("/track/{n}/clip/add")
                .fires(call -> new Command.CaptureClip(call.ref(0), call.optionalText(0)));
        rows.at("/track/{n}/arrangement/return")
                .fires(call -> new Command.ReturnTrackToArrangement(call.ref(0)));
    }

    private static void addStates(AddressTableBuilder rows) {
        rows.at("/track/{n}/active").reads((view, at) -> whole(view.trackState(at).active()));
        rows.at("/track/{n}/active/name")
                .reads((view, at) -> text(clipName(view.track(at), view.trackState(at).active())));
        rows.at("/track/{n}/queued").reads((view, at) -> whole(view.trackState(at).queued()));
        rows.at("/track/{n}/queued/name")
                .reads((view, at) -> text(clipName(view.track(at), view.trackState(at).queued())));
        rows.at("/track/{n}/countdown")
                .reads((view, at) ->
                        number(
                                view.beatsUntil(
                                        view.trackState(at)
                                                .queuedClip()
                                                .map(TrackState.QueuedClip::due))));
        rows.at("/track/{n}/dirty").reads((view, at) -> flag(view.trackState(at).dirty()));
    }

    private static void addLaunches(AddressTableBuilder rows) {
        rows.at("/track/{n}/stop")
                .fires(call -> new Command.StopTrack(call.ref(0), call.quantize()));
        rows.at("/clip/stopall")
                .fires(call -> new Command.StopTrack(ObjectReference.ALL, call.quantize()));
        rows.at("/track/{n}/revert").fires(call -> new Command.RevertTrack(call.ref(0)));
        rows.at("/track/{n}/next").fires(call -> launch(call, RelativeStep.NEXT));
        rows.at("/track/{n}/previous").fires(call -> launch(call, RelativeStep.PREVIOUS));
        rows.at("/track/{n}/first").fires(call -> launch(call, RelativeStep.FIRST));
        rows.at("/track/{n}/last").fires(call -> launch(call, RelativeStep.LAST));
        rows.at("/track/{n}/any").fires(call -> launch(call, RelativeStep.ANY));
        rows.at("/track/{n}/other").fires(call -> launch(call, RelativeStep.OTHER));
    }

    private static Command launch(ResolvedMessage call, RelativeStep step) {
        return new Command.LaunchRelative(call.ref(0), step, call.quantize());
    }

    private static Transition transition(SessionViewAtTime view, ConcreteAddress at) {
        return LaunchCalculations.transition(view.track(at), view.view().settings());
    }

    private static String clipName(Track track, int position) {
        return track.clip(position).map(Clip::name).orElse("");
    }

    private static int[] clipStates(SessionViewAtTime view, ConcreteAddress at) {
        TrackState state = view.trackState(at);
        int[] numbers = new int[view.track(at).clips().size()];
        for (int clip = 1; clip <= numbers.length; clip++) {
            numbers[clip - 1] = state.clip(clip).number();
        }
        return numbers;
    }
}
