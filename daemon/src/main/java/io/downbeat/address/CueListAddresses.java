package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.text;
import static io.downbeat.address.ValueToOscArguments.whole;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Command;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;

import java.util.List;
import java.util.Optional;

/** Cue lists and their steps: how they are played and edited. */
final class CueListAddresses {

    private static final String STEP = "/cue/{c}/step/{k}";

    private CueListAddresses() {}

    static void add(AddressTableBuilder rows) {
        rows.at("/cue/count").reads((view, at) -> whole(view.session().cueLists().size()));
        rows.at("/cue/add").fires(call -> new Command.AddCueList(call.optionalText(0)));
        rows.at("/cue/{c}/name")
                .reads((view, at) -> text(view.cue(at).name()))
                .sets(call -> new Command.RenameCueList(call.ref(0), call.text(0)));
        rows.at("/cue/{c}/delete").fires(call -> new Command.DeleteCueList(call.ref(0)));
        rows.at("/cue/{c}/go").fires(call -> new Command.GoCueList(call.ref(0), call.quantize()));
        rows.at("/cue/{c}/next")
                .reads((view, at) -> whole(view.cueState(at).standby()))
                .sets(call -> new Command.SetStandby(call.ref(0), call.whole(0)));
        rows.at("/cue/{c}/next/name").reads((view, at) -> text(nextName(view, at)));
        rows.at("/cue/{c}/previous").fires(call -> new Command.MoveStandbyBack(call.ref(0)));
        rows.at("/cue/{c}/reset").fires(call -> new Command.ResetStandby(call.ref(0)));
        rows.at("/cue/{c}/stop").fires(call -> new Command.StopCueList(call.ref(0)));
        rows.at("/cue/{c}/guard")
                .reads((view, at) -> number(view.cue(at).guardSeconds()))
                .sets(call -> new Command.SetCueGuard(call.ref(0), call.number(0)));
        rows.at("/cue/{c}/quantize")
                .reads((view, at) ->
                        text(view.cue(at).quantize().map(Quantize::word).orElse("global")))
                .sets(call -> new Command.SetCueQuantize(call.ref(0), Quantize.of(call.text(0))));
        rows.at("/cue/{c}/step").reads((view, at) -> whole(view.cueState(at).playing()));
        rows.at("/cue/{c}/step/count").reads((view, at) -> whole(view.cue(at).steps().size()));
        rows.at("/cue/{c}/remaining")
                .reads((view, at) -> number(view.beatsUntil(view.cueState(at).due())));
        rows.at("/cue/{c}/step/add")
                .fires(call -> new Command.AddCueStep(call.ref(0), call.object(0)));
        addSteps(rows);
    }

    private static void addSteps(AddressTableBuilder rows) {
        rows.at(STEP + "/launch")
                .fires(call ->
                        new Command.LaunchCueStep(call.ref(0), call.ref(1), call.quantize()));
        rows.at(STEP + "/delete")
                .fires(call -> new Command.DeleteCueStep(call.ref(0), call.ref(1)));
        rows.at(STEP + "/move")
                .fires(call -> new Command.MoveCueStep(call.ref(0), call.ref(1), call.whole(0)));
        rows.at(STEP + "/scene")
                .reads((view, at) -> whole(scenePosition(view, view.step(at).sceneId())))
                .sets(call ->
                        new Command.SetCueStepScene(call.ref(0), call.ref(1), call.object(0)));
        rows.at(STEP + "/advance")
                .reads((view, at) -> advance(view.step(at)))
                .sets(call ->
                        new Command.SetCueStepAdvance(
                                call.ref(0),
                                call.ref(1),
                                call.constant(0, CueList.Advance.values(), CueList.Advance::word),
                                call.has(1) ? Optional.of(call.whole(1)) : Optional.empty()));
    }

    private static String nextName(SessionViewAtTime view, ConcreteAddress at) {
        return view.cue(at)
                .step(view.cueState(at).standby())
                .flatMap(step -> view.session().scene(scenePosition(view, step.sceneId())))
                .map(Scene::name)
                .orElse("");
    }

    private static int scenePosition(SessionViewAtTime view, String id) {
        return view.session().scenes().stream().map(Scene::id).toList().indexOf(id) + 1;
    }

    private static List<OscArgument> advance(CueList.Step step) {
        OscArgument word = OscArgument.s(step.advance().word());
        return step.advance() == CueList.Advance.AFTER_BARS
                ? List.of(word, OscArgument.i(step.bars()))
                : List.of(word);
    }
}
