package io.downbeat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

class EnumerationTest {
    private static final AddressSpace SPACE = AddressSpace.load();
    private static final Enumeration QUANTIZE = SPACE.enumeration("quantize");

    private static void isUnderstoodAs(String spelling, String word) {
        assertEquals(word, QUANTIZE.word(QUANTIZE.indexOf(spelling).orElseThrow()), spelling);
    }

    @Test
    void everyWordHasItsPlaceAsIndexInAnyCase() {
        assertEquals(OptionalInt.of(0), QUANTIZE.indexOf("instant"));
        assertEquals(OptionalInt.of(5), QUANTIZE.indexOf("BAR"));
        assertEquals(OptionalInt.of(8), QUANTIZE.indexOf("8Bar"));
    }

    @Test
    void aSynonymIsUnderstoodAsItsWord() {
        isUnderstoodAs("none", "instant");
        isUnderstoodAs("Off", "instant");
        isUnderstoodAs("1/4", "beat");
        isUnderstoodAs("1", "bar");
        isUnderstoodAs("2", "2bar");
        isUnderstoodAs("4", "4bar");
        isUnderstoodAs("8", "8bar");
    }

    @Test
    void nothingElseIsUnderstood() {
        assertEquals(OptionalInt.empty(), QUANTIZE.indexOf("3"));
        assertEquals(OptionalInt.empty(), QUANTIZE.indexOf("0"));
        assertEquals(OptionalInt.empty(), QUANTIZE.indexOf(""));
        assertEquals(OptionalInt.empty(), QUANTIZE.indexOf("global"));
    }

    @Test
    void aClipsQuantizationIsGlobalOrTheListBehindIt() {
        Enumeration clip = SPACE.enumeration("clipQuantize");
        assertEquals("global", clip.word(0));
        assertEquals(QUANTIZE.words(), clip.words().subList(1, clip.words().size()));
        assertEquals(OptionalInt.of(1), clip.indexOf("none"));
    }

    @Test
    void aSpellingStandsForOneWord() {
        assertThrows(
                SchemaException.class, () -> new Enumeration("e", List.of("a", "A"), Map.of()));
        assertThrows(
                SchemaException.class, () -> new Enumeration("e", List.of("a"), Map.of("b", "c")));
    }
}
