package io.downbeat.address;

import static io.downbeat.address.AnswerArguments.flag;
import static io.downbeat.address.AnswerArguments.number;
import static io.downbeat.address.AnswerArguments.rgba;
import static io.downbeat.address.AnswerArguments.text;
import static io.downbeat.address.AnswerArguments.texts;
import static io.downbeat.address.AnswerArguments.whole;
import static io.downbeat.address.AnswerArguments.wholes;

import io.downbeat.fade.Transition;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.TrackState;

/** Tracks: what they are and what they are doing. */
final class TrackValues {

    /** A track or clip without a transition of its own. */
    static final double INHERITED = -1;

    private TrackValues() {}

    static void bind(AddressRowBuilder to) {
        to.answer("/track/count", (m, p) -> whole(m.session().tracks().size()))
                .answer("/track/{n}/name", (m, p) -> text(m.track(p).name()))
                .answer("/track/{n}/color", (m, p) -> text(m.track(p).color()))
                .answer("/track/{n}/color/rgba", (m, p) -> rgba(m.track(p).color()))
                .answer("/track/{n}/nodes", (m, p) -> texts(m.track(p).nodes()))
                .answer("/track/{n}/safe", (m, p) -> flag(m.track(p).safe()))
                .answer("/track/{n}/clip/count", (m, p) -> whole(m.track(p).clips().size()));
        states(to);
        fades(to);
    }

    private static void states(AddressRowBuilder to) {
        to.answer("/track/{n}/active", (m, p) -> whole(m.trackState(p).active()))
                .answer(
                        "/track/{n}/active/name",
                        (m, p) -> text(clipName(m.track(p), m.trackState(p).active())))
                .answer("/track/{n}/queued", (m, p) -> whole(m.trackState(p).queued()))
                .answer(
                        "/track/{n}/queued/name",
                        (m, p) -> text(clipName(m.track(p), m.trackState(p).queued())))
                .answer(
                        "/track/{n}/countdown",
                        (m, p) ->
                                number(
                                        m.until(
                                                m.trackState(p)
                                                        .queuedClip()
                                                        .map(TrackState.QueuedClip::due))))
                .answer("/track/{n}/dirty", (m, p) -> flag(m.trackState(p).dirty()))
                .answer("/track/{n}/clip/states", (m, p) -> wholes(clipStates(m, p)));
    }

    private static void fades(AddressRowBuilder to) {
        to.answer(
                        "/track/{n}/fade",
                        (m, p) ->
                                number(
                                        m.track(p)
                                                .transition()
                                                .map(Transition::length)
                                                .orElse(INHERITED)))
                .answer("/track/{n}/fade/unit", (m, p) -> text(transition(m, p).unit().word()))
                .answer("/track/{n}/fade/curve", (m, p) -> text(transition(m, p).curve().word()));
    }

    /** The transition that holds for a track: its own, else the global one. */
    static Transition transition(TimedView timedView, ConcreteAddress place) {
        return timedView.track(place).transition().orElse(timedView.session().transition());
    }

    private static String clipName(Track track, int position) {
        return track.clip(position).map(Clip::name).orElse("");
    }

    private static int[] clipStates(TimedView timedView, ConcreteAddress place) {
        TrackState state = timedView.trackState(place);
        int[] numbers = new int[timedView.track(place).clips().size()];
        for (int clip = 1; clip <= numbers.length; clip++) {
            numbers[clip - 1] = state.clip(clip).number();
        }
        return numbers;
    }
}
