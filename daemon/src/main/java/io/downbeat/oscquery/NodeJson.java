package io.downbeat.oscquery;

import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.osc.OscArgument;
import io.downbeat.schema.ArgumentSpec;
import io.downbeat.schema.ArgumentType;
import io.downbeat.schema.Method;
import io.downbeat.schema.MethodAccess;
import io.downbeat.schema.MethodFlag;
import io.downbeat.schema.ValueRange;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes the attributes of a node of the namespace as JSON. Attributes with one element for each
 * value (VALUE, RANGE, UNIT, CLIPMODE) always have as many elements as TYPE has letters; an element
 * that says nothing is {@code null}, because some clients refuse shorter arrays.
 */
final class NodeJson {
    /** What a parameter that holds text has, but nobody can set. */
    private static final Set<String> NUMBERS_ONLY =
            Set.of("/node/{id}/{param}/norm", "/node/{id}/{param}/range");

    private final Namespace namespace;
    private final SessionViewAtTime viewAtTime;
    private final String prefix;
    private final JsonGenerator json;

    NodeJson(Namespace namespace, SessionViewAtTime viewAtTime, String prefix, JsonGenerator json) {
        this.namespace = namespace;
        this.viewAtTime = viewAtTime;
        this.prefix = prefix;
        this.json = json;
    }

    /** Writes all attributes of a node but its contents. */
    void writeAttributes(NamespaceNode node) {
        for (Attribute attribute : Attribute.values()) {
            if (attribute != Attribute.CONTENTS) {
                write(attribute, node);
            }
        }
    }

    /** Writes one attribute, if the node has it. */
    void write(Attribute attribute, NamespaceNode node) {
        if (attribute == Attribute.FULL_PATH) {
            String path = prefix + node.path();
            json.writeStringProperty("FULL_PATH", path.isEmpty() ? "/" : path);
        } else {
            namespace.address(node).ifPresent(address -> write(attribute, node, address));
        }
    }

    private void write(Attribute attribute, NamespaceNode node, ConcreteAddress address) {
        Method method = address.row().method();
        switch (attribute) {
            case FULL_PATH, CONTENTS -> {}
            case DESCRIPTION -> json.writeStringProperty("DESCRIPTION", method.description());
            case ACCESS -> json.writeNumberProperty("ACCESS", access(address));
            case TYPE ->
                    json.writeStringProperty("TYPE", type(ValueAttributes.of(address, viewAtTime)));
            case VALUE -> writeValue(address);
            case RANGE -> writeRange(ValueAttributes.of(address, viewAtTime));
            case UNIT -> writeUnit(ValueAttributes.of(address, viewAtTime));
            case CLIPMODE -> writeClipMode(ValueAttributes.of(address, viewAtTime));
            case TAGS -> {
                json.writeArrayPropertyStart("TAGS");
                json.writeString(method.group());
                json.writeEndArray();
            }
            case CRITICAL -> {
                if (method.access().isSettable()) {
                    json.writeBooleanProperty(
                            "CRITICAL", address.row().hasFlag(MethodFlag.CRITICAL));
                }
            }
            case OVERLOADS -> writeOverloads(node, address);
        }
    }

    private int access(ConcreteAddress address) {
        MethodAccess access = address.row().access();
        boolean isOfText =
                NUMBERS_ONLY.contains(address.row().canonicalTemplate())
                        && viewAtTime.view().graph().parameter(address.first()).text();
        return access(isOfText ? MethodAccess.STATE : access);
    }

    private static int access(MethodAccess access) {
        return switch (access) {
            case TRIGGER, IN -> 2;
            case VALUE -> 3;
            case STATE -> 1;
            case OUT -> 0;
        };
    }

    /** A trigger without an argument is an impulse. */
    private static String type(List<ValueAttributes> values) {
        var tags = new StringBuilder();
        values.forEach(value -> tags.append(value.tag()));
        return tags.isEmpty() ? "I" : tags.toString();
    }

    private void writeValue(ConcreteAddress address) {
        if (address.row().isReadable()) {
            json.writeArrayPropertyStart("VALUE");
            address.row().read(viewAtTime, address).forEach(this::write);
            json.writeEndArray();
        }
    }

    private void write(OscArgument value) {
        switch (value) {
            case OscArgument.Int32(int number) -> json.writeNumber(number);
            case OscArgument.Float32(float number) -> json.writeNumber(number);
            case OscArgument.Int64(long number) -> json.writeNumber(number);
            case OscArgument.Float64(double number) -> json.writeNumber(number);
            case OscArgument.Text(String text) -> json.writeString(text);
            case OscArgument.Rgba(int color) -> json.writeString("#%08X".formatted(color));
            default -> json.writeNull();
        }
    }

    private void writeRange(List<ValueAttributes> values) {
        json.writeArrayPropertyStart("RANGE");
        values.forEach(this::writeRange);
        writeNullForImpulse(values);
        json.writeEndArray();
    }

    private void writeRange(ValueAttributes value) {
        ArgumentSpec argument = value.argument();
        ValueRange range = argument.range();
        if (value.ownRange().isPresent()) {
            writeBounds(value.ownRange().get().min(), value.ownRange().get().max());
        } else if (argument.enumeration().isPresent()) {
            json.writeStartObject();
            json.writeArrayPropertyStart("VALS");
            argument.enumeration().get().words().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        } else if (argument.type() == ArgumentType.SWITCH) {
            writeBounds(0, 1);
        } else if (!range.only().isEmpty()) {
            json.writeStartObject();
            json.writeArrayPropertyStart("VALS");
            range.only().forEach(json::writeNumber);
            json.writeEndArray();
            json.writeEndObject();
        } else if (range.bounded() && value.tag() != 's') {
            double lowest = range.minimum();
            double highest = range.maximum();
            for (double beside : range.beside()) {
                lowest = Math.min(lowest, beside);
                highest = Math.max(highest, beside);
            }
            writeBounds(lowest, highest);
        } else {
            json.writeNull();
        }
    }

    private void writeBounds(double lowest, double highest) {
        json.writeStartObject();
        if (lowest > -Float.MAX_VALUE) {
            json.writeNumberProperty("MIN", lowest);
        }
        if (highest < Float.MAX_VALUE) {
            json.writeNumberProperty("MAX", highest);
        }
        json.writeEndObject();
    }

    private void writeUnit(List<ValueAttributes> values) {
        json.writeArrayPropertyStart("UNIT");
        for (ValueAttributes value : values) {
            if (value.unit().isEmpty()) {
                json.writeNull();
            } else {
                json.writeString(value.unit());
            }
        }
        writeNullForImpulse(values);
        json.writeEndArray();
    }

    private void writeClipMode(List<ValueAttributes> values) {
        json.writeArrayPropertyStart("CLIPMODE");
        for (ValueAttributes value : values) {
            json.writeString(value.clips() ? "both" : "none");
        }
        writeNullForImpulse(values);
        json.writeEndArray();
    }

    private void writeNullForImpulse(List<ValueAttributes> values) {
        if (values.isEmpty()) {
            json.writeNull();
        }
    }

    /**
     * The same address with its optional arguments: with the first, with the first two... And each
     * of these with names of objects instead of positions, where it takes both.
     */
    private void writeOverloads(NamespaceNode node, ConcreteAddress address) {
        Method method = address.row().method();
        if (!method.access().isSettable()) {
            return;
        }
        List<ArgumentSpec> given = new ArrayList<>(ValueAttributes.required(method.arguments()));
        json.writeArrayPropertyStart("OVERLOADS");
        writeOverloadWithText(node, ValueAttributes.of(given, address, viewAtTime), address);
        for (ArgumentSpec each : method.arguments()) {
            if (each.optional()) {
                given.add(each);
                List<ValueAttributes> values = ValueAttributes.of(given, address, viewAtTime);
                writeOverload(node, values);
                writeOverloadWithText(node, values, address);
            }
        }
        json.writeEndArray();
    }

    private void writeOverloadWithText(
            NamespaceNode node, List<ValueAttributes> values, ConcreteAddress address) {
        List<ValueAttributes> withText =
                values.stream().map(value -> value.asTextFor(address.row())).toList();
        if (!withText.equals(values)) {
            writeOverload(node, withText);
        }
    }

    private void writeOverload(NamespaceNode node, List<ValueAttributes> values) {
        json.writeStartObject();
        write(Attribute.FULL_PATH, node);
        json.writeNumberProperty("ACCESS", 2);
        json.writeStringProperty("TYPE", type(values));
        writeRange(values);
        writeUnit(values);
        writeClipMode(values);
        json.writeEndObject();
    }
}
