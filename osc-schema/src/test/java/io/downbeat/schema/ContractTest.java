package io.downbeat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The contract file against the contract's text, address by address. */
class ContractTest {
    private static final AddressSpace SPACE = AddressSpace.load();
    private static final Map<String, MethodAccess> KINDS =
            Map.of(
                    "T", MethodAccess.TRIGGER,
                    "V", MethodAccess.VALUE,
                    "R", MethodAccess.STATE,
                    "in", MethodAccess.IN,
                    "out", MethodAccess.OUT);
    private static final Map<String, List<String>> FORMS =
            Map.of(
                    "-", List.of(),
                    "q",
                            List.of(
                                    "instant", "1-16", "1-8", "beat", "1-2", "bar", "2bar", "4bar",
                                    "8bar"),
                    "t", List.of("toggle"),
                    "i", List.of("index"));

    /** One spelling of an address, with what the text says of it. */
    private record Line(String kind, String forms, String address, boolean alias) {}

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        Line above = new Line("", "", "", false);
        for (String line : text().lines().toList()) {
            String[] words = line.split(" ");
            if (line.startsWith("= ")) {
                lines.add(new Line(above.kind(), above.forms(), words[1], true));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                above = new Line(words[0], words[1], words[2], false);
                lines.add(above);
            }
        }
        return lines;
    }

    private static String text() throws IOException {
        try (InputStream in = ContractTest.class.getResourceAsStream("contract.txt")) {
            assertTrue(in != null, "contract.txt");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<Method> method(String address) {
        return SPACE.match(List.of(address.substring(1).split("/"))).map(Match::method);
    }

    private static Set<String> formsBelow(Line line) {
        return FORMS.values().stream()
                .flatMap(List::stream)
                .filter(word ->
                        method(line.address() + "/" + word)
                                .filter(ContractTest::derived)
                                .isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean derived(Method method) {
        return switch (method.form()) {
            case MethodOrigin.Fixed fixed -> true;
            case MethodOrigin.Toggle toggle -> true;
            case MethodOrigin.Index index -> true;
            case MethodOrigin.Plain plain -> false;
            case MethodOrigin.Alias alias -> false;
        };
    }

    @Test
    void everyAddressOfTheTextIsInTheContractWithItsKind() throws IOException {
        for (Line line : lines()) {
            Optional<Method> method = method(line.address());
            assertEquals(
                    Optional.ofNullable(KINDS.get(line.kind())),
                    method.map(Method::access),
                    line.address());
            boolean alias = method.orElseThrow().form() instanceof MethodOrigin.Alias;
            assertEquals(line.alias(), alias, line.address());
        }
    }

    @Test
    void everyAddressHasTheFormsOfTheTextAndNoOthers() throws IOException {
        for (Line line : lines()) {
            Set<String> expected = new TreeSet<>(FORMS.getOrDefault(line.forms(), List.of()));
            assertEquals(expected, formsBelow(line), line.address());
        }
    }

    @Test
    void nothingIsInTheContractThatIsNotInTheText() throws IOException {
        Set<String> inText = new TreeSet<>();
        for (Line line : lines()) {
            method(line.address()).ifPresent(method -> inText.add(method.template()));
        }
        Set<String> inContract = new TreeSet<>();
        for (Method method : SPACE.methods()) {
            if (!derived(method)) {
                inContract.add(method.template());
            }
        }
        assertEquals(inText, inContract);
    }

    @Test
    void aPatternMayFireNoSceneCueSessionOrEnd() {
        Set<String> guarded =
                SPACE.methods().stream()
                        .filter(method -> method.is(MethodFlag.GUARDED))
                        .map(method -> method.base().template())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(
                        Set.of(
                                "/scene/{s}/launch",
                                "/scene/next",
                                "/scene/previous",
                                "/scene/any",
                                "/cue/{c}/go",
                                "/cue/{c}/step/{k}/launch",
                                "/session/save",
                                "/session/save/force",
                                "/session/load",
                                "/quit")),
                guarded);
    }

    @Test
    void someAddressesAreSentOnlyToClientsThatNameThem() {
        Set<String> explicit =
                SPACE.methods().stream()
                        .filter(method -> method.is(MethodFlag.EXPLICIT))
                        .map(method -> method.base().template())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(
                        Set.of(
                                "/beat/phase",
                                "/bar/phase",
                                "/clock/out/tick",
                                "/clock/out/beat",
                                "/arrangement/scenes",
                                "/arrangement/tempos",
                                "/arrangement/signatures",
                                "/track/{n}/arrangement/clips",
                                "/track/{n}/clip/{m}/param/{node}/{param}",
                                "/track/{n}/color/rgba",
                                "/track/{n}/clip/{m}/color/rgba",
                                "/scene/{s}/color/rgba",
                                "/node/{id}/{param}/text",
                                "/node/{id}/{param}/range")),
                explicit);
    }

    @Test
    void whatMarksAMomentSaysSo() {
        Set<String> moments =
                SPACE.methods().stream()
                        .filter(method -> method.is(MethodFlag.MOMENT))
                        .map(method -> method.base().template())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(
                        Set.of(
                                "/beat",
                                "/beat/bar",
                                "/beat/number",
                                "/beat/phase",
                                "/bar/phase",
                                "/clock/out/tick",
                                "/clock/out/beat",
                                "/launch/countdown",
                                "/track/{n}/countdown",
                                "/scene/{s}/countdown",
                                "/cue/{c}/remaining")),
                moments);
    }
}
