package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.schema.ArgumentType;
import io.downbeat.schema.Enumeration;
import io.downbeat.schema.Literal;
import io.downbeat.schema.Method;
import io.downbeat.schema.MethodAccess;
import io.downbeat.schema.MethodFlag;
import io.downbeat.schema.Part;
import io.downbeat.schema.Placeholder;
import io.downbeat.session.SampleSessions;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What holds for every address of the contract, asked of the running session. */
class WholeContractTest {

    private static final Map<Placeholder.Kind, String> THERE =
            Map.of(
                    Placeholder.Kind.TRACK, "1",
                    Placeholder.Kind.CLIP, "2",
                    Placeholder.Kind.SCENE, "1",
                    Placeholder.Kind.CUE, "1",
                    Placeholder.Kind.STEP, "1",
                    Placeholder.Kind.OUTPUT, "1",
                    Placeholder.Kind.NODE, "kick",
                    Placeholder.Kind.PARAM, "pitch");

    private final FeedbackScenario scenario =
            FeedbackScenario.of(
                    SampleSessions.bandToExtend()
                            .track("Time", "clk/bpm")
                            .clip("Slow", 60)
                            .live("clk/bpm", 90)
                            .clockNode("clk")
                            .done());
    private final TestSubscriber tablet = scenario.surface("10.0.0.1:9000");

    /** A method's address, with one of its parts replaced; the number of its part or -1. */
    private static String address(Method method, int replaced, String by) {
        StringBuilder address = new StringBuilder();
        List<Part> parts = method.parts();
        for (int i = 0; i < parts.size(); i++) {
            String part =
                    switch (parts.get(i)) {
                        case Literal(String word) -> word;
                        case Placeholder placeholder -> THERE.getOrDefault(placeholder.kind(), "1");
                    };
            address.append('/').append(i == replaced ? by : part);
        }
        return address.toString();
    }

    private static String address(Method method) {
        return address(method, -1, "");
    }

    /** The errors that a message was answered with, each as {@code code text}. */
    private List<String> errors(String address, Object... arguments) {
        tablet.quietly().send(address, arguments);
        scenario.seconds(1.1);
        List<String> errors = new ArrayList<>();
        for (String line : tablet.takeHeard()) {
            if (line.startsWith("/error ,sss ")) {
                errors.add(line.substring(12));
            }
        }
        return errors;
    }

    private static boolean endsTheProgram(Method method) {
        return method.base().template().equals("/quit");
    }

    @Test
    @Tag("FAILURE-6")
    void everyOffFormCanBeSentWhenNothingIsOn() {
        for (Method method : FeedbackScenario.SPACE.methods()) {
            boolean isSwitch =
                    !method.arguments().isEmpty()
                            && method.arguments().getFirst().type() == ArgumentType.SWITCH;
            if (isSwitch || method.access() == MethodAccess.TRIGGER) {
                for (Object off : List.of(0, OscArgument.bool(false), OscArgument.Nil.NIL)) {
                    tablet.send(address(method), off).send(address(method), off);
                }
                scenario.settled();
                assertEquals(List.of(), scenario.takeFailures(), method.template());
            }
        }
    }

    @Test
    @Tag("FAILURE-6")
    void endingCommandsAreAcceptedWhenThereIsNothingToEnd() {
        for (String address :
                List.of(
                        "/unsubscribe",
                        "/launch/cancel",
                        "/fade/cut",
                        "/panic",
                        "/stop",
                        "/stop",
                        "/track/1/stop",
                        "/track/*/stop",
                        "/track/1/clip/2/cancel",
                        "/track/*/clip/*/cancel",
                        "/output/1/resend")) {
            assertEquals(List.of(), errors(address), address);
        }
        tablet.send("/tempo/nudge", 0).send("/unsubscribe", "/nothing").send("/respond", 9000);
        assertEquals(List.of(), scenario.takeFailures());
    }

    @Test
    @Tag("TOUCH-3")
    void theEndOfATouchIsAcceptedWithoutATouch() {
        for (String touch : List.of("touch", "z")) {
            for (Object off : List.of(0, OscArgument.bool(false), OscArgument.Nil.NIL)) {
                assertEquals(List.of(), errors("/node/kick/pitch/" + touch, off));
                assertEquals(List.of(), errors("/node/*/*/" + touch, off));
            }
            assertEquals(List.of(), errors("/node/kick/pitch/" + touch, 1));
            scenario.seconds(11);
            assertEquals(List.of(), errors("/node/kick/pitch/" + touch, 0), "after the lapse");
        }
        assertEquals(List.of(), scenario.takeFailures());
    }

    @Test
    @Tag("PATTERN-7")
    void aPatternAtAnyPartOfAValueSetsIt() {
        for (Method method : FeedbackScenario.SPACE.methods()) {
            if (method.access() != MethodAccess.VALUE || method.is(MethodFlag.GUARDED)) {
                continue;
            }
            List<String> plain = errors(address(method), argument(method));
            if (!plain.isEmpty()) {
                continue;
            }
            for (int part = 0; part < method.parts().size(); part++) {
                String pattern = address(method, part, "*");
                boolean last = part == method.parts().size() - 1;
                boolean literal = method.parts().get(part) instanceof Literal;
                if (last && literal) {
                    continue;
                }
                List<String> errors = errors(pattern, argument(method));
                boolean isObject =
                        method.parts().getLast() instanceof Placeholder placeholder
                                && placeholder.kind() != Placeholder.Kind.PARAM;
                if (literal && (isObject || method.captures().size() == 4)) {
                    // What clips store and scenes assign is set only where words are written out.
                    assertTrue(errors.getFirst().contains(" pattern "), pattern + errors);
                } else {
                    assertEquals(List.of(), errors, pattern);
                }
            }
            Part end = method.parts().getLast();
            if (end instanceof Literal(String word)) {
                assertEquals(List.of(), errors("//" + word, argument(method)), "//" + word);
            }
        }
        assertEquals(List.of(), scenario.takeFailures());
    }

    /** An argument that the method takes. */
    private static Object argument(Method method) {
        if (method.arguments().isEmpty()) {
            return 1;
        }
        var spec = method.arguments().getFirst();
        return switch (spec.type()) {
            case TEXT -> spec.enumeration().map(words -> words.word(0)).orElse("x");
            case COLOR -> "rgb(1,2,3)";
            case RGBA -> new OscArgument.Rgba(1);
            case NUMBER, WHOLE, SWITCH, VALUE, POSITION, ANY -> spec.range().nearest(1);
        };
    }

    @Test
    void everyWordOfAnEnumerationIsSetAndReadBack() {
        tablet.send("/cue/add", "Set").send("/cue/1/step/add", 1);
        var readBack = new TreeSet<String>();
        for (Method method : FeedbackScenario.SPACE.methods()) {
            if (method.access() != MethodAccess.VALUE || !takesWord(method)) {
                continue;
            }
            Enumeration enumeration = method.arguments().getFirst().enumeration().orElseThrow();
            for (String word : enumeration.words()) {
                Object[] sent = word.equals("jump") ? new Object[] {word, 1} : new Object[] {word};
                String message = address(method) + " " + word;
                assertEquals(List.of(), errors(address(method), sent), message);
                assertEquals(
                        OscArgument.s(word), scenario.truth(address(method)).getFirst(), message);
            }
            readBack.add(enumeration.name());
        }
        assertEquals(List.of(), scenario.takeFailures());
        assertTrue(readBack.size() > 10, "the contract has enumerations: " + readBack);
    }

    private static boolean takesWord(Method method) {
        return !method.arguments().isEmpty()
                && method.arguments().getFirst().enumeration().isPresent();
    }

    @Test
    @Tag("PATTERN-7")
    void aPatternAtAnyPartReadsValues() {
        for (Method method : FeedbackScenario.SPACE.methods()) {
            boolean asked =
                    method.access() == MethodAccess.VALUE || method.access() == MethodAccess.STATE;
            if (!asked || !errors(address(method)).isEmpty()) {
                continue;
            }
            for (int part = 0; part < method.parts().size(); part++) {
                String pattern = address(method, part, "*");
                List<String> errors = errors(pattern);
                boolean absent = errors.stream().allMatch(error -> error.contains(" pattern "));
                assertTrue(errors.isEmpty() || (absent && isOfCues(method)), pattern + errors);
            }
        }
    }

    /** The band has no cue lists, so that a pattern over them matches nothing. */
    private static boolean isOfCues(Method method) {
        return method.captures().contains(Placeholder.Kind.CUE);
    }

    @Test
    @Tag("FAILURE-7")
    void anErrorForAMissingPositionNamesTheKindOfObject() {
        Map<Placeholder.Kind, String> nouns =
                Map.of(
                        Placeholder.Kind.TRACK, "track 0",
                        Placeholder.Kind.CLIP, "clip 0",
                        Placeholder.Kind.SCENE, "scene 0",
                        Placeholder.Kind.CUE, "cue list 0",
                        Placeholder.Kind.STEP, "step 0",
                        Placeholder.Kind.OUTPUT, "output 0",
                        Placeholder.Kind.NODE, "node 0",
                        Placeholder.Kind.PARAM, "parameter of node kick 0");
        var told = new TreeSet<Placeholder.Kind>();
        for (Method method : FeedbackScenario.SPACE.methods()) {
            if (method.access() != MethodAccess.VALUE && method.access() != MethodAccess.STATE) {
                continue;
            }
            for (int part = 0; part < method.parts().size(); part++) {
                if (method.parts().get(part) instanceof Placeholder placeholder) {
                    String address = address(method, part, "0");
                    List<String> errors = errors(address);
                    assertEquals(1, errors.size(), address + errors);
                    boolean stored = method.captures().size() == 4;
                    String noun = nouns.getOrDefault(placeholder.kind(), "?");
                    assertTrue(
                            errors.getFirst().contains(" no-such ")
                                    && (stored || errors.getFirst().contains("no " + noun)),
                            address + errors);
                    told.add(placeholder.kind());
                }
            }
        }
        assertEquals(new TreeSet<>(nouns.keySet()), told);
    }

    @Test
    @Tag("HINT-1")
    void everySuggestedAddressExists() {
        for (Method method : FeedbackScenario.SPACE.methods()) {
            if (method.access() == MethodAccess.OUT || endsTheProgram(method)) {
                continue;
            }
            String right = address(method);
            for (String wrong : List.of(right + "x", right.replaceFirst("/.", "/"), right + "/")) {
                for (String error : errors(wrong)) {
                    int at = error.indexOf("did you mean ");
                    if (at >= 0) {
                        String meant = error.substring(at + 13, error.lastIndexOf('?'));
                        Object[] nothing = {};
                        List<String> again = errors(meant, nothing);
                        assertFalse(
                                again.stream().anyMatch(each -> each.contains(" unknown ")),
                                wrong + " suggests " + meant);
                    }
                }
            }
        }
        assertEquals(1, errors("/node/kick").size());
        assertFalse(errors("/node/kick").getFirst().contains("did you mean"));
    }
}
