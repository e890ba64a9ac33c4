package io.downbeat.address;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.FollowAction.Choice;
import io.downbeat.session.model.FollowAction.Kind;
import io.downbeat.time.Beats;

import java.util.List;
import java.util.function.BiFunction;

/** The six addresses of a follow action, which clips and scenes share. */
final class FollowActionValues {

    private FollowActionValues() {}

    static void bind(
            AddressRowBuilder to,
            String object,
            BiFunction<TimedView, ConcreteAddress, FollowAction> follow) {
        String root = object + "/follow";
        to.answer(root, (m, p) -> AnswerArguments.flag(follow.apply(m, p).on()))
                .answer(root + "/a", (m, p) -> choice(follow.apply(m, p).a()))
                .answer(root + "/b", (m, p) -> choice(follow.apply(m, p).b()))
                .answer(
                        root + "/chance",
                        (m, p) -> AnswerArguments.number(follow.apply(m, p).chance()))
                .answer(
                        root + "/time",
                        (m, p) -> AnswerArguments.number(beats(m, follow.apply(m, p))))
                .answer(
                        root + "/repeats",
                        (m, p) -> AnswerArguments.whole(follow.apply(m, p).repeats()));
    }

    private static List<OscArgument> choice(Choice choice) {
        OscArgument word = OscArgument.s(choice.kind().word());
        return choice.kind() == Kind.JUMP
                ? List.of(word, OscArgument.i(choice.jump()))
                : List.of(word);
    }

    private static double beats(TimedView timedView, FollowAction follow) {
        Beats oneBar = timedView.view().transport().meter().bar();
        return follow.time().orElse(oneBar).quarters();
    }
}
