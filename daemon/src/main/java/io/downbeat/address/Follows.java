package io.downbeat.address;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.FollowAction;
import io.downbeat.session.FollowAction.Choice;
import io.downbeat.session.FollowAction.Word;
import io.downbeat.time.Beats;

import java.util.List;
import java.util.function.BiFunction;

/** The six addresses of a follow action, which clips and scenes share. */
final class Follows {

    private Follows() {}

    static void bind(Bindings to, String object, BiFunction<Moment, Place, FollowAction> follow) {
        String root = object + "/follow";
        to.answer(root, (m, p) -> Said.flag(follow.apply(m, p).on()))
                .answer(root + "/a", (m, p) -> choice(follow.apply(m, p).a()))
                .answer(root + "/b", (m, p) -> choice(follow.apply(m, p).b()))
                .answer(root + "/chance", (m, p) -> Said.number(follow.apply(m, p).chance()))
                .answer(root + "/time", (m, p) -> Said.number(beats(m, follow.apply(m, p))))
                .answer(root + "/repeats", (m, p) -> Said.whole(follow.apply(m, p).repeats()));
    }

    private static List<OscArgument> choice(Choice choice) {
        OscArgument word = OscArgument.s(choice.word().word());
        return choice.word() == Word.JUMP
                ? List.of(word, OscArgument.i(choice.jump()))
                : List.of(word);
    }

    private static double beats(Moment moment, FollowAction follow) {
        Beats oneBar = moment.view().transport().meter().bar();
        return follow.time().orElse(oneBar).quarters();
    }
}
