package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.numbers;
import static io.downbeat.address.ValueToOscArguments.text;

import io.downbeat.session.command.Command;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.RecordMode;
import io.downbeat.session.view.ArrangementStatus;

/** Recording, and playing the arrangement. */
final class ArrangementRecordingAddresses {

    private ArrangementRecordingAddresses() {}

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
                .sets(call -> new Command.SetRecordMode(call.constant(0, RecordMode.class)));
        rows.at("/record/punch")
                .reads((view, at) ->
                        numbers(
                                status(view).punch().from().quarters(),
                                status(view).punch().to().quarters()))
                .sets(call -> new Command.SetPunch(call.number(0), call.number(1)));
        rows.at("/record/status").reads((view, at) -> text(status(view).record().word()));
        rows.at("/arrangement/play").fires(call -> new Command.PlayArrangement(call.quantize()));
        rows.at("/arrangement/stop").fires(call -> new Command.StopArrangement());
        rows.at("/arrangement/clear").fires(call -> new Command.ClearArrangement());
        rows.at("/arrangement/playing").reads((view, at) -> flag(status(view).playing()));
        rows.at("/arrangement/position")
                .reads((view, at) -> number(status(view).positionAt(view.position()).quarters()))
                .sets(call -> new Command.SetArrangementPosition(call.number(0)));
        rows.at("/arrangement/length")
                .reads((view, at) -> number(view.session().arrangement().length().quarters()));
        rows.at("/arrangement/loop")
                .reads((view, at) -> flag(status(view).loop()))
                .sets(call -> new Command.SetArrangementLoop(call.onOff()));
        rows.at("/arrangement/loop/range")
                .reads((view, at) ->
                        numbers(
                                status(view).loopFrom().quarters(),
                                status(view).loopTo().quarters()))
                .sets(call -> new Command.SetLoopRange(call.number(0), call.number(1)));
        rows.at("/arrangement/return").fires(call -> new Command.ReturnToArrangement());
        rows.at("/arrangement/export").fires(call -> new Command.ExportArrangement(call.text(0)));
    }

    private static ArrangementStatus status(SessionViewAtTime view) {
        return view.view().arrangement();
    }
}
