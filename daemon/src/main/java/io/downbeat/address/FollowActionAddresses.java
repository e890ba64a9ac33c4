package io.downbeat.address;

import static io.downbeat.address.AnswerArguments.flag;
import static io.downbeat.address.AnswerArguments.number;
import static io.downbeat.address.AnswerArguments.whole;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.FollowAction.Choice;
import io.downbeat.session.model.FollowAction.Kind;
import io.downbeat.time.Beats;

import java.util.List;
import java.util.function.BiFunction;

/** The six addresses of a follow action, which clips and scenes share. */
final class FollowActionAddresses {

    private FollowActionAddresses() {}

    static void add(
            AddressTableBuilder rows,
            String object,
            BiFunction<TimedView, ConcreteAddress, FollowAction> follow) {
        String root = object + "/follow";
        rows.at(root).reads((view, at) -> flag(follow.apply(view, at).on())).notYet();
        rows.at(root + "/a").reads((view, at) -> choice(follow.apply(view, at).a())).notYet();
        rows.at(root + "/b").reads((view, at) -> choice(follow.apply(view, at).b())).notYet();
        rows.at(root + "/chance")
                .reads((view, at) -> number(follow.apply(view, at).chance()))
                .notYet();
        rows.at(root + "/time")
                .reads((view, at) -> number(beats(view, follow.apply(view, at))))
                .notYet();
        rows.at(root + "/repeats")
                .reads((view, at) -> whole(follow.apply(view, at).repeats()))
                .notYet();
    }

    private static List<OscArgument> choice(Choice choice) {
        OscArgument word = OscArgument.s(choice.kind().word());
        return choice.kind() == Kind.JUMP
                ? List.of(word, OscArgument.i(choice.jump()))
                : List.of(word);
    }

    private static double beats(TimedView view, FollowAction follow) {
        Beats oneBar = view.view().transport().meter().bar();
        return follow.time().orElse(oneBar).quarters();
    }
}
