package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.text;
import static io.downbeat.address.ValueToOscArguments.texts;
import static io.downbeat.address.ValueToOscArguments.whole;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.view.SessionView.OutputState;

/** The outputs that parameter values are sent to. */
final class OutputAddresses {

    private OutputAddresses() {}

    static void add(AddressTableBuilder rows) {
        rows.at("/output/list")
                .reads((view, at) ->
                        texts(view.view().outputs().stream().map(OutputState::name).toList()));
        rows.at("/output/count").reads((view, at) -> whole(view.view().outputs().size()));
        rows.at("/output/{o}/enabled")
                .reads((view, at) -> flag(view.output(at).enabled()))
                .sets(call -> new Command.EnableOutput(call.ref(0), call.onOff()));
        rows.at("/output/enabled")
                .reads((view, at) ->
                        flag(view.view().outputs().stream().anyMatch(OutputState::enabled)))
                .sets(call -> new Command.EnableOutput(ObjectReference.ALL, call.onOff()));
        rows.at("/output/{o}/resend").fires(call -> new Command.ResendOutput(call.ref(0)));
        rows.at("/output/{o}/offset")
                .reads((view, at) -> number(view.output(at).offsetMillis()))
                .sets(call -> new Command.SetOutputOffset(call.ref(0), call.number(0)));
        rows.at("/output/{o}/status").reads((view, at) -> text(view.output(at).status().word()));
    }
}
