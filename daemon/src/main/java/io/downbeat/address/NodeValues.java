package io.downbeat.address;

import static io.downbeat.address.AnswerArguments.flag;
import static io.downbeat.address.AnswerArguments.number;
import static io.downbeat.address.AnswerArguments.numbers;
import static io.downbeat.address.AnswerArguments.text;
import static io.downbeat.address.AnswerArguments.texts;

import io.downbeat.graph.Node;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.osc.OscArgument;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.LiveValues;

import java.util.List;

/** Nodes and their parameters. An unset parameter answers 0 or the empty string. */
final class NodeValues {

    private static final String PARAM = "/node/{id}/{param}";

    private NodeValues() {}

    static void bind(AddressRowBuilder to) {
        to.answer(
                        "/node/list",
                        (m, p) -> texts(m.view().graph().nodes().stream().map(Node::id).toList()))
                .answer("/node/learn", (m, p) -> flag(false))
                .answer("/node/{id}/type", (m, p) -> text(m.node(p).type()))
                .answer("/node/{id}/track", (m, p) -> text(owner(m, m.node(p).id())))
                .answer("/node/{id}/params", (m, p) -> texts(names(m, m.node(p))));
        to.answer(PARAM, NodeValues::live)
                .answer(PARAM + "/norm", (m, p) -> number(norm(m, p)))
                .answer(PARAM + "/range", (m, p) -> range(m.parameter(p).range()))
                .answer(PARAM + "/text", (m, p) -> text(shown(m, m.parameter(p))))
                .answer(PARAM + "/touch", (m, p) -> flag(m.view().touched().contains(p.first())))
                .answer(PARAM + "/lock", (m, p) -> flag(m.parameter(p).locked()));
    }

    private static List<OscArgument> live(TimedView timedView, ConcreteAddress place) {
        LiveValues values = timedView.view().values();
        return timedView.parameter(place).text()
                ? text(values.text(place.first()))
                : number(values.number(place.first()));
    }

    private static double norm(TimedView timedView, ConcreteAddress place) {
        Parameter parameter = timedView.parameter(place);
        LiveValues values = timedView.view().values();
        return parameter.text() || !values.isSet(place.first())
                ? 0
                : parameter.range().norm(values.number(place.first()));
    }

    private static List<OscArgument> range(Range range) {
        return numbers(range.min(), range.max());
    }

    private static String shown(TimedView timedView, Parameter parameter) {
        String value =
                timedView
                        .view()
                        .values()
                        .value(parameter.number())
                        .map(ParamValue::text)
                        .orElse("");
        return value.isEmpty() || parameter.unit().isEmpty()
                ? value
                : value + " " + parameter.unit();
    }

    /** The id of the track that owns a node: two tracks may share a name, but no id. */
    private static String owner(TimedView timedView, String node) {
        return timedView.session().tracks().stream()
                .filter(track -> track.nodes().contains(node))
                .map(Track::id)
                .findFirst()
                .orElse("");
    }

    private static List<String> names(TimedView timedView, Node node) {
        return node.parameters().stream()
                .map(number -> timedView.view().graph().parameter(number).path().param())
                .toList();
    }
}
