package io.downbeat.address;

import static io.downbeat.address.Said.number;
import static io.downbeat.address.Said.rgba;
import static io.downbeat.address.Said.text;
import static io.downbeat.address.Said.whole;
import static io.downbeat.address.Said.wholes;

import io.downbeat.session.Scene;
import io.downbeat.session.SceneStates;
import io.downbeat.session.Track;

/** Scenes: what they are, what they assign and what they are doing. */
final class SceneValues {

    private SceneValues() {}

    static void bind(Bindings to) {
        to.answer("/scene/count", (m, p) -> whole(m.session().scenes().size()))
                .answer("/scene/{s}/name", (m, p) -> text(m.scene(p).name()))
                .answer("/scene/{s}/color", (m, p) -> text(m.scene(p).color()))
                .answer("/scene/{s}/color/rgba", (m, p) -> rgba(m.scene(p).color()))
                .answer("/scene/{s}/tempo", (m, p) -> number(m.scene(p).tempo()))
                .answer("/scene/{s}/assign/{n}", (m, p) -> whole(assigned(m, p)));
        states(to);
        Follows.bind(to, "/scene/{s}", (m, p) -> m.scene(p).follow());
    }

    private static void states(Bindings to) {
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
                                                        .map(SceneStates.Waiting::due))));
    }

    private static SceneStates states(Moment moment) {
        return moment.view().scenes();
    }

    private static String name(Moment moment, int position) {
        return moment.session().scene(position).map(Scene::name).orElse("");
    }

    private static int[] all(Moment moment) {
        int[] numbers = new int[moment.session().scenes().size()];
        for (int scene = 1; scene <= numbers.length; scene++) {
            numbers[scene - 1] = states(moment).number(scene);
        }
        return numbers;
    }

    private static int assigned(Moment moment, Place place) {
        Track track = moment.session().tracks().get(place.second() - 1);
        return moment.scene(place).clipOf(track.id()).map(track::positionOf).orElse(0);
    }
}
