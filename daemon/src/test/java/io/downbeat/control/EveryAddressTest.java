package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.sent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscArgument.Impulse;
import io.downbeat.osc.OscArgument.Nil;
import io.downbeat.schema.ArgumentSpec;
import io.downbeat.schema.Enumeration;
import io.downbeat.schema.Method;
import io.downbeat.schema.MethodAccess;
import io.downbeat.schema.MethodFlag;
import io.downbeat.schema.MethodOrigin;
import io.downbeat.schema.Part;
import io.downbeat.schema.Placeholder;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every address of the contract with every type of argument, against what the contract says. */
class EveryAddressTest {
    private static final List<OscArgument> ONES =
            List.of(
                    OscArgument.f(1),
                    OscArgument.i(1),
                    OscArgument.h(1),
                    OscArgument.d(1),
                    OscArgument.bool(true));
    private static final List<OscArgument> ZEROS =
            List.of(
                    OscArgument.f(0),
                    OscArgument.i(0),
                    OscArgument.h(0),
                    OscArgument.d(0),
                    OscArgument.bool(false),
                    Nil.NIL);
    private static final List<OscArgument> FOREIGN =
            List.of(
                    OscArgument.Blob.of((byte) 1),
                    new OscArgument.Time(MessageExpectation.WALL),
                    new OscArgument.Char('1'),
                    new OscArgument.Midi(1),
                    OscArgument.array(OscArgument.f(1)));
    private static final Set<String> ANY_ORDER = Set.of("/subscribe", "/unsubscribe", "/refresh");

    private static String address(Method method) {
        return "/"
                + method.parts().stream()
                        .map(EveryAddressTest::spelled)
                        .collect(Collectors.joining("/"));
    }

    private static String spelled(Part part) {
        return part instanceof Placeholder(String name, Placeholder.Kind kind)
                ? (kind.positional() ? "1" : "thing")
                : part.text();
    }

    private static List<Method> methods(MethodAccess access) {
        return MessageExpectation.SPACE.methods().stream()
                .filter(m -> m.access() == access)
                .toList();
    }

    private static Command one(String address, Object... arguments) {
        List<Command> commands = sent(address, arguments).commands();
        assertEquals(1, commands.size(), () -> sent(address, arguments) + " gives " + commands);
        return commands.getFirst();
    }

    private static boolean isSettable(Command command) {
        return !(command instanceof Command.Refuse);
    }

    private static void isSettable(String address, OscArgument argument) {
        Command command = one(address, argument);
        assertTrue(isSettable(command), () -> address + " " + argument + " gives " + command);
    }

    private static boolean isSingle(Method method) {
        List<ArgumentSpec> specs = method.arguments();
        return specs.size() == 1 || (specs.size() > 1 && specs.get(1).optional());
    }

    @Test
    void aQuestionIsAskedOfEveryValueAndState() {
        for (Method method : MessageExpectation.SPACE.methods()) {
            if (method.access().isReadable()) {
                sent(address(method)).asks();
            }
        }
    }

    @Test
    void noReadOnlyAddressCanBeSet() {
        for (Method method : methods(MethodAccess.STATE)) {
            for (OscArgument argument : List.of(OscArgument.f(1), OscArgument.s("x"), Nil.NIL)) {
                sent(address(method), argument).isRefused(Refusal.Code.READ_ONLY);
            }
        }
    }

    @Test
    void messagesOfTheDaemonAreNeverAnswered() {
        for (Method method : methods(MethodAccess.OUT)) {
            sent(address(method)).becomesNothing();
            sent(address(method), 1f, "x").becomesNothing();
        }
    }

    @Test
    void everyTriggerFiresOnAPressAndNotOnARelease() {
        for (Method method : methods(MethodAccess.TRIGGER)) {
            boolean button =
                    !method.numberIsArgument()
                            && method.arguments().stream().allMatch(ArgumentSpec::optional);
            if (button && !ANY_ORDER.contains(method.template())) {
                assertTrue(isSettable(one(address(method))), method::template);
                ONES.forEach(press -> isSettable(address(method), press));
                isSettable(address(method), Impulse.IMPULSE);
                ZEROS.forEach(release -> rests(method, release));
                FOREIGN.forEach(other -> sent(address(method), other).isRefused(Refusal.Code.TYPE));
            }
        }
    }

    private static void rests(Method method, OscArgument release) {
        if (method.is(MethodFlag.RELEASE)) {
            assertTrue(one(address(method), release) instanceof Command.ReleaseClip);
        } else {
            sent(address(method), release).becomesNothing();
        }
    }

    @Test
    void everyValueAcceptsItsArgument() {
        for (Method method : methods(MethodAccess.VALUE)) {
            if (isSingle(method)) {
                ONES.forEach(one -> takes(method, method.arguments().getFirst(), one));
                FOREIGN.forEach(other -> sent(address(method), other).isRefused(Refusal.Code.TYPE));
            }
        }
    }

    private static void takes(Method method, ArgumentSpec spec, OscArgument one) {
        boolean word = spec.enumeration().isPresent();
        boolean mayBeSwitch = !word && !(method.form() instanceof MethodOrigin.Index);
        boolean number = spec.type().takesNumber() || word;
        boolean numeric = number && (mayBeSwitch || !(one instanceof OscArgument.Bool));
        Command command = one(address(method), one);
        if (!numeric) {
            sent(address(method), one).isRefused(Refusal.Code.TYPE);
        } else if (word || spec.range().clipped() || spec.range().contains(1)) {
            assertTrue(isSettable(command), () -> method + " " + one + " gives " + command);
        } else {
            sent(address(method), one).isRefused(Refusal.Code.RANGE);
        }
    }

    @Test
    void everyWordOfEveryEnumerationBecomesACommand() {
        var read = new TreeSet<String>();
        for (Method method : MessageExpectation.SPACE.methods()) {
            List<Object> before = new ArrayList<>();
            for (ArgumentSpec spec : method.arguments()) {
                if (method.access().isSettable() && spec.enumeration().isPresent()) {
                    Enumeration enumeration = spec.enumeration().get();
                    read.add(enumeration.name());
                    for (String word : enumeration.words()) {
                        Object[] arguments = with(before, word, method);
                        Command command = one(address(method), arguments);
                        assertTrue(
                                isSettable(command),
                                () -> method + " " + List.of(arguments) + " gives " + command);
                    }
                }
                before.add(valid(spec));
            }
        }
        assertTrue(
                read.containsAll(List.of("followAction", "cueAdvance", "respondScope")),
                read::toString);
    }

    /** The arguments before a word, the word, and valid arguments behind it. */
    private static Object[] with(List<Object> before, String word, Method method) {
        List<Object> arguments = new ArrayList<>(before);
        arguments.add(word);
        method.arguments().stream()
                .skip(arguments.size())
                .map(EveryAddressTest::valid)
                .forEach(arguments::add);
        return arguments.toArray();
    }

    /** An argument that is taken. */
    private static Object valid(ArgumentSpec spec) {
        return spec.type().takesNumber() ? (float) spec.range().nearest(1) : "x";
    }

    @Test
    void missingArgumentsAreNamedInTheError() {
        for (Method method : MessageExpectation.SPACE.methods()) {
            boolean fired =
                    method.access() == MethodAccess.TRIGGER || method.access() == MethodAccess.IN;
            if (fired && !method.arguments().isEmpty() && !method.arguments().get(0).optional()) {
                sent(address(method))
                        .isRefused(Refusal.Code.MISSING, method.arguments().get(0).name());
            }
        }
    }

    @Test
    void nanAndInfinityAreRefusedEverywhere() {
        for (Method method : MessageExpectation.SPACE.methods()) {
            boolean numeric =
                    !method.arguments().isEmpty()
                            && method.arguments().get(0).type().takesNumber()
                            && !method.template().equals("/ping");
            if (method.access().isSettable() && numeric) {
                for (Object none : new Object[] {Float.NaN, Double.POSITIVE_INFINITY}) {
                    sent(address(method), none, 4).isRefused(Refusal.Code.RANGE);
                }
            }
        }
    }
}
