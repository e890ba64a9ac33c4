package io.downbeat.output;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.OutputValueMapSpec;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Session;
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

    /** The most parameters at one address. A message from the receiver is compared with each. */
    private static final int MOST_TARGETS_PER_ADDRESS = 128;

    private final OutputSpec spec;
    private final Graph graph;
    private final List<Node> nodes;
    private final Set<String> chosenNodes;
    private final List<List<ParameterEncoder>> encoders;
    private final Map<String, List<Target>> targetsByAddress = new HashMap<>();

    /**
     * A parameter whose value a message from the receiver may be.
     *
     * @param encoder how it was sent; empty where it comes as the parameter's own address
     */
    record Target(int parameter, Optional<ParameterEncoder> encoder) {}

    private OutputMapping(OutputSpec spec, Graph graph, Set<String> chosen) {
        this.spec = spec;
        this.graph = graph;
        this.nodes = graph.nodes();
        this.chosenNodes = chosen;
        this.encoders =
                IntStream.range(0, graph.numbers())
                        .mapToObj(number ->
                                graph.isThere(number)
                                        ? encodersOf(spec, graph.parameter(number), chosen)
                                        : List.<ParameterEncoder>of())
                        .toList();
        graph.parameters().forEach(this::index);
    }

    /** Adds the maps of a parameter whose address is not the parameter's own. */
    private void index(Parameter parameter) {
        for (ParameterEncoder encoder : encoders.get(parameter.number())) {
            if (!encoder.hasAddress(address(parameter.path()))) {
                List<Target> targets =
                        targetsByAddress.computeIfAbsent(
                                encoder.address(), written -> new ArrayList<>(1));
                if (targets.size() < MOST_TARGETS_PER_ADDRESS) {
                    targets.add(new Target(parameter.number(), Optional.of(encoder)));
                }
            }
        }
    }

    private static String address(ParamPath path) {
        return "/node/" + path.node() + "/" + path.param();
    }

    /** The parameters whose value a message from the receiver may be, by its address. */
    List<Target> targets(String address) {
        List<Target> mapped = targetsByAddress.get(address);
        return mapped == null ? unmappedTarget(address).stream().toList() : mapped;
    }

    /** The parameter with this address in the contract, if the output gets it. */
    private Optional<Target> unmappedTarget(String address) {
        List<String> parts = OscAddressParts.parts(address);
        boolean named = parts.size() == 4 && parts.get(2).equals("param");
        if (!(named || parts.size() == 3) || !parts.getFirst().equals("node")) {
            return Optional.empty();
        }
        return graph.parameter(new ParamPath(parts.get(1), parts.getLast()))
                .map(Parameter::number)
                .filter(this::sends)
                .map(number -> new Target(number, Optional.empty()));
    }

    /** The mapping of an output for a graph, whose tracks own nodes as in the session. */
    public static OutputMapping of(OutputSpec spec, Graph graph, Session session) {
        return new OutputMapping(spec, graph, chosenNodes(spec, graph, session));
    }

    /** This mapping if it is still valid, else a new one. */
    OutputMapping updated(Graph graph, Session session) {
        Set<String> now = chosenNodes(spec, graph, session);
        return isFor(graph) && now.equals(chosenNodes) ? this : new OutputMapping(spec, graph, now);
    }

    /** Whether it was made for the nodes of {@code graph}; ranges do not matter. */
    boolean isFor(Graph graph) {
        return graph.nodes() == nodes;
    }

    /** The parameters that this mapping sends and another one does not. */
    BitSet sentBeyond(OutputMapping other) {
        var sent = new BitSet();
        for (int number = 0; number < parameterNumbers(); number++) {
            if (sends(number) && !(other.sends(number) && isSameIn(other, number))) {
                sent.set(number);
            }
        }
        return sent;
    }

    private boolean isSameIn(OutputMapping other, int number) {
        return graph.parameter(number).path().equals(other.graph.parameter(number).path());
    }

    /** Empty for a parameter that one turn has both added and deleted. */
    private List<ParameterEncoder> encoders(int parameter) {
        return parameter < encoders.size() ? encoders.get(parameter) : List.of();
    }

    /** The upper limit of parameter numbers, whether they are sent or not. */
    int parameterNumbers() {
        return encoders.size();
    }

    /** Whether the output gets this parameter. */
    public boolean sends(int parameter) {
        return !encoders(parameter).isEmpty();
    }

    /** The largest number that a parameter's values are scaled from or to; 0 if none is. */
    double magnitude(int parameter) {
        return encoders(parameter).stream()
                .mapToDouble(ParameterEncoder::magnitude)
                .max()
                .orElse(0);
    }

    /** The messages for those of {@code values} that the output gets, in their order. */
    EncodedMessages encoded(ParameterValueList values) {
        var encoder = new EncodedMessages.Encoder();
        encode(values, encoder);
        return encoder.build();
    }

    void encode(ParameterValueList values, EncodedMessages.Encoder messages) {
        for (int index = 0; index < values.size(); index++) {
            for (ParameterEncoder encoder : encoders(values.parameter(index))) {
                messages.add(encoder, values, index);
            }
        }
    }

    /** The messages for a parameter that moves, to be filled again and again. */
    void addFadeMessages(int parameter, boolean text, FadeValuesDatagram.Builder frame) {
        for (ParameterEncoder encoder : encoders(parameter)) {
            frame.add(parameter, text, encoder);
        }
    }

    private static List<ParameterEncoder> encodersOf(
            OutputSpec spec, Parameter parameter, Set<String> chosen) {
        var encoders = new ArrayList<ParameterEncoder>();
        for (OutputValueMapSpec map : spec.maps()) {
            if (map.source() instanceof OutputValueMapSpec.Param source
                    && matches(source, parameter)) {
                encoders.add(ParameterEncoder.of(map));
            }
        }
        if (encoders.isEmpty() && chosen.contains(parameter.path().node())) {
            encoders.add(ParameterEncoder.of(spec.template(), parameter.path()));
        }
        return List.copyOf(encoders);
    }

    private static boolean matches(OutputValueMapSpec.Param source, Parameter parameter) {
        return isCalled(source.node(), parameter.path().node())
                && isCalled(source.param(), parameter.path().param());
    }

    private static Set<String> chosenNodes(OutputSpec spec, Graph graph, Session session) {
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
