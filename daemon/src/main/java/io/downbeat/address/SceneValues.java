package io.downbeat.address;

import static io.downbeat.address.AnswerArguments.number;
import static io.downbeat.address.AnswerArguments.rgba;
import static io.downbeat.address.AnswerArguments.text;
import static io.downbeat.address.AnswerArguments.whole;
import static io.downbeat.address.AnswerArguments.wholes;

import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SceneStates;

/** Scenes: what they are, what they assign and what they are doing. */
final class SceneValues {

    private SceneValues() {}

    static void bind(AddressRowBuilder to) {
        to.answer("/scene/count", (m, p) -> whole(m.session().scenes().size()))
                .answer("/scene/{s}/name", (m, p) -> text(m.scene(p).name()))
                .answer("/scene/{s}/color", (m, p) -> text(m.scene(p).color()))
                .answer("/scene/{s}/color/rgba", (m, p) -> rgba(m.scene(p).color()))
                .answer("/scene/{s}/tempo", (m, p) -> number(m.scene(p).tempo()))
                .answer("/scene/{s}/assign/{n}", (m, p) -> whole(assigned(m, p)));
        states(to);
        FollowActionValues.bind(to, "/scene/{s}", (m, p) -> m.scene(p).follow());
    }

    private static void states(AddressRowBuilder to) {
        to.answer("/scene/{s}/state", (m, p) -> whole(states(m).number(p.first())))
                .answer("/scene/states", (m, p) -> wholes(all(m)))
                .answer("/scene/active", (m, p) -> whole(states(m).active()))
                .answer("/scene/active/name", (m, p) -> text(name(m, states(m).active())))
                .answer("/scene/queued", (m, p) -> whole(states(m).latestQueued()))
                .answer("/scene/queued/name", (m, p) -> text(name(m, states(m).latestQueued())))
                .answer("/scene/last", (m, p) -> whole(states(m).last()))
                .answer("/scene/last/name", (m, p) -> text(name(m, states(m).last())))
                .answer(
                        "/scene/{s}/countdown",
                        (m, p) ->
                                number(
                                        m.until(
                                                states(m)
                                                        .waiting(p.first())
                                                        .map(SceneStates.QueuedScene::due))));
    }

    private static SceneStates states(TimedView timedView) {
        return timedView.view().scenes();
    }

    private static String name(TimedView timedView, int position) {
        return timedView.session().scene(position).map(Scene::name).orElse("");
    }

    private static int[] all(TimedView timedView) {
        int[] numbers = new int[timedView.session().scenes().size()];
        for (int scene = 1; scene <= numbers.length; scene++) {
            numbers[scene - 1] = states(timedView).number(scene);
        }
        return numbers;
    }

    private static int assigned(TimedView timedView, ConcreteAddress place) {
        Track track = timedView.session().tracks().get(place.second() - 1);
        return timedView.scene(place).clipOf(track.id()).map(track::positionOf).orElse(0);
    }
}
