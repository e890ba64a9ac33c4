package io.downbeat.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineWrapTest {

    @ParameterizedTest
    @ValueSource(ints = {24, 40, 60, 80, 200})
    @Tag("CONSOLE-7")
    void noLineIsWiderThanTheTerminalAndNoWordIsBroken(int columns) {
        String text =
                "21:04:07 warning refused /scene/9/launch from 10.0.0.3:9000: there is no scene 9:"
                        + " there are 4 (no-such)";
        String wrapped = LineWrap.wrapped(text + "\n", () -> columns);

        assertTrue(wrapped.lines().allMatch(line -> line.length() <= columns), wrapped);
        assertEquals(text + "\n", wrapped.replaceAll("\n +", " "));
        assertTrue(wrapped.lines().skip(1).allMatch(line -> line.startsWith(" ")), wrapped);
    }

    @Test
    void aWordThatIsTooWideIsBroken() {
        assertEquals(
                "21:04:07 warning\n         /track/somethingverylo\n         ng",
                LineWrap.wrapped("21:04:07 warning /track/somethingverylong", () -> 31));
    }

    @Test
    void lettersOfTwoColumnsAreCountedAsTwo() {
        assertEquals(
                "21:04:07 info 広広広広広\n         広広広",
                LineWrap.wrapped("21:04:07 info 広広広広広 広広広", () -> 24));
    }

    @Test
    void eachLineOfAStackTraceIsBrokenForItself() {
        assertEquals(
                "21:04:07 error x\n    at io.downbeat.Some\n         .where\n",
                LineWrap.wrapped("21:04:07 error x\n    at io.downbeat.Some .where\n", () -> 24));
    }

    @Test
    void anUnknownWidthChangesNothing() {
        String text = "21:04:07 warning one two three four five six seven eight";

        assertEquals(text, LineWrap.wrapped(text, () -> 0));
    }
}
