package io.downbeat.rig;

import java.util.List;

/**
 * A receiver of parameter values, and the values that it gets.
 *
 * @param name unique in a rig; {@code host:port} if none is given
 * @param nodes ids of the nodes whose parameters it gets
 * @param tracks tracks (name, id or position); it also gets the parameters of their nodes
 * @param template the message for a parameter without a map
 * @param bundle false for receivers that do not read bundles
 */
public record OutputSpec(
        String name,
        Endpoint address,
        List<String> nodes,
        List<String> tracks,
        MessageTemplate template,
        boolean bundle,
        OutputSendTimes sendTiming,
        boolean initial,
        boolean enabled,
        List<OutputValueMapSpec> maps,
        List<EventMessage> events) {

    /** {@code /node/{node}/{param}} and the value. */
    public static final MessageTemplate DEFAULT_TEMPLATE =
            MessageTemplate.ofParameters("/node/{node}/{param}");

    /** The time tag of an output's bundles. */
    public enum Timetag {
        IMMEDIATE,
        BOUNDARY
    }

    /**
     * When an output's packets are sent.
     *
     * @param lookaheadMillis how early quantized launches are sent with a time tag, 0 to 1000
     * @param offsetMillis the offset for the receiver's latency, -500 to 500; negative is earlier
     * @param fadeHertz fade frames a second, 1 to 1000
     * @param resendSeconds all present values are sent again after each such time; 0 is never
     */
    public record OutputSendTimes(
            Timetag timetag,
            double lookaheadMillis,
            double offsetMillis,
            double fadeHertz,
            double resendSeconds) {

        /** Fade frames a second if the rig does not say. */
        public static final double USUAL_FADE_HERTZ = 60;

        static OutputSendTimes read(RigSectionReader rigSectionReader) {
            return new OutputSendTimes(
                    rigSectionReader.word("timetag", Timetag.IMMEDIATE),
                    rigSectionReader.number("lookahead_ms", 0, 1000, 50),
                    rigSectionReader.number("offset_ms", -500, 500, 0),
                    rigSectionReader.number("fade_hz", 1, 1000, USUAL_FADE_HERTZ),
                    rigSectionReader.number("resend_s", 0, 86_400, 0));
        }
    }

    public OutputSpec {
        nodes = List.copyOf(nodes);
        tracks = List.copyOf(tracks);
        maps = List.copyOf(maps);
        events = List.copyOf(events);
    }

    /** Whether every parameter is sent by the template, because the rig does not limit them. */
    public boolean sendsEveryParameter() {
        return nodes.isEmpty() && tracks.isEmpty() && maps.isEmpty() && events.isEmpty();
    }

    boolean isNamedByItsAddress() {
        return name.equals(address.toString());
    }

    OutputSpec named(String other) {
        return new OutputSpec(
                other,
                address,
                nodes,
                tracks,
                template,
                bundle,
                sendTiming,
                initial,
                enabled,
                maps,
                events);
    }

    static OutputSpec read(
            RigSectionReader rigSectionReader,
            List<OutputValueMapSpec> maps,
            List<EventMessage> events) {
        if (!rigSectionReader.has("address")) {
            rigSectionReader.addProblem(
                    "address is missing: the receiver of the values, as 127.0.0.1:7000");
        }
        Endpoint address =
                rigSectionReader.parsed("address", new Endpoint("localhost", 1), Endpoint::parse);
        return new OutputSpec(
                rigSectionReader.parsed("name", address.toString(), OutputNameRules::checked),
                address,
                rigSectionReader.texts("nodes"),
                rigSectionReader.texts("tracks"),
                rigSectionReader.read("template", DEFAULT_TEMPLATE, MessageTemplate::ofParameters),
                rigSectionReader.flag("bundle", true),
                OutputSendTimes.read(rigSectionReader),
                rigSectionReader.flag("initial", true),
                rigSectionReader.flag("enabled", true),
                maps,
                events);
    }
}
