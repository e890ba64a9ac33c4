package io.downbeat.control;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;

/** The contract's tables "Graph parameters" and "Outputs". */
final class NodeRoutes {
    private NodeRoutes() {}

    static void bind(Routes routes) {
        bindParameters(routes);
        bindOutputs(routes);
    }

    private static void bindParameters(Routes routes) {
        routes.bind(
                "/node/{id}/{param}",
                call -> new Command.WriteParam(call.ref(0), call.ref(1), call.value(0)));
        routes.bind(
                "/node/{id}/{param}/norm",
                call -> new Command.WriteNorm(call.ref(0), call.ref(1), call.number(0)));
        routes.bind("/node/{id}/{param}/range", NodeRoutes::range);
        routes.bind(
                "/node/{id}/{param}/touch",
                call -> new Command.Touch(call.ref(0), call.ref(1), call.toggle()));
        routes.notYet(
                "/node/{id}/{param}/lock",
                "/node/add",
                "/node/{id}/param/add",
                "/node/{id}/delete",
                "/node/learn");
    }

    private static Command range(MethodCall call) {
        double min = call.number(0);
        double max = call.number(1);
        if (!(min < max)) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a range's min lies below its max, not "
                            + ErrorText.shown(min)
                            + " and "
                            + ErrorText.shown(max));
        }
        return new Command.SetRange(call.ref(0), call.ref(1), min, max);
    }

    private static void bindOutputs(Routes routes) {
        routes.bind(
                "/output/{o}/enabled",
                call -> new Command.EnableOutput(call.ref(0), call.toggle()));
        routes.bind(
                "/output/enabled",
                call -> new Command.EnableOutput(ObjectReference.ALL, call.toggle()));
        routes.bind("/output/{o}/resend", call -> new Command.ResendOutput(call.ref(0)));
        routes.bind(
                "/output/{o}/offset",
                call -> new Command.SetOutputOffset(call.ref(0), call.number(0)));
    }
}
