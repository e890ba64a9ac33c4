package io.downbeat.rig;

/**
 * Sends one value to an address of another program. A mapped parameter is not also sent by the
 * output's template.
 *
 * @param message the receiver's address, and the arguments before and after the value
 * @param valueScaling from the value's range to the receiver's
 * @param type the type of a number; a text is always sent as text
 * @param back whether the same message from the receiver's host sets the source
 */
public record OutputValueMapSpec(
        Source source,
        MessageTemplate message,
        ValueScaling valueScaling,
        Type type,
        boolean back) {
    /** A map to an address with the value as the only argument. */
    public OutputValueMapSpec(
            Source source, String address, ValueScaling valueScaling, Type type, boolean back) {
        this(source, MessageTemplate.ofValueAt(address), valueScaling, type, back);
    }

    /** The receiver's own address. */
    public String address() {
        return message.address().toString();
    }

    /** The value that is sent. */
    public sealed interface Source permits Param, Value {}

    /** A parameter of the graph, written {@code node/param}. */
    public record Param(String node, String param) implements Source {
        static Param parse(String text) {
            int slash = text.indexOf('/');
            if (slash < 1 || slash == text.length() - 1) {
                throw TomlTypeCheck.unexpected("NODE/PARAMETER, as bloom/intensity", text);
            }
            return new Param(text.substring(0, slash), text.substring(slash + 1));
        }
    }

    /** An address of the contract, such as {@code /tempo}. */
    public record Value(String address) implements Source {
        static Source read(String text) {
            return new Value(OscAddressSyntaxCheck.pattern(text));
        }
    }

    /** The OSC type in which a number is sent. */
    public enum Type {
        F,
        I,
        S,
        /** True or false: false for 0, true for any other number. */
        T
    }

    private static final MessageTemplate NOWHERE = MessageTemplate.ofValueAt("/unread");

    static OutputValueMapSpec read(RigSectionReader rigSectionReader) {
        if (rigSectionReader.has("param") == rigSectionReader.has("value")) {
            rigSectionReader.addProblem("expected either param or value: the value to send");
        }
        if (!rigSectionReader.has("address")) {
            rigSectionReader.addProblem(
                    "address is missing: the receiver's address for the value, as /layer/1/opacity");
        }
        Source value = rigSectionReader.parsed("value", new Value(""), Value::read);
        return new OutputValueMapSpec(
                rigSectionReader.has("param")
                        ? rigSectionReader.parsed("param", value, Param::parse)
                        : value,
                rigSectionReader.read("address", NOWHERE, MessageTemplate::ofMaps),
                ValueScaling.read(rigSectionReader, "from", "to"),
                rigSectionReader.word("type", Type.F),
                rigSectionReader.flag("back", false));
    }
}
