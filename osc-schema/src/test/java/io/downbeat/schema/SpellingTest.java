package io.downbeat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.util.Optional;

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
            if (method.access() == Access.OUT) {
                String advice = SPACE.nearest(method.template()).orElseThrow();
                assertNotEquals(method.template(), advice);
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
    void evenTheLongestAddressThatIsLookedAtEnds() {
        SPACE.nearest("/track".repeat(16));
        SPACE.nearest("/" + "launch".repeat(42));
    }
}
