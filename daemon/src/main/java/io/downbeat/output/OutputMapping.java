package io.downbeat.output;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.rig.OutputMapSpec;
import io.downbeat.rig.OutputSpec;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.model.Track;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which parameters one output gets, and how each of them is written: by its maps, else by the
 * template if its node is among the output's nodes and tracks. Immutable; created again when nodes
 * or their owners change.
 */
public final class OutputMapping {

    /** Where arguments distinguish parameters; a receiver's message is compared with each. */
    private static final int MOST_AT_AN_ADDRESS = 128;

    private final OutputSpec spec;
    private final Graph graph;
    private final List<Node> nodes;
    private final Set<String> chosen;
    private final List<List<ParameterEncoder>> forms;
    private final Map<String, List<Target>> byAddress = new HashMap<>();

    /**
     * What a message that comes from the receiver may be a value of.
     *
     * @param form how it was sent; empty where it comes as the parameter's own address
     */
    record Target(int parameter, Optional<ParameterEncoder> form) {}

    private OutputMapping(OutputSpec spec, Graph graph, Set<String> chosen) {
        this.spec = spec;
        this.graph = graph;
        this.nodes = graph.nodes();
        this.chosen = chosen;
        this.forms =
                IntStream.range(0, graph.numbers())
                        .mapToObj(number ->
                                graph.isThere(number)
                                        ? formsOf(spec, graph.parameter(number), chosen)
                                        : List.<ParameterEncoder>of())
                        .toList();
        graph.parameters().forEach(this::index);
    }

    /** The maps whose address is not that of the parameter itself. */
    private void index(Parameter parameter) {
        for (ParameterEncoder form : forms.get(parameter.number())) {
            if (!form.goesTo(address(parameter.path()))) {
                List<Target> there =
                        byAddress.computeIfAbsent(form.address(), written -> new ArrayList<>(1));
                if (there.size() < MOST_AT_AN_ADDRESS) {
                    there.add(new Target(parameter.number(), Optional.of(form)));
                }
            }
        }
    }

    private static String address(ParamPath path) {
        return "/node/" + path.node() + "/" + path.param();
    }

    /** What a message to an address, from the receiver, may be a value of. */
    List<Target> targets(String address) {
        List<Target> mapped = byAddress.get(address);
        return mapped == null ? own(address).stream().toList() : mapped;
    }

    /** The parameter that an address of the contract is that of, if the output gets it. */
    private Optional<Target> own(String address) {
        List<String> parts = OscAddressParts.parts(address);
        boolean named = parts.size() == 4 && parts.get(2).equals("param");
        if (!(named || parts.size() == 3) || !parts.getFirst().equals("node")) {
            return Optional.empty();
        }
        return graph.parameter(new ParamPath(parts.get(1), parts.getLast()))
                .map(Parameter::number)
                .filter(this::takes)
                .map(number -> new Target(number, Optional.empty()));
    }

    /** What {@code spec} takes of a graph whose nodes have these owners. */
    public static OutputMapping of(OutputSpec spec, Graph graph, Session session) {
        return new OutputMapping(spec, graph, chosen(spec, graph, session));
    }

    /** This map if it is still right, else the one that is. */
    OutputMapping refreshed(Graph graph, Session session) {
        Set<String> now = chosen(spec, graph, session);
        return isOf(graph) && now.equals(chosen) ? this : new OutputMapping(spec, graph, now);
    }

    /** Whether it was made for the nodes of {@code graph}; ranges do not matter. */
    boolean isOf(Graph graph) {
        return graph.nodes() == nodes;
    }

    /** The parameters that this map takes and another one does not. */
    BitSet takenBeyond(OutputMapping other) {
        var taken = new BitSet();
        for (int number = 0; number < parameters(); number++) {
            if (takes(number) && !(other.takes(number) && isSameIn(other, number))) {
                taken.set(number);
            }
        }
        return taken;
    }

    private boolean isSameIn(OutputMapping other, int number) {
        return graph.parameter(number).path().equals(other.graph.parameter(number).path());
    }

    /** None for a parameter that came and went within one turn. */
    private List<ParameterEncoder> forms(int parameter) {
        return parameter < forms.size() ? forms.get(parameter) : List.of();
    }

    /** How many parameters there are, taken or not. */
    int parameters() {
        return forms.size();
    }

    /** Whether the output gets this parameter. */
    public boolean takes(int parameter) {
        return !forms(parameter).isEmpty();
    }

    /** The largest number that a parameter's values are scaled from or to; 0 if none is. */
    double magnitude(int parameter) {
        return forms(parameter).stream().mapToDouble(ParameterEncoder::magnitude).max().orElse(0);
    }

    /** The messages for those of {@code values} that the output gets, in their order. */
    EncodedMessages encoded(Snapshot values) {
        var writing = new EncodedMessages.Writing();
        encode(values, writing);
        return writing.done();
    }

    void encode(Snapshot values, EncodedMessages.Writing writing) {
        for (int index = 0; index < values.size(); index++) {
            for (ParameterEncoder form : forms(values.parameter(index))) {
                writing.add(form, values, index);
            }
        }
    }

    /** The messages for a parameter that moves, to be filled again and again. */
    void addFadeMessages(int parameter, boolean text, FadeFrameDatagram.Writing pages) {
        for (ParameterEncoder form : forms(parameter)) {
            pages.add(parameter, text, form);
        }
    }

    private static List<ParameterEncoder> formsOf(
            OutputSpec spec, Parameter parameter, Set<String> chosen) {
        var forms = new ArrayList<ParameterEncoder>();
        for (OutputMapSpec map : spec.maps()) {
            if (map.source() instanceof OutputMapSpec.Param source && matches(source, parameter)) {
                forms.add(ParameterEncoder.of(map));
            }
        }
        if (forms.isEmpty() && chosen.contains(parameter.path().node())) {
            forms.add(ParameterEncoder.of(spec.template(), parameter.path()));
        }
        return List.copyOf(forms);
    }

    private static boolean matches(OutputMapSpec.Param source, Parameter parameter) {
        return isCalled(source.node(), parameter.path().node())
                && isCalled(source.param(), parameter.path().param());
    }

    private static Set<String> chosen(OutputSpec spec, Graph graph, Session session) {
        var chosen = new LinkedHashSet<String>();
        for (Node node : graph.nodes()) {
            if (spec.sendsEveryParameter()
                    || spec.nodes().stream().anyMatch(word -> isCalled(word, node.id()))) {
                chosen.add(node.id());
            }
        }
        for (int at = 0; at < session.tracks().size(); at++) {
            Track track = session.tracks().get(at);
            if (isChosen(spec, track, at + 1)) {
                chosen.addAll(track.nodes());
            }
        }
        return chosen;
    }

    private static boolean isChosen(OutputSpec spec, Track track, int position) {
        return spec.tracks().stream()
                .anyMatch(word ->
                        word.equals(Integer.toString(position))
                                || isCalled(word, track.name())
                                || isCalled(word, track.id()));
    }

    /** A name may be written as it is, or as it is spelled in an address. */
    static boolean isCalled(String written, String name) {
        return written.equals(name) || written.equals(OscAddressParts.part(name));
    }
}
