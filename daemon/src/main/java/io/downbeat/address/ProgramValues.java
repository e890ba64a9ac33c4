package io.downbeat.address;

import static io.downbeat.address.AnswerArguments.flag;
import static io.downbeat.address.AnswerArguments.number;
import static io.downbeat.address.AnswerArguments.text;
import static io.downbeat.address.AnswerArguments.texts;
import static io.downbeat.address.AnswerArguments.whole;

import io.downbeat.session.view.SessionView.OutputState;

/** Outputs, the file, and the program's clients. */
final class ProgramValues {

    private ProgramValues() {}

    static void bind(AddressRowBuilder to, String version) {
        to.answer(
                        "/output/list",
                        (m, p) ->
                                texts(m.view().outputs().stream().map(OutputState::name).toList()))
                .answer("/output/count", (m, p) -> whole(m.view().outputs().size()))
                .answer("/output/enabled", (m, p) -> flag(anyEnabled(m)))
                .answer("/output/{o}/enabled", (m, p) -> flag(m.output(p).enabled()))
                .answer("/output/{o}/offset", (m, p) -> number(m.output(p).offsetMillis()))
                .answer("/output/{o}/status", (m, p) -> text(m.output(p).status().word()));
        to.answer("/session/name", (m, p) -> text(m.view().name()))
                .answer("/session/list", (m, p) -> texts(m.view().folder()))
                .answer("/session/dirty", (m, p) -> flag(m.view().edited()))
                .answer("/version", (m, p) -> text(version))
                .answer("/respond", (m, p) -> whole(0))
                .answer("/clients", (m, p) -> whole(m.view().clients().size()))
                .answer("/clients/list", (m, p) -> texts(m.view().clients()));
    }

    private static boolean anyEnabled(TimedView timedView) {
        return timedView.view().outputs().stream().anyMatch(OutputState::enabled);
    }
}
