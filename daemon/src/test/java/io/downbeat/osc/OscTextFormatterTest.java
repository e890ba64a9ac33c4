package io.downbeat.osc;

import static io.downbeat.osc.OscArgument.array;
import static io.downbeat.osc.OscArgument.bool;
import static io.downbeat.osc.OscArgument.d;
import static io.downbeat.osc.OscArgument.f;
import static io.downbeat.osc.OscArgument.h;
import static io.downbeat.osc.OscArgument.i;
import static io.downbeat.osc.OscArgument.s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What people read, and what an argument is worth as a number or a text. */
class OscTextFormatterTest {

    @Test
    void aMessageIsOneShortLine() {
        assertEquals("/play", OscMessage.of("/play").toString());
        assertEquals("/a/b ,if 1 0.5", OscMessage.of("/a/b", i(1), f(0.5f)).toString());
        assertEquals(
                "/a ,hdsTFNI -1 0.25 bar true false nil impulse",
                OscMessage.of(
                                "/a",
                                h(-1),
                                d(0.25),
                                s("bar"),
                                bool(true),
                                bool(false),
                                OscArgument.Nil.NIL,
                                OscArgument.Impulse.IMPULSE)
                        .toString());
        assertEquals(
                "/a ,[i[]f]S [1 [] 440] x",
                OscMessage.of("/a", array(i(1), array(), f(440)), new OscArgument.Symbol("x"))
                        .toString());
    }

    @Test
    void ambiguousStringsAreQuoted() {
        assertEquals(
                "/a ,sss \"two words\" \"\" \"a\\\"b\\u000a\"",
                OscMessage.of("/a", s("two words"), s(""), s("a\"b\n")).toString());
    }

    @Test
    void rareTypesAreReadableToo() {
        assertEquals(
                "/a ,btcrm blob(2):01ff 1795000000.500000000 'x' #ff8000ff midi:00903c7f",
                OscMessage.of(
                                "/a",
                                OscArgument.Blob.of((byte) 1, (byte) -1),
                                new OscArgument.Time(
                                        OscTimetag.ofEpoch(1_795_000_000, 500_000_000)),
                                new OscArgument.Char('x'),
                                new OscArgument.Rgba(0xff8000ff),
                                new OscArgument.Midi(0x00903c7f))
                        .toString());
        assertTrue(OscTextFormatter.of(OscArgument.Blob.of(new byte[1000])).endsWith("..."));
    }

    @Test
    void aBundleIsShownWithItsElements() {
        assertEquals(
                "#bundle immediate { /a ,i 1; #bundle 0.000000000 { } }",
                OscBundle.immediate(
                                OscMessage.of("/a", i(1)), OscBundle.of(OscTimetag.ofEpoch(0, 0)))
                        .toString());
    }

    @Test
    void numbersAreIFHDTF() {
        assertEquals(OptionalDouble.of(1), bool(true).number());
        assertEquals(OptionalDouble.of(0.55), f(0.55f).number());
        assertEquals(OptionalDouble.of(3), h(3).number());
        for (OscArgument argument :
                List.of(i(1), f(1), h(1), d(1), s("1"), bool(false), OscArgument.Nil.NIL)) {
            assertEquals(argument.number().isPresent(), argument.isNumeric());
        }
        assertFalse(s("1").isNumeric());
        assertEquals(Optional.of("x"), new OscArgument.Symbol("x").text());
        assertEquals(Optional.empty(), i(1).text());
    }

    @Test
    void valuesThatCannotBeEncodedAreReplacedOrRefused() {
        assertEquals("a\uFFFDb", s("a\0b").value());
        assertThrows(IllegalArgumentException.class, () -> OscMessage.of("a"));
        assertThrows(IllegalArgumentException.class, () -> OscMessage.of("/a\0b"));
    }

    @Test
    void aNameBecomesAnAddressPart() {
        assertEquals("Kick---2--Drop", OscAddressParts.part("Kick #/2, Drop"));
        assertEquals("a--b--c--d-é", OscAddressParts.part("a*?b[]c{}d\né"));
        assertEquals("Drop", OscAddressParts.part(OscAddressParts.part("Drop")));
        assertEquals(List.of("a", "b"), OscAddressParts.parts("/a/b"));
        assertEquals(List.of(""), OscAddressParts.parts("/"));
        assertEquals(List.of("a", ""), OscAddressParts.parts("/a/"));
        assertTrue(OscAddressParts.isPattern("//a"));
        assertTrue(OscAddressParts.isPattern("/{a}"));
        assertFalse(OscAddressParts.isPattern("/a/b"));
    }
}
