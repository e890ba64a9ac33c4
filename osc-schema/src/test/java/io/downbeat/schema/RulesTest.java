package io.downbeat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that the contract file keeps, whatever addresses it has. */
class RulesTest {
    private static final AddressSpace SPACE = AddressSpace.load();

    private static AddressSpace read(String methods) {
        String json =
                """
                {"placeholders": {"n": "track", "s": "scene"},
                 "enumerations": {"quantize": {"words": ["instant", "bar"]}},
                 "methods": [%s]}
                """
                        .formatted(methods);
        return AddressSpace.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static void refused(String reason, String methods) {
        SchemaException refusal = assertThrows(SchemaException.class, () -> read(methods));
        assertTrue(refusal.toString().contains(reason), refusal.toString());
    }

    @Test
    void noTwoMethodsHaveTheSameTemplate() {
        Set<String> templates = new HashSet<>();
        for (Method method : SPACE.methods()) {
            assertTrue(templates.add(method.template()), method.template());
            assertEquals(method, SPACE.method(method.template()).orElseThrow());
        }
    }

    @Test
    void everyTemplateIsMatchedByItsOwnMethod() {
        for (Method method : SPACE.methods()) {
            List<String> parts = method.parts().stream().map(Part::text).toList();
            assertEquals(method, SPACE.match(parts).orElseThrow().method());
            assertEquals("/" + String.join("/", parts), method.template());
        }
    }

    @Test
    void aDerivedMethodNamesTheSameObjectsAsItsBase() {
        for (Method method : SPACE.methods()) {
            assertEquals(method.base().captures(), method.captures(), method.template());
            assertEquals(method.base(), method.base().base(), method.template());
        }
    }

    @Test
    void theFormsFollowFromTheArguments() {
        for (Method method : SPACE.methods()) {
            if (method.base().equals(method)) {
                assertEquals(method.quantized(), has(method, "bar"), method.template());
                assertEquals(turnsOver(method), has(method, "toggle"), method.template());
                boolean words =
                        method.access().isReadable()
                                && method.arguments().get(0).enumeration().isPresent();
                assertEquals(words, has(method, "index"), method.template());
            }
        }
    }

    private static boolean turnsOver(Method method) {
        return method.access() == MethodAccess.VALUE
                && method.arguments().size() == 1
                && method.arguments().get(0).type() == ArgumentType.SWITCH;
    }

    private static boolean has(Method method, String form) {
        return SPACE.method(method.template() + "/" + form)
                .filter(derived -> derived.base().equals(method))
                .isPresent();
    }

    @Test
    void whatIsAskedForHasAnAnswer() {
        for (Method method : SPACE.methods()) {
            if (method.access().isReadable()) {
                assertFalse(method.arguments().isEmpty(), method.template());
                assertFalse(method.arguments().get(0).optional(), method.template());
            }
        }
    }

    @Test
    void optionalArgumentsComeLast() {
        for (Method method : SPACE.methods()) {
            boolean optional = false;
            for (ArgumentSpec argument : method.arguments()) {
                assertTrue(argument.optional() || !optional, method.template());
                optional |= argument.optional();
            }
        }
    }

    @Test
    void everyMethodIsDescribedInASentence() {
        for (Method method : SPACE.methods()) {
            assertTrue(method.description().endsWith("."), method.template());
            assertFalse(method.group().isBlank(), method.template());
        }
    }

    @Test
    void aSlipInTheFileIsToldWithItsPlace() {
        refused("methods[0].group", "{\"address\": \"/a\", \"kind\": \"value\"}");
        refused("methods[0].kind", entry("/a").replace("value", "valu"));
        refused("methods[0].adress", entry("/a").replace("address", "adress"));
        refused("{x}", entry("/track/{x}"));
        refused("same address", entry("/a") + "," + entry("/a"));
        refused("same address", entry("/a/{n}") + "," + entry("/a/{n}"));
        refused("either a track or a scene", entry("/a/{n}") + "," + entry("/a/{s}"));
        refused("no form", entry("/a").replace("[]", "[\"fxed\"]"));
        refused("cannot be read", "{");
    }

    private static String entry(String address) {
        return """
        {"address": "%s", "kind": "value", "group": "G", "forms": [], "description": "D."}\
        """
                .formatted(address);
    }
}
