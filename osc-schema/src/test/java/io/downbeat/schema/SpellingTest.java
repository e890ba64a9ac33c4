package io.downbeat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Random;

class SpellingTest {
    private static final AddressSpace SPACE = AddressSpace.load();

    private static void nearest(String wrong, String right) {
        assertEquals(Optional.of(right), SPACE.nearest(wrong));
    }

    @Test
    void aMisspelledWordIsPutRightAndObjectsAreKept() {
        nearest("/track/1/clip/2/lanch", "/track/1/clip/2/launch");
        nearest("/track/Drums/clp/Drop/launch", "/track/Drums/clip/Drop/launch");
        nearest("/quantise", "/quantize");
        nearest("/track/cuont", "/track/count");
        nearest("/scene/2/launch/bars", "/scene/2/launch/bar");
    }

    @Test
    void aWrongCaseIsTheSmallestOfMistakes() {
        nearest("/Track/1/Stop", "/track/1/stop");
        nearest("/track/1/clip/2/isplaying", "/track/1/clip/2/isPlaying");
    }

    @Test
    void aMissingPartIsPutInAndOneTooManyIsLeftOut() {
        nearest("/clip/2/launch", "/track/1/clip/2/launch");
        nearest("/track/1/stop/", "/track/1/stop");
        nearest("/tempo/nudge/1", "/tempo/nudge");
        nearest("/scene/launch", "/scene/1/launch");
    }

    @Test
    void whatIsOnlyEverSentIsNoAdvice() {
        for (Method method : SPACE.methods()) {
            if (method.access() == MethodAccess.OUT) {
                assertNotEquals(Optional.of(method.template()), SPACE.nearest(method.template()));
            }
        }
    }

    @Test
    void whatIsTooLongToBeASlipGetsNoAdvice() {
        assertEquals(Optional.empty(), SPACE.nearest("/" + "x".repeat(256)));
        assertEquals(Optional.empty(), SPACE.nearest("/a".repeat(17)));
        assertEquals(Optional.empty(), SPACE.nearest("/"));
    }

    @Test
    void whereNothingIsNearNothingIsSaid() {
        for (String far :
                List.of(
                        "/foo",
                        "/x",
                        "/volume",
                        "/track",
                        "/track/1",
                        "/trak/12",
                        "/node",
                        "/node/kick",
                        "/track/1/clip/1/param/kick",
                        "/sceneoVerse/laqnch/Var",
                        "/kick",
                        "/scene",
                        "/accxyz",
                        "/composition/layers/1/clips/1/connect")) {
            assertEquals(Optional.empty(), SPACE.nearest(far), far);
        }
    }

    @Test
    void noNodeIsMadeUp() {
        nearest("/node/kick/pitch/nrom", "/node/kick/pitch/norm");
        nearest("/nod/kick/pitch", "/node/kick/pitch");
    }

    @Test
    void aNameIsWrittenAsAnAddressCanHoldIt() {
        nearest("/trak/My Drums #2/stop", "/track/My-Drums--2/stop");
    }

    @Test
    void eachAdviceIsAnAddressOfTheContract() {
        Random random = new Random(27);
        String signs = "abcdefghijklmnopqrstuvwxyz/1290 -#";
        int advised = 0;
        for (int round = 0; round < 1_000; round++) {
            Method method = SPACE.methods().get(random.nextInt(SPACE.methods().size()));
            StringBuilder wrong =
                    new StringBuilder(method.template().replaceAll("\\{[a-z]+}", "1"));
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = 1 + random.nextInt(wrong.length() - 1);
                wrong.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
            }
            Optional<String> advice = SPACE.nearest(wrong.toString());
            advice.ifPresent(address -> {
                List<String> parts = List.of(address.substring(1).split("/"));
                Match match = SPACE.match(parts).orElseThrow();
                assertNotEquals(MethodAccess.OUT, match.method().access(), address);
            });
            advised += advice.isPresent() ? 1 : 0;
        }
        assertTrue(advised > 500, "most are slips of the pen: " + advised);
    }

    @Test
    void evenTheLongestAddressThatIsLookedAtEnds() {
        SPACE.nearest("/track".repeat(16));
        SPACE.nearest("/" + "launch".repeat(42));
    }

    @Test
    void ofASubscriptionTheNearestMayBeWhatAddressesBeginWith() {
        assertEquals(Optional.of("/track"), SPACE.nearestPrefix("/trak"));
        assertEquals(Optional.of("/track/Drums/clip"), SPACE.nearestPrefix("/track/Drums/clp"));
        assertEquals(Optional.of("/clock/out"), SPACE.nearestPrefix("/clock/ouut"));
        assertEquals(Optional.of("/tempo"), SPACE.nearestPrefix("/tempoo"));
        assertEquals(Optional.empty(), SPACE.nearestPrefix("/xyzzy"));
    }
}
