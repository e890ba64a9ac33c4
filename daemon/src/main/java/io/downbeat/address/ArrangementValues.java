package io.downbeat.address;

import static io.downbeat.address.AnswerArguments.flag;
import static io.downbeat.address.AnswerArguments.number;
import static io.downbeat.address.AnswerArguments.numbers;
import static io.downbeat.address.AnswerArguments.text;

/** The arrangement while nothing is recorded: empty, at its start, not playing. */
final class ArrangementValues {

    private ArrangementValues() {}

    static void bind(AddressRowBuilder to) {
        to.answer("/record", (m, p) -> flag(false))
                .answer("/record/quantize", (m, p) -> text("instant"))
                .answer("/record/mode", (m, p) -> text("new"))
                .answer("/record/punch", (m, p) -> numbers(0, 0))
                .answer("/record/status", (m, p) -> text("off"))
                .answer("/arrangement/playing", (m, p) -> flag(false))
                .answer("/arrangement/position", (m, p) -> number(0))
                .answer("/arrangement/length", (m, p) -> number(0))
                .answer("/arrangement/loop", (m, p) -> flag(false))
                .answer("/arrangement/loop/range", (m, p) -> numbers(0, 0));
    }
}
