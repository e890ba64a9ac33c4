package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.regex.Pattern;

/** Patterns of OSC 1.0 and the double slash of 1.1. */
class OscPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /a              | /a
                    /               | /
                    /a/             | /a/
                    /?              | /b
                    /??             | /ab
                    /?              | /é
                    /?              | /😀
                    /*              | /
                    /*              | /anything
                    /a*c            | /ac
                    /a*c            | /abcbc
                    /*a*b*          | /xaxbx
                    /track/*/stop   | /track/12/stop
                    /s/[1-3]        | /s/2
                    /s/[!1-3]       | /s/4
                    /s/[abc]x       | /s/bx
                    /[a-]           | /a
                    /[a-]           | /-
                    /[-a]           | /-
                    /[a!]           | /!
                    /[!-]           | /a
                    /[z-a]          | /m
                    /[a-cx-z]       | /y
                    /[!]            | /a
                    /{a,b}          | /b
                    /{x,xy}z        | /xyz
                    /{x,xy}z        | /xz
                    /{foo,foobar}   | /foobar
                    /{foo,foobar}   | /foo
                    /a{,b}c         | /ac
                    /a{,b}c         | /abc
                    /{a-c,*}        | /a-c
                    /{a,ab}{c,bc}   | /abc
                    //fire          | /fire
                    //fire          | /a/fire
                    //fire          | /a/b/fire
                    /a//b           | /a/b
                    /a//b           | /a/x/y/b
                    /a//b//c        | /a/b/b/x/c
                    //              | /
                    //              | /a/b
                    /a//            | /a/b/c
                    /a//            | /a
                    ///a            | /x/a
                    /track//stop    | /track/1/clip/stop
                    """)
    void aPatternMatches(String pattern, String address) {
        assertTrue(OscPattern.of(pattern).matches(address));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /a              | /b
                    /a              | /a/
                    /a/             | /a
                    /a              | /A
                    /?              | /
                    /?              | /ab
                    /*              | /a/b
                    /a*c            | /ab
                    /track/*/stop   | /track/1/clip/stop
                    /s/[1-3]        | /s/4
                    /s/[1-3]        | /s/12
                    /s/[!1-3]       | /s/2
                    /[!1-3]         | /
                    /[a-]           | /z
                    /[a-]           | /b
                    /[]             | /a
                    /{a,b}          | /c
                    /{a,b}          | /a,b
                    /{x,xy}z        | /xy
                    //fire          | /fires
                    //fire          | /fire/x
                    /a//b           | /b
                    /a//b           | /x/a/b
                    """)
    void aPatternDoesNotMatch(String pattern, String address) {
        assertFalse(OscPattern.of(pattern).matches(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "", "/[a", "/a]", "/{a", "/a}", "/{a/b}", "/a/[b/c]"})
    void aWrongPatternIsRefused(String text) {
        assertThrows(OscFormatException.class, () -> OscPattern.of(text));
    }

    @Test
    void aRefusalNamesThePositionOfTheCharacter() {
        OscFormatException open =
                assertThrows(OscFormatException.class, () -> OscPattern.of("/a/x[1-"));

        assertEquals("'[' without its ']', at offset 4", open.getMessage());
    }

    @Test
    void aPatternHasABoundedLength() {
        OscPattern.of("/" + "a".repeat(1023));

        assertThrows(OscFormatException.class, () -> OscPattern.of("/" + "a".repeat(1024)));
    }

    @Test
    void aPatternCoversItsMatchesAndEverythingBelowThem() {
        OscPattern track = OscPattern.of("/track/[12]");

        assertTrue(track.covers("/track/1"));
        assertTrue(track.covers("/track/2/clip/3/state"));
        assertFalse(track.covers("/track/3/clip/1"));
        assertFalse(track.covers("/track"));
        assertTrue(OscPattern.of("/").covers("/track/1"));
        assertTrue(OscPattern.of("//state").covers("/track/1/clip/1/state"));
        assertFalse(OscPattern.of("/track/1").covers("/track/10"));
    }

    @Test
    void aLiteralLastPartIsRecognized() {
        assertTrue(OscPattern.of("/track/*/stop").endsLiteral());
        assertTrue(OscPattern.of("//stop").endsLiteral());
        assertFalse(OscPattern.of("/track/1/*").endsLiteral());
        assertFalse(OscPattern.of("/track//").endsLiteral());
        assertTrue(OscPattern.of("/track/1").isLiteral());
        assertFalse(OscPattern.of("//a").isLiteral());
    }

    @Test
    void equalTextsAreEqualPatterns() {
        assertEquals(OscPattern.of("/a/*"), OscPattern.of("/a/*"));
        assertEquals(OscPattern.of("/a/*").hashCode(), OscPattern.of("/a/*").hashCode());
        assertEquals("/a/*", OscPattern.of("/a/*").toString());
    }

    @Test
    void hostilePatternsTakePolynomialTime() {
        String stars = "/" + "*a".repeat(500) + "b";
        String choices = "/" + "{a,aa}".repeat(170) + "b";
        String descents = "/" + "/a/".repeat(300);

        assertFalse(OscPattern.of(stars).matches("/" + "a".repeat(2000)));
        assertFalse(OscPattern.of(choices).matches("/" + "a".repeat(2000)));
        assertFalse(OscPattern.of(descents).matches("/b".repeat(500)));
    }

    @Test
    void anAddressWithoutWildcardsMatchesOnlyItself() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            String one = randomText(random, "ab1-/");
            String other = randomText(random, "ab1-/");
            if (!OscAddressParts.isPattern(one)) {
                assertEquals(one.equals(other), OscPattern.of(one).matches(other));
            }
        }
    }

    @Test
    void aPatternMatchesLikeTheEquivalentRegularExpression() {
        Random random = new Random(6);
        String[] pieces = {"a", "b", "?", "*", "[ab]", "[!a]", "{a,ab}", "{b,}", "/", "[a-c]"};
        for (int i = 0; i < 20_000; i++) {
            StringBuilder pattern = new StringBuilder("/");
            for (int n = random.nextInt(6); n > 0; n--) {
                String piece = pieces[random.nextInt(pieces.length)];
                if (!piece.equals("/") || pattern.charAt(pattern.length() - 1) != '/') {
                    pattern.append(piece);
                }
            }
            String address = randomText(random, "abc/");
            if (!address.contains("//")) {
                assertEquals(
                        regex(pattern.toString()).matcher(address).matches(),
                        OscPattern.of(pattern.toString()).matches(address),
                        pattern + " " + address);
            }
        }
    }

    private static Pattern regex(String pattern) {
        String regex =
                pattern.replace("*", "[^/]*")
                        .replace("?", "[^/]")
                        .replace("[!a]", "[^a/]")
                        .replace("{a,ab}", "(a|ab)")
                        .replace("{b,}", "(b|)");
        return Pattern.compile(regex);
    }

    private static String randomText(Random random, String letters) {
        StringBuilder text = new StringBuilder("/");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
