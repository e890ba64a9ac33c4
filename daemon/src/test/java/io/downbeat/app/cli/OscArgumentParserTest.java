package io.downbeat.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.client.Message;
import io.downbeat.rig.RigException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OscArgumentParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    4          | i 4
                    -4         | i -4
                    4000000000 | h 4000000000
                    0.5        | f 0.5
                    -.5        | f -0.5
                    1e3        | f 1000
                    bar        | s "bar"
                    1/16       | s "1/16"
                    4bar       | s "4bar"
                    s:4        | s "4"
                    s:         | s ""
                    i:4        | i 4
                    f:4        | f 4
                    T          | T true
                    F          | F false
                    N          | N nil
                    I          | I impulse
                    a:b        | s "a:b"
                    NaN        | s "NaN"
                    """)
    void aWordHasItsStatedTypeOrTheTypeItLooksLike(String word, String argument) {
        assertEquals("/a " + argument, Message.of("/a", OscArgumentParser.of(word)).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"i:x", "i:0.5", "i:4000000000", "i:", "f:x", "f:"})
    void aWordThatDoesNotFitItsStatedTypeIsRefused(String word) {
        RigException refused = assertThrows(RigException.class, () -> OscArgumentParser.of(word));

        assertTrue(String.valueOf(refused.getMessage()).contains('"' + word + '"'));
    }

    @Test
    void anEmptyWordIsAnEmptyString() {
        assertEquals("/a s \"\"", Message.of("/a", OscArgumentParser.of("")).toString());
    }
}
