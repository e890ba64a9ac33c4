package io.downbeat.address;

import static io.downbeat.address.AnswerArguments.flag;
import static io.downbeat.address.AnswerArguments.number;
import static io.downbeat.address.AnswerArguments.rgba;
import static io.downbeat.address.AnswerArguments.text;
import static io.downbeat.address.AnswerArguments.texts;
import static io.downbeat.address.AnswerArguments.whole;

import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.view.ClipState;
import io.downbeat.session.view.SessionView.ClipId;
import io.downbeat.session.view.TrackState;

import java.util.List;

/** Clips: what they are, what they store and what they are doing. */
final class ClipValues {

    private static final String CLIP = "/track/{n}/clip/{m}";

    private ClipValues() {}

    static void bind(AddressRowBuilder to) {
        to.answer(CLIP + "/name", (m, p) -> text(m.clip(p).name()))
                .answer(CLIP + "/color", (m, p) -> text(m.clip(p).color()))
                .answer(CLIP + "/color/rgba", (m, p) -> rgba(m.clip(p).color()))
                .answer(
                        CLIP + "/quantize",
                        (m, p) -> text(m.clip(p).quantize().map(Quantize::word).orElse("global")))
                .answer(CLIP + "/mode", (m, p) -> text(m.clip(p).mode().word()))
                .answer(CLIP + "/skipped", (m, p) -> texts(skipped(m, p)))
                .answer(
                        CLIP + "/param/{node}/{param}",
                        (m, p) -> AnswerArguments.value(stored(m, p)));
        states(to);
        fades(to);
        FollowActionValues.bind(to, CLIP, (m, p) -> m.clip(p).follow());
        to.answer("/follow", (m, p) -> flag(true));
    }

    private static void states(AddressRowBuilder to) {
        to.answer(CLIP + "/state", (m, p) -> whole(m.clipState(p).number()))
                .answer(CLIP + "/hasContent", (m, p) -> flag(true))
                .answer(CLIP + "/isPlaying", (m, p) -> flag(m.clipState(p).isPlaying()))
                .answer(CLIP + "/isPlayingQueued", (m, p) -> flag(isQueued(m.clipState(p))))
                .answer(
                        CLIP + "/isStopQueued",
                        (m, p) -> flag(m.clipState(p) instanceof ClipState.StopQueued))
                .answer(CLIP + "/progress", (m, p) -> number(progress(m, p)));
    }

    private static void fades(AddressRowBuilder to) {
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

    private static Transition transition(TimedView timedView, ConcreteAddress place) {
        return timedView.clip(place).transition().orElse(TrackValues.transition(timedView, place));
    }

    /** Of the running transition; 0 where none runs. */
    private static double progress(TimedView timedView, ConcreteAddress place) {
        TrackState track = timedView.trackState(place);
        return track.active() == place.second()
                ? track.fade().map(fade -> fade.progressAt(timedView.position())).orElse(0.0)
                : 0;
    }

    private static boolean isQueued(ClipState state) {
        return state instanceof ClipState.Queued || state instanceof ClipState.PlayingQueued;
    }

    private static List<String> skipped(TimedView timedView, ConcreteAddress place) {
        var id = new ClipId(timedView.track(place).id(), timedView.clip(place).id());
        return timedView.view().skipped().getOrDefault(id, List.of());
    }

    private static ParamValue stored(TimedView timedView, ConcreteAddress place) {
        Clip clip = timedView.clip(place);
        int parameter = place.third();
        return parameter < 0
                ? clip.gone().get(-1 - parameter).value()
                : clip.values().valueOf(parameter).orElseThrow();
    }
}
