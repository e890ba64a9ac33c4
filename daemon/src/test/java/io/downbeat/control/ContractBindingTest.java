package io.downbeat.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.schema.Access;
import io.downbeat.schema.Flag;
import io.downbeat.schema.Form;
import io.downbeat.schema.Method;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The law that routes and the contract are a bijection. */
class ContractBindingTest {
    private final Routes routes =
            Routes.all(
                    new SubscribeArguments(MessageExpectation.SPACE, new ProgramAddressPrefix("")),
                    new QuitPermission(MessageExpectation.TOKEN));

    private static Set<String> entries(Predicate<Method> which) {
        return MessageExpectation.SPACE.methods().stream()
                .filter(method -> method.form() instanceof Form.Plain)
                .filter(which)
                .map(Method::template)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatCanBeSetOrFiredIsBoundAndNothingElse() {
        assertEquals(
                entries(method -> method.access().obeyed()), new TreeSet<>(routes.templates()));
    }

    @Test
    void whatIsDerivedFromAnEntryIsBoundWithIt() {
        for (Method method : MessageExpectation.SPACE.methods()) {
            assertEquals(method.access().obeyed(), routes.of(method).isPresent(), method::template);
        }
    }

    @Test
    void whereAReleaseCountsItIsBound() {
        assertEquals(
                entries(method -> method.is(Flag.RELEASE)),
                new TreeSet<>(routes.releasedTemplates()));
    }

    @Test
    void aStateIsBoundToNothing() {
        assertEquals(
                Set.of(),
                entries(method ->
                        method.access() == Access.STATE && routes.of(method).isPresent()));
    }
}
