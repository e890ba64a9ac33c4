package io.downbeat.address;

import io.downbeat.osc.OscArgument;
import io.downbeat.schema.Access;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Enumeration;
import io.downbeat.schema.Form;
import io.downbeat.schema.Method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every value and state of the contract with what it answers, gathered before the rows are made.
 * Aliases and {@code /index} mirrors follow from what is written out. Not thread safe.
 */
final class AddressRowBuilder {

    private final Map<String, RowValueReader> answers = new LinkedHashMap<>();

    static AddressRowBuilder all(String version) {
        var addressRowBuilder = new AddressRowBuilder();
        TransportValues.bind(addressRowBuilder);
        TrackValues.bind(addressRowBuilder);
        ClipValues.bind(addressRowBuilder);
        SceneValues.bind(addressRowBuilder);
        CueValues.bind(addressRowBuilder);
        NodeValues.bind(addressRowBuilder);
        ArrangementValues.bind(addressRowBuilder);
        ProgramValues.bind(addressRowBuilder, version);
        return addressRowBuilder;
    }

    /** Throws {@link IllegalStateException} if the template has an answer already. */
    AddressRowBuilder answer(String template, RowValueReader reader) {
        if (answers.put(template, reader) != null) {
            throw new IllegalStateException(template + " is bound twice");
        }
        return this;
    }

    /**
     * The rows of a contract, in its order.
     *
     * @throws IllegalStateException if a value or state of it has no answer, or an answer belongs
     *     to none
     */
    List<AddressRow> rows(AddressSpace space) {
        var rows = new ArrayList<AddressRow>();
        Set<String> unused = new LinkedHashSet<>(answers.keySet());
        for (Method method : space.methods()) {
            if (method.access() == Access.VALUE || method.access() == Access.STATE) {
                unused.remove(method.base().template());
                rows.add(new AddressRow(rows.size(), method, answerOf(method)));
            }
        }
        if (!unused.isEmpty()) {
            throw new IllegalStateException("the contract has no value or state " + unused);
        }
        return List.copyOf(rows);
    }

    private RowValueReader answerOf(Method method) {
        Method base = method.base();
        RowValueReader reader = answers.get(base.template());
        if (reader == null) {
            throw new IllegalStateException(base + " has no answer");
        }
        if (method.form() instanceof Form.Index) {
            Enumeration words = base.arguments().getFirst().enumeration().orElseThrow();
            return (timedView, place) -> asIndex(words, reader.of(timedView, place));
        }
        return reader;
    }

    private static List<OscArgument> asIndex(Enumeration words, List<OscArgument> said) {
        var arguments = new ArrayList<>(said);
        String word = said.getFirst().text().orElse("");
        arguments.set(0, OscArgument.i(words.indexOf(word).orElse(0)));
        return arguments;
    }
}
