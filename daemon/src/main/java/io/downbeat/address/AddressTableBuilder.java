package io.downbeat.address;

import io.downbeat.osc.OscArgument;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Enumeration;
import io.downbeat.schema.Method;
import io.downbeat.schema.MethodAccess;
import io.downbeat.schema.MethodFlag;
import io.downbeat.schema.MethodOrigin;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects one entry for each address of the contract: how it is read and what command it makes.
 * The rows of aliases, fixed forms, {@code /toggle} and {@code /index} are derived from the entry
 * that they belong to.
 */
final class AddressTableBuilder {

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * One address of the contract as a subject file writes it down.
     *
     * <pre>
     * rows.at("/track/{n}/safe")
     *         .reads((view, at) -> flag(view.track(at).safe()))
     *         .sets(call -> new Command.SetSafe(call.ref(0), call.toggle()));
     * </pre>
     */
    static final class Entry {

        private @Nullable ValueReader reader;
        private @Nullable CommandFactory command;
        private @Nullable CommandFactory release;
        private boolean readsOwnArguments;
        private boolean ofSender;

        private Entry() {}

        /** How the value is read. */
        Entry reads(ValueReader how) {
            reader = how;
            return this;
        }

        /** The command that sets the value. */
        Entry sets(CommandFactory how) {
            command = how;
            return this;
        }

        /** As {@link #sets}, for a setting of the sender, such as where its answers go. */
        Entry setsForSender(CommandFactory how) {
            ofSender = true;
            return sets(how);
        }

        /** The command that the trigger fires. */
        Entry fires(CommandFactory how) {
            return sets(how);
        }

        /** As {@link #fires}, for arguments in any order: the factory reads what was sent. */
        Entry firesWithOwnArguments(CommandFactory how) {
            readsOwnArguments = true;
            return sets(how);
        }

        /** The command that the release of the button fires. */
        Entry releases(CommandFactory how) {
            release = how;
            return this;
        }

        @Nullable CommandFactory command() {
            return command;
        }

        @Nullable CommandFactory release() {
            return release;
        }

        boolean readsOwnArguments() {
            return readsOwnArguments;
        }

        boolean isOfSender() {
            return ofSender;
        }

        /** The reader of one form of the address: a toggle is only fired, an index is a number. */
        @Nullable ValueReader readerFor(Method method) {
            ValueReader words = reader;
            if (words == null || !method.access().isReadable()) {
                return null;
            }
            if (method.form() instanceof MethodOrigin.Index(Method base)) {
                Enumeration known = base.arguments().getFirst().enumeration().orElseThrow();
                return (view, at) -> asIndex(known, words.read(view, at));
            }
            return words;
        }

        private static List<OscArgument> asIndex(Enumeration words, List<OscArgument> value) {
            var arguments = new ArrayList<>(value);
            String word = value.getFirst().text().orElse("");
            arguments.set(0, OscArgument.i(words.indexOf(word).orElse(0)));
            return arguments;
        }
    }

    /**
     * Starts the entry of an address.
     *
     * @throws IllegalStateException if the template has an entry already
     */
    Entry at(String template) {
        var entry = new Entry();
        if (entries.put(template, entry) != null) {
            throw new IllegalStateException(template + " is written down twice");
        }
        return entry;
    }

    /**
     * The rows of a contract, in its order.
     *
     * @throws IllegalStateException if an address of the contract has no entry, an entry does not
     *     belong to the contract, or an entry reads, sets or releases what the contract does not
     */
    List<AddressRow> rows(AddressSpace space) {
        var rows = new ArrayList<AddressRow>();
        Set<String> unused = new LinkedHashSet<>(entries.keySet());
        for (Method method : space.methods()) {
            Method base = method.base();
            unused.remove(base.template());
            rows.add(new AddressRow(rows.size(), method, entry(base)));
        }
        if (!unused.isEmpty()) {
            throw new IllegalStateException("the contract has no address " + unused);
        }
        return List.copyOf(rows);
    }

    private Entry entry(Method base) {
        Entry entry = entries.get(base.template());
        if (entry == null) {
            // The program sends these addresses and never receives them.
            if (base.access() == MethodAccess.OUT) {
                return new Entry();
            }
            throw new IllegalStateException(base + " is written down in no subject file");
        }
        check(base, "reads", base.access().isReadable(), entry.reader != null);
        check(base, "sets or fires", base.access().isSettable(), entry.command != null);
        check(base, "releases", base.is(MethodFlag.RELEASE), entry.release != null);
        return entry;
    }

    private static void check(Method base, String verb, boolean wanted, boolean written) {
        if (wanted != written) {
            throw new IllegalStateException(
                    base + (wanted ? " must say what it " : " must not say what it ") + verb);
        }
    }
}
