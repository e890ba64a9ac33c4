package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.number;
import static io.downbeat.address.ValueToOscArguments.numbers;
import static io.downbeat.address.ValueToOscArguments.text;
import static io.downbeat.address.ValueToOscArguments.texts;

import io.downbeat.address.arguments.ErrorText;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.LiveValues;

import java.util.List;

/** Nodes of the graph and their parameters. A parameter without a value reads as 0 or "". */
final class NodeAndParameterAddresses {

    private static final String PARAM = "/node/{id}/{param}";

    private NodeAndParameterAddresses() {}

    static void add(AddressTableBuilder rows) {
        addParameters(rows);
        rows.at("/node/{id}/type").reads((view, at) -> text(view.node(at).type()));
        rows.at("/node/{id}/track").reads((view, at) -> text(owner(view, view.node(at).id())));
        rows.at("/node/{id}/params").reads((view, at) -> texts(names(view, view.node(at))));
        rows.at("/node/list")
                .reads((view, at) ->
                        texts(view.view().graph().nodes().stream().map(Node::id).toList()));
        rows.at("/node/add").fires(call -> new Command.AddNode(call.text(0), call.text(1)));
        rows.at("/node/{id}/param/add")
                .fires(call -> new Command.AddParameter(call.ref(0), call.text(0), call.value(1)));
        rows.at("/node/{id}/delete").fires(call -> new Command.DeleteNode(call.ref(0)));
        rows.at("/node/learn")
                .reads((view, at) -> flag(view.view().learning()))
                .sets(call -> new Command.SetLearn(call.onOff()));
    }

    private static void addParameters(AddressTableBuilder rows) {
        rows.at(PARAM)
                .reads(NodeAndParameterAddresses::liveValue)
                .sets(call -> new Command.WriteParam(call.ref(0), call.ref(1), call.value(0)));
        rows.at(PARAM + "/norm")
                .reads((view, at) -> number(norm(view, at)))
                .sets(call -> new Command.WriteNorm(call.ref(0), call.ref(1), call.number(0)));
        rows.at(PARAM + "/range")
                .reads((view, at) -> range(view.parameter(at).range()))
                .sets(NodeAndParameterAddresses::setRange);
        rows.at(PARAM + "/text").reads((view, at) -> text(shown(view, view.parameter(at))));
        rows.at(PARAM + "/touch")
                .reads((view, at) -> flag(view.view().touched().contains(at.first())))
                .sets(call -> new Command.Touch(call.ref(0), call.ref(1), call.onOff()));
        rows.at(PARAM + "/lock")
                .reads((view, at) -> flag(view.parameter(at).locked()))
                .sets(call -> new Command.SetLock(call.ref(0), call.ref(1), call.onOff()));
    }

    private static List<OscArgument> liveValue(SessionViewAtTime view, ConcreteAddress at) {
        LiveValues values = view.view().values();
        return view.parameter(at).text()
                ? text(values.text(at.first()))
                : number(values.number(at.first()));
    }

    private static double norm(SessionViewAtTime view, ConcreteAddress at) {
        Parameter parameter = view.parameter(at);
        LiveValues values = view.view().values();
        return parameter.text() || !values.isSet(at.first())
                ? 0
                : parameter.range().norm(values.number(at.first()));
    }

    private static List<OscArgument> range(Range range) {
        return numbers(range.min(), range.max());
    }

    private static Command setRange(ResolvedMessage call) {
        double min = call.number(0);
        double max = call.number(1);
        if (!(min < max)) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a range's min must be below its max, not "
                            + ErrorText.shown(min)
                            + " and "
                            + ErrorText.shown(max));
        }
        return new Command.SetRange(call.ref(0), call.ref(1), min, max);
    }

    /** The value with its unit, for a label. */
    private static String shown(SessionViewAtTime view, Parameter parameter) {
        String value =
                view.view().values().value(parameter.number()).map(ParamValue::text).orElse("");
        return value.isEmpty() || parameter.unit().isEmpty()
                ? value
                : value + " " + parameter.unit();
    }

    /** The id of the track that owns a node; two tracks may share a name, but never an id. */
    private static String owner(SessionViewAtTime view, String node) {
        return view.session().tracks().stream()
                .filter(track -> track.nodes().contains(node))
                .map(Track::id)
                .findFirst()
                .orElse("");
    }

    private static List<String> names(SessionViewAtTime view, Node node) {
        return node.parameters().stream()
                .map(number -> view.view().graph().parameter(number).path().param())
                .toList();
    }
}
