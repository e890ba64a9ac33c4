package io.downbeat.address;

import io.downbeat.osc.OscAddressParts;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscArgument.Int32;
import io.downbeat.osc.OscArgument.Rgba;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.ArgumentSpec;
import io.downbeat.schema.ArgumentType;
import io.downbeat.schema.Literal;
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
     * Whether a pattern that matches the row may set or fire it. What has no value to ask for, and
     * a setting of the sender, is reached where the last part of the pattern is written out: a wide
     * pattern must neither fire triggers nor move the sender's answers to another port. The word of
     * a trigger must be written out too, as {@code clear} in {@code /scene/{s}/clear/{n}}. The
     * values that clips store and the clips that scenes have are set only where every word of their
     * address is written out: {@code //gain} means the live values, and must not rewrite all clips,
     * nor the scenes of a track of that name.
     */
    public boolean isSettableByPattern(OscPattern pattern) {
        if (!isSettable()) {
            return false;
        }
        List<String> written = OscAddressParts.parts(pattern.toString());
        List<Part> parts = method.parts();
        if (isOfSender()) {
            return parts.getLast().text().equals(written.getLast());
        }
        if (!isReadable()) {
            return pattern.endsLiteral() && (access() != MethodAccess.TRIGGER || isWordIn(written));
        }
        return !isStoredOrAssigned() || isEachWordIn(written);
    }

    private boolean isWordIn(List<String> written) {
        return method.parts().reversed().stream()
                .filter(Literal.class::isInstance)
                .findFirst()
                .filter(word -> written.contains(word.text()))
                .isPresent();
    }

    /** Whether the value is one that a clip stores, or an object that another one refers to. */
    private boolean isStoredOrAssigned() {
        boolean isObject =
                method.parts().getLast() instanceof Placeholder last
                        && last.kind() != Placeholder.Kind.PARAM
                        && access() == MethodAccess.VALUE;
        return objectKind == ObjectKind.STORED || isObject;
    }

    private boolean isEachWordIn(List<String> written) {
        List<Part> parts = method.parts();
        boolean spelled = written.size() == parts.size();
        for (int at = 0; spelled && at < parts.size(); at++) {
            Part part = parts.get(at);
            spelled = part instanceof Placeholder || part.text().equals(written.get(at));
        }
        return spelled;
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
