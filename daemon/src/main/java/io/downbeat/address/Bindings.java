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
final class Bindings {

    private final Map<String, Answer> answers = new LinkedHashMap<>();

    static Bindings all(String version) {
        var bindings = new Bindings();
        TransportValues.bind(bindings);
        TrackValues.bind(bindings);
        ClipValues.bind(bindings);
        SceneValues.bind(bindings);
        CueValues.bind(bindings);
        NodeValues.bind(bindings);
        ArrangementValues.bind(bindings);
        ProgramValues.bind(bindings, version);
        return bindings;
    }

    /** Throws {@link IllegalStateException} if the template has an answer already. */
    Bindings answer(String template, Answer answer) {
        if (answers.put(template, answer) != null) {
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
    List<Row> rows(AddressSpace space) {
        var rows = new ArrayList<Row>();
        Set<String> unused = new LinkedHashSet<>(answers.keySet());
        for (Method method : space.methods()) {
            if (method.access() == Access.VALUE || method.access() == Access.STATE) {
                unused.remove(method.base().template());
                rows.add(new Row(rows.size(), method, answerOf(method)));
            }
        }
        if (!unused.isEmpty()) {
            throw new IllegalStateException("the contract has no value or state " + unused);
        }
        return List.copyOf(rows);
    }

    private Answer answerOf(Method method) {
        Method base = method.base();
        Answer answer = answers.get(base.template());
        if (answer == null) {
            throw new IllegalStateException(base + " has no answer");
        }
        if (method.form() instanceof Form.Index) {
            Enumeration words = base.arguments().getFirst().enumeration().orElseThrow();
            return (moment, place) -> asIndex(words, answer.of(moment, place));
        }
        return answer;
    }

    private static List<OscArgument> asIndex(Enumeration words, List<OscArgument> said) {
        var arguments = new ArrayList<>(said);
        String word = said.getFirst().text().orElse("");
        arguments.set(0, OscArgument.i(words.indexOf(word).orElse(0)));
        return arguments;
    }
}
