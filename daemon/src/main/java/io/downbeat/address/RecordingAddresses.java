package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.numbers;
import static io.downbeat.address.ValueToOscArguments.text;

import io.downbeat.session.command.Command;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.RecordMode;
import io.downbeat.session.view.ArrangementStatus;

/** Recording into the arrangement: {@code /record} and its settings. */
final class RecordingAddresses {

    private RecordingAddresses() {}

    static void add(AddressTableBuilder rows) {
        rows.at("/record")
                .reads((view, at) ->
                        flag(status(view).record() != ArrangementStatus.RecordStatus.OFF))
                .sets(call -> new Command.SetRecord(call.onOff()));
        rows.at("/record/quantize")
                .reads((view, at) -> text(status(view).quantize().word()))
                .sets(call ->
                        new Command.SetRecordQuantize(Quantize.of(call.text(0)).orElseThrow()));
        rows.at("/record/mode")
                .reads((view, at) -> text(status(view).mode().word()))
                .sets(call ->
                        new Command.SetRecordMode(
                                call.constant(0, RecordMode.values(), RecordMode::word)));
        rows.at("/record/punch")
                .reads((view, at) ->
                        numbers(
                                status(view).punch().from().quarters(),
                                status(view).punch().to().quarters()))
                .sets(call -> new Command.SetPunch(call.number(0), call.number(1)));
        rows.at("/record/status").reads((view, at) -> text(status(view).record().word()));
    }

    private static ArrangementStatus status(SessionViewAtTime view) {
        return view.view().arrangement();
    }
}
