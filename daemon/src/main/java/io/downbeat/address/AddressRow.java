package io.downbeat.address;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscArgument.Int32;
import io.downbeat.osc.OscArgument.Rgba;
import io.downbeat.schema.ArgumentSpec;
import io.downbeat.schema.ArgumentType;
import io.downbeat.schema.Flag;
import io.downbeat.schema.Form;
import io.downbeat.schema.Method;
import io.downbeat.schema.Part;
import io.downbeat.schema.Placeholder;

import java.util.ArrayList;
import java.util.List;

/** One value or state of the contract, bound to what it answers. Equal only to itself. */
public final class AddressRow {

    private final int number;
    private final Method method;
    private final ObjectKind objectKind;
    private final RowValueReader reader;
    private final List<String> segments;
    private final List<OscArgument> empty;

    AddressRow(int number, Method method, RowValueReader reader) {
        this.number = number;
        this.method = method;
        this.reader = reader;
        objectKind = ObjectKind.of(method.captures());
        segments = segments(method.parts());
        empty = empty(method.arguments());
    }

    /** Its place among all rows, from 0. */
    public int number() {
        return number;
    }

    public Method method() {
        return method;
    }

    public ObjectKind objectKind() {
        return objectKind;
    }

    public boolean is(Flag flag) {
        return method.base().is(flag);
    }

    /** Whether it is another spelling of an address of the contract. */
    public boolean isAlias() {
        return !method.template().equals(canonical());
    }

    /** Whether it answers any number of strings, and nothing else. */
    public boolean isListOfStrings() {
        List<ArgumentSpec> arguments = method.arguments();
        return arguments.size() == 1
                && arguments.getFirst().repeated()
                && arguments.getFirst().type().textual();
    }

    /** The template of which this one is a spelling; its own if it is none. */
    String canonical() {
        String base = method.base().template();
        return method.form() instanceof Form.Index ? base + "/index" : base;
    }

    /** What it answers for a position that holds nothing. */
    public List<OscArgument> empty() {
        return empty;
    }

    List<OscArgument> answer(TimedView timedView, ConcreteAddress place) {
        return reader.of(timedView, place);
    }

    /** The address with its placeholders filled. */
    String address(List<String> captures) {
        if (captures.isEmpty()) {
            return segments.getFirst();
        }
        var text = new StringBuilder(segments.getFirst());
        for (int i = 0; i < captures.size(); i++) {
            text.append(captures.get(i)).append(segments.get(i + 1));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return method.template();
    }

    private static List<String> segments(List<Part> parts) {
        var segments = new ArrayList<String>();
        var text = new StringBuilder();
        for (Part part : parts) {
            text.append('/');
            if (part instanceof Placeholder) {
                segments.add(text.toString());
                text.setLength(0);
            } else {
                text.append(part.text());
            }
        }
        segments.add(text.toString());
        return List.copyOf(segments);
    }

    private static List<OscArgument> empty(List<ArgumentSpec> arguments) {
        return arguments.stream()
                .filter(argument -> !argument.optional())
                .map(AddressRow::empty)
                .toList();
    }

    private static OscArgument empty(ArgumentSpec argument) {
        if (argument.type().textual()) {
            return OscArgument.s("");
        }
        if (argument.type() == ArgumentType.RGBA) {
            return new Rgba(0);
        }
        double number = argument.emptyNumber();
        return argument.whole() ? new Int32((int) number) : OscArgument.f((float) number);
    }
}
