package io.downbeat.address;

import static io.downbeat.address.AnswerArguments.number;
import static io.downbeat.address.AnswerArguments.text;
import static io.downbeat.address.AnswerArguments.whole;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;

import java.util.List;

/** Cue paths as the file has them: none plays, and the standby step is the first. */
final class CueValues {

    private CueValues() {}

    static void bind(AddressRowBuilder to) {
        to.answer("/cue/count", (m, p) -> whole(m.session().cuePaths().size()))
                .answer("/cue/{c}/name", (m, p) -> text(m.cue(p).name()))
                .answer("/cue/{c}/next", (m, p) -> whole(m.cue(p).steps().isEmpty() ? 0 : 1))
                .answer("/cue/{c}/next/name", (m, p) -> text(standbyName(m, p)))
                .answer("/cue/{c}/guard", (m, p) -> number(m.cue(p).guardSeconds()))
                .answer(
                        "/cue/{c}/quantize",
                        (m, p) -> text(m.cue(p).quantize().map(Quantize::word).orElse("global")))
                .answer("/cue/{c}/step", (m, p) -> whole(0))
                .answer("/cue/{c}/step/count", (m, p) -> whole(m.cue(p).steps().size()))
                .answer("/cue/{c}/remaining", (m, p) -> p.row().empty())
                .answer(
                        "/cue/{c}/step/{k}/scene",
                        (m, p) -> whole(scenePosition(m, m.step(p).sceneId())))
                .answer("/cue/{c}/step/{k}/advance", (m, p) -> advance(m.step(p)));
    }

    private static String standbyName(TimedView timedView, ConcreteAddress place) {
        return timedView.cue(place).steps().stream()
                .findFirst()
                .flatMap(
                        step -> timedView.session().scene(scenePosition(timedView, step.sceneId())))
                .map(Scene::name)
                .orElse("");
    }

    private static int scenePosition(TimedView timedView, String id) {
        return timedView.session().scenes().stream().map(Scene::id).toList().indexOf(id) + 1;
    }

    private static List<OscArgument> advance(CueList.Step step) {
        OscArgument word = OscArgument.s(step.advance().word());
        return step.advance() == CueList.Advance.AFTER_BARS
                ? List.of(word, OscArgument.i(step.bars()))
                : List.of(word);
    }
}
