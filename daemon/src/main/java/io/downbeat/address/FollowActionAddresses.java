package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.whole;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.FollowActionChange;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.FollowAction.Choice;
import io.downbeat.session.model.FollowAction.Kind;
import io.downbeat.time.Beats;

import java.util.List;
import java.util.function.BiFunction;

/** The six addresses of a follow action, which clips and scenes share. */
final class FollowActionAddresses {

    private FollowActionAddresses() {}

    /**
     * Adds {@code /follow} and the addresses below it.
     *
     * @param object the template of the object
     * @param command makes the command that changes the follow action
     */
    static void add(
            AddressTableBuilder rows,
            String object,
            BiFunction<SessionViewAtTime, ConcreteAddress, FollowAction> follow,
            BiFunction<ResolvedMessage, FollowActionChange, Command> command) {
        String root = object + "/follow";
        rows.at(root)
                .reads((view, at) -> flag(follow.apply(view, at).on()))
                .sets(call -> command.apply(call, new FollowActionChange.Enabled(call.onOff())));
        rows.at(root + "/a")
                .reads((view, at) -> choice(follow.apply(view, at).a()))
                .sets(call -> command.apply(call, new FollowActionChange.ActionA(choice(call))));
        rows.at(root + "/b")
                .reads((view, at) -> choice(follow.apply(view, at).b()))
                .sets(call -> command.apply(call, new FollowActionChange.ActionB(choice(call))));
        rows.at(root + "/chance")
                .reads((view, at) -> number(follow.apply(view, at).chance()))
                .sets(call -> command.apply(call, new FollowActionChange.Chance(call.number(0))));
        rows.at(root + "/time")
                .reads((view, at) -> number(beats(view, follow.apply(view, at))))
                .sets(call ->
                        command.apply(call, new FollowActionChange.Time(Beats.of(call.number(0)))));
        rows.at(root + "/repeats")
                .reads((view, at) -> whole(follow.apply(view, at).repeats()))
                .sets(call -> command.apply(call, new FollowActionChange.Repeats(call.whole(0))));
    }

    private static Choice choice(ResolvedMessage call) {
        Kind kind = call.constant(0, Kind.values(), Kind::word);
        if (kind == Kind.JUMP && !call.has(1)) {
            throw new Refusal(
                    Refusal.Code.MISSING, "the position to jump to is expected behind jump");
        }
        return new Choice(kind, kind == Kind.JUMP ? call.whole(1) : 0);
    }

    private static List<OscArgument> choice(Choice choice) {
        OscArgument word = OscArgument.s(choice.kind().word());
        return choice.kind() == Kind.JUMP
                ? List.of(word, OscArgument.i(choice.jump()))
                : List.of(word);
    }

    private static double beats(SessionViewAtTime view, FollowAction follow) {
        Beats oneBar = view.view().transport().meter().bar();
        return follow.time().orElse(oneBar).quarters();
    }
}
