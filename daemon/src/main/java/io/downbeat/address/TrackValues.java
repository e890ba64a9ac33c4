package io.downbeat.address;

import static io.downbeat.address.Said.flag;
import static io.downbeat.address.Said.number;
import static io.downbeat.address.Said.rgba;
import static io.downbeat.address.Said.text;
import static io.downbeat.address.Said.texts;
import static io.downbeat.address.Said.whole;
import static io.downbeat.address.Said.wholes;

import io.downbeat.fade.Transition;
import io.downbeat.session.Clip;
import io.downbeat.session.Track;
import io.downbeat.session.TrackState;

/** Tracks: what they are and what they are doing. */
final class TrackValues {

    /** A track or clip without a transition of its own. */
    static final double INHERITED = -1;

    private TrackValues() {}

    static void bind(Bindings to) {
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

    private static void states(Bindings to) {
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
                                                        .waiting()
                                                        .map(TrackState.Waiting::due))))
                .answer("/track/{n}/dirty", (m, p) -> flag(m.trackState(p).dirty()))
                .answer("/track/{n}/clip/states", (m, p) -> wholes(clipStates(m, p)));
    }

    private static void fades(Bindings to) {
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
    static Transition transition(Moment moment, Place place) {
        return moment.track(place).transition().orElse(moment.session().transition());
    }

    private static String clipName(Track track, int position) {
        return track.clip(position).map(Clip::name).orElse("");
    }

    private static int[] clipStates(Moment moment, Place place) {
        TrackState state = moment.trackState(place);
        int[] numbers = new int[moment.track(place).clips().size()];
        for (int clip = 1; clip <= numbers.length; clip++) {
            numbers[clip - 1] = state.clip(clip).number();
        }
        return numbers;
    }
}
