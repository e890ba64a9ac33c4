package io.downbeat.address;

import static io.downbeat.address.Said.flag;
import static io.downbeat.address.Said.number;
import static io.downbeat.address.Said.rgba;
import static io.downbeat.address.Said.text;
import static io.downbeat.address.Said.texts;
import static io.downbeat.address.Said.whole;

import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.Clip;
import io.downbeat.session.ClipState;
import io.downbeat.session.Quantize;
import io.downbeat.session.SessionView.ClipId;
import io.downbeat.session.TrackState;

import java.util.List;

/** Clips: what they are, what they store and what they are doing. */
final class ClipValues {

    private static final String CLIP = "/track/{n}/clip/{m}";

    private ClipValues() {}

    static void bind(Bindings to) {
        to.answer(CLIP + "/name", (m, p) -> text(m.clip(p).name()))
                .answer(CLIP + "/color", (m, p) -> text(m.clip(p).color()))
                .answer(CLIP + "/color/rgba", (m, p) -> rgba(m.clip(p).color()))
                .answer(
                        CLIP + "/quantize",
                        (m, p) -> text(m.clip(p).quantize().map(Quantize::word).orElse("global")))
                .answer(CLIP + "/mode", (m, p) -> text(m.clip(p).mode().word()))
                .answer(CLIP + "/skipped", (m, p) -> texts(skipped(m, p)))
                .answer(CLIP + "/param/{node}/{param}", (m, p) -> Said.value(stored(m, p)));
        states(to);
        fades(to);
        Follows.bind(to, CLIP, (m, p) -> m.clip(p).follow());
        to.answer("/follow", (m, p) -> flag(true));
    }

    private static void states(Bindings to) {
        to.answer(CLIP + "/state", (m, p) -> whole(m.clipState(p).number()))
                .answer(CLIP + "/hasContent", (m, p) -> flag(true))
                .answer(CLIP + "/isPlaying", (m, p) -> flag(m.clipState(p).isPlaying()))
                .answer(CLIP + "/isPlayingQueued", (m, p) -> flag(isQueued(m.clipState(p))))
                .answer(
                        CLIP + "/isStopQueued",
                        (m, p) -> flag(m.clipState(p) instanceof ClipState.StopQueued))
                .answer(CLIP + "/progress", (m, p) -> number(progress(m, p)));
    }

    private static void fades(Bindings to) {
        to.answer(
                        CLIP + "/fade",
                        (m, p) ->
                                number(
                                        m.clip(p)
                                                .transition()
                                                .map(Transition::length)
                                                .orElse(TrackValues.INHERITED)))
                .answer(CLIP + "/fade/unit", (m, p) -> text(transition(m, p).unit().word()))
                .answer(CLIP + "/fade/curve", (m, p) -> text(transition(m, p).curve().word()));
    }

    private static Transition transition(Moment moment, Place place) {
        return moment.clip(place).transition().orElse(TrackValues.transition(moment, place));
    }

    /** Of the running transition; 0 where none runs. */
    private static double progress(Moment moment, Place place) {
        TrackState track = moment.trackState(place);
        return track.active() == place.second()
                ? track.fade().map(fade -> fade.progressAt(moment.position())).orElse(0.0)
                : 0;
    }

    private static boolean isQueued(ClipState state) {
        return state instanceof ClipState.Queued || state instanceof ClipState.PlayingQueued;
    }

    private static List<String> skipped(Moment moment, Place place) {
        var id = new ClipId(moment.track(place).id(), moment.clip(place).id());
        return moment.view().skipped().getOrDefault(id, List.of());
    }

    private static ParamValue stored(Moment moment, Place place) {
        Clip clip = moment.clip(place);
        int parameter = place.third();
        return parameter < 0
                ? clip.gone().get(-1 - parameter).value()
                : clip.values().valueOf(parameter).orElseThrow();
    }
}
