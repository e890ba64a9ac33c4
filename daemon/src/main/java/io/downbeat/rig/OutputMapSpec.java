package io.downbeat.rig;

/**
 * One value onto another program's own address. A mapped parameter does not also go by the output's
 * template.
 *
 * @param message the receiver's address, and what stands before and behind the value
 * @param valueScaling from the value's range to the receiver's
 * @param type how it goes out; what is no number goes as text whatever this says
 * @param back whether the same message from that host is a hand on the source
 */
public record OutputMapSpec(
        Source source,
        MessageTemplate message,
        ValueScaling valueScaling,
        Type type,
        boolean back) {
    /** A map onto an address with the value alone. */
    public OutputMapSpec(
            Source source, String address, ValueScaling valueScaling, Type type, boolean back) {
        this(source, MessageTemplate.ofValueAt(address), valueScaling, type, back);
    }

    /** The receiver's own address. */
    public String address() {
        return message.address().toString();
    }

    /** Where the value comes from. */
    public sealed interface Source permits Param, Value {}

    /** A parameter of the graph, written {@code node/param}. */
    public record Param(String node, String param) implements Source {
        static Param parse(String text) {
            int slash = text.indexOf('/');
            if (slash < 1 || slash == text.length() - 1) {
                throw TomlValues.unexpected("NODE/PARAMETER, as bloom/intensity", text);
            }
            return new Param(text.substring(0, slash), text.substring(slash + 1));
        }
    }

    /** An address of the contract, such as {@code /tempo}. */
    public record Value(String address) implements Source {
        static Source read(String text) {
            return new Value(OscAddressCheck.pattern(text));
        }
    }

    /** The OSC type that a number goes as. */
    public enum Type {
        F,
        I,
        S,
        /** True and false, which any number but 0 and 0 itself stand for. */
        T
    }

    private static final MessageTemplate NOWHERE = MessageTemplate.ofValueAt("/unread");

    static OutputMapSpec read(RigSectionReader rigSectionReader) {
        if (rigSectionReader.has("param") == rigSectionReader.has("value")) {
            rigSectionReader.addProblem("expected either param or value: what is to be sent");
        }
        if (!rigSectionReader.has("address")) {
            rigSectionReader.addProblem(
                    "address is missing: where the value goes, as /layer/1/opacity");
        }
        Source value = rigSectionReader.parsed("value", new Value(""), Value::read);
        return new OutputMapSpec(
                rigSectionReader.has("param")
                        ? rigSectionReader.parsed("param", value, Param::parse)
                        : value,
                rigSectionReader.read("address", NOWHERE, MessageTemplate::ofMaps),
                ValueScaling.read(rigSectionReader, "from", "to"),
                rigSectionReader.word("type", Type.F),
                rigSectionReader.flag("back", false));
    }
}
