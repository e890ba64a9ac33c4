package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.numbers;
import static io.downbeat.address.ValueToOscArguments.text;

import io.downbeat.session.command.Command;

/** Recording and the arrangement, which is empty in this version and does not play. */
final class ArrangementRecordingAddresses {

    private ArrangementRecordingAddresses() {}

    static void add(AddressTableBuilder rows) {
        rows.at("/record").reads((view, at) -> flag(false)).notYet();
        rows.at("/record/quantize").reads((view, at) -> text("instant")).notYet();
        rows.at("/record/mode").reads((view, at) -> text("new")).notYet();
        rows.at("/record/punch").reads((view, at) -> numbers(0, 0)).notYet();
        rows.at("/record/status").reads((view, at) -> text("off"));
        rows.at("/arrangement/play").notYet();
        rows.at("/arrangement/stop").notYet();
        rows.at("/arrangement/clear").notYet();
        rows.at("/arrangement/playing").reads((view, at) -> flag(false));
        rows.at("/arrangement/position").reads((view, at) -> number(0)).notYet();
        rows.at("/arrangement/length").reads((view, at) -> number(0));
        rows.at("/arrangement/loop").reads((view, at) -> flag(false)).notYet();
        rows.at("/arrangement/loop/range").reads((view, at) -> numbers(0, 0)).notYet();
        rows.at("/arrangement/return").notYet();
        rows.at("/arrangement/export").fires(call -> new Command.ExportArrangement(call.text(0)));
    }
}
