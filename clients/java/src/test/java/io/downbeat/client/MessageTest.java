package io.downbeat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void numbersAreReadWhateverTypeTheyCameIn() {
        Message all = Message.of("/x", 1, 2L, 0.1f, 0.2, true);

        assertEquals(1, all.number(0));
        assertEquals(2, all.number(1));
        assertEquals(0.1, all.number(2), "an f is its shortest decimal");
        assertEquals(0.2, all.number(3));
        assertEquals(1, all.number(4));
    }

    @Test
    void onIsAnyNumberButZero() {
        assertTrue(Message.of("/playing", 1f).isOn(0));
        assertFalse(Message.of("/playing", 0f).isOn(0));
    }

    @Test
    void itPrintsOnOneLine() {
        assertEquals(
                "/error ss \"/a\" \"say \\\"b\\\"\"",
                Message.of("/error", "/a", "say \"b\"").toString());
        assertEquals("/play", Message.of("/play").toString());
    }

    @Test
    void whatIsNotThereIsNamed() {
        Message tempo = Message.of("/tempo", 120f);

        IllegalArgumentException missing =
                assertThrows(IllegalArgumentException.class, () -> tempo.number(1));
        assertEquals("expected an argument 1 of /tempo f 120, which has 1", missing.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Message.of("/a", "b").number(0));
        assertThrows(IllegalArgumentException.class, () -> Message.of("tempo"));
        assertThrows(IllegalArgumentException.class, () -> Message.of("/a", new Object()));
    }
}
