package io.downbeat.address;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscArgument.Int32;
import io.downbeat.osc.OscArgument.Rgba;
import io.downbeat.schema.ArgumentSpec;
import io.downbeat.schema.ArgumentType;
import io.downbeat.schema.Method;
import io.downbeat.schema.MethodAccess;
import io.downbeat.schema.MethodFlag;
import io.downbeat.schema.MethodOrigin;
import io.downbeat.schema.Part;
import io.downbeat.schema.Placeholder;
import io.downbeat.session.command.Command;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One address of the contract, with how it is read and what command it makes. An alias, a fixed
 * form, {@code /toggle} and {@code /index} have rows of their own. A row equals only itself.
 */
public final class AddressRow {

    private final int number;
    private final Method method;
    private final ObjectKind objectKind;
    private final @Nullable ValueReader reader;
    private final @Nullable CommandFactory command;
    private final @Nullable CommandFactory release;
    private final boolean readsOwnArguments;
    private final boolean ofSender;
    private final List<String> segments;
    private final List<OscArgument> emptyValue;

    AddressRow(int number, Method method, AddressTableBuilder.Entry entry) {
        this.number = number;
        this.method = method;
        reader = entry.readerFor(method);
        command = entry.command();
        release = entry.release();
        readsOwnArguments = entry.readsOwnArguments();
        ofSender = entry.isOfSender();
        objectKind = ObjectKind.of(method.captures());
        segments = segments(method.parts());
        emptyValue = emptyValue(method.arguments());
    }

    /** The index of the row in {@link AddressTable#rows()}, from 0. */
    public int number() {
        return number;
    }

    public Method method() {
        return method;
    }

    public MethodAccess access() {
        return method.access();
    }

    /** The kind of object that the placeholders of the template name. */
    public ObjectKind objectKind() {
        return objectKind;
    }

    /** Whether the entry of the contract that this row belongs to has the flag. */
    public boolean hasFlag(MethodFlag flag) {
        return method.base().is(flag);
    }

    /** Whether the row is another spelling of an address of the contract. */
    public boolean isAlias() {
        return !method.template().equals(canonicalTemplate());
    }

    /** Whether the value is a list of strings and nothing else. */
    public boolean isListOfStrings() {
        List<ArgumentSpec> arguments = method.arguments();
        return arguments.size() == 1
                && arguments.getFirst().repeated()
                && arguments.getFirst().type().textual();
    }

    /** The template that this row is a spelling of; its own template if it is not an alias. */
    public String canonicalTemplate() {
        String base = method.base().template();
        return method.form() instanceof MethodOrigin.Index ? base + "/index" : base;
    }

    /** Whether the row has a value to read. */
    public boolean isReadable() {
        return reader != null;
    }

    /**
     * The value at a place; the empty value where there is no such object.
     *
     * @throws IllegalStateException if the row is not readable
     */
    public List<OscArgument> read(SessionViewAtTime viewAtTime, ConcreteAddress place) {
        if (reader == null) {
            throw new IllegalStateException(this + " has no value to read");
        }
        return viewAtTime.exists(place) ? reader.read(viewAtTime, place) : emptyValue;
    }

    /** The value of a position that holds nothing. */
    public List<OscArgument> emptyValue() {
        return emptyValue;
    }

    /** Whether a message can set or fire the row. */
    public boolean isSettable() {
        return command != null;
    }

    /**
     * The command that a call makes.
     *
     * @throws io.downbeat.session.command.Refusal if the contract does not allow the arguments
     * @throws IllegalStateException if the row is not settable
     */
    public Command command(ResolvedMessage call) {
        if (command == null) {
            throw new IllegalStateException(this + " can be neither set nor fired");
        }
        return command.command(call);
    }

    /** Whether the release of a button makes a command too. */
    public boolean hasRelease() {
        return release != null;
    }

    /** The command that the release of a button makes; empty if a release does nothing. */
    public Optional<Command> releaseCommand(ResolvedMessage call) {
        return release == null ? Optional.empty() : Optional.of(release.command(call));
    }

    /** Whether the row checks its arguments itself, because they may come in any order. */
    public boolean readsOwnArguments() {
        return readsOwnArguments;
    }

    /** Whether the value is a setting of the sender, such as where its answers go. */
    public boolean isOfSender() {
        return ofSender;
    }

    /** The address with the captures in place of the placeholders. */
    public String address(List<String> captures) {
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

    private static List<OscArgument> emptyValue(List<ArgumentSpec> arguments) {
        return arguments.stream()
                .filter(argument -> !argument.optional())
                .map(AddressRow::emptyValue)
                .toList();
    }

    private static OscArgument emptyValue(ArgumentSpec argument) {
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
