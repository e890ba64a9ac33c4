package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.Command;
import io.downbeat.session.Origin;
import io.downbeat.session.Ref;
import io.downbeat.session.Request;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How much is begun before a moment that must not be missed. */
class SlicesTest {

    private final Slices slices = new Slices();

    @Test
    @Tag("EXACT-1")
    void withNothingToMissASliceIsWhole() {
        assertEquals(Slices.MOST, slices.arrivals(Long.MAX_VALUE));
        assertTrue(slices.fitsTurn(Long.MAX_VALUE));
    }

    @Test
    @Tag("EXACT-1")
    void nothingIsBegunAfterTheSpinHasBegun() {
        assertEquals(0, slices.arrivals(0));
        assertEquals(0, slices.arrivals(-100));
        assertFalse(slices.fitsTurn(0));
        assertFalse(slices.fitsStep(0));
    }

    @Test
    @Tag("EXACT-2")
    void aSliceTakesAtMostHalfOfWhatIsLeft() {
        for (int n = 0; n < 100; n++) {
            slices.obeyed(10, 100);
        }
        for (long left = 0; left < 2_000; left += 7) {
            int most = slices.arrivals(left);
            assertTrue(most * 20L <= left + 1, most + " in " + left);
            assertTrue(most == Slices.MOST || (most + 1) * 22L > left, most + " in " + left);
        }
    }

    @Test
    @Tag("EXACT-2")
    void aCostThatRisesIsBelievedAtOnceAndOneThatFallsSlowly() {
        slices.obeyed(1, 400);
        assertEquals(1, slices.arrivals(800));

        slices.obeyed(1, 4);
        assertEquals(1, slices.arrivals(800));

        for (int n = 0; n < 100; n++) {
            slices.obeyed(1, 4);
        }
        assertEquals(Slices.MOST, slices.arrivals(800));
    }

    @Test
    @Tag("EXACT-2")
    void noCostKeepsEverythingOutForLong() {
        slices.obeyed(1, 1_000_000);
        slices.turned(1_000_000);
        slices.stepped(1_000_000);

        assertEquals(1, slices.arrivals(2_000));
        assertTrue(slices.fitsTurn(2_000));
        assertTrue(slices.fitsStep(2_000));
    }

    @Test
    @Tag("EXACT-6")
    void aLaunchIsTakenForALargeOneUntilLaunchesHaveBeenSmall() {
        assertFalse(slices.fitsSweep(1_999));
        assertTrue(slices.fitsSweep(2_000));

        for (int n = 0; n < 400; n++) {
            slices.swept(40);
        }
        assertTrue(slices.fitsSweep(100));
    }

    @Test
    @Tag("EXACT-6")
    void aLargeLaunchIsRememberedWhateverElseComes() {
        slices.swept(1_800);
        for (int n = 0; n < 10_000; n++) {
            slices.obeyed(10, 50);
        }
        assertFalse(slices.fitsSweep(1_999));
        assertEquals(Slices.MOST, slices.arrivals(1_000));
    }

    @Test
    @Tag("FLOOD-5")
    void aShareIsAMillisecondOfWhatArrivalsCostOnTheWhole() {
        for (int n = 0; n < 100; n++) {
            slices.shared(10, 1_000);
        }
        assertEquals(10, slices.share());

        for (int n = 0; n < 100; n++) {
            slices.shared(1, 9_000);
        }
        assertEquals(1, slices.share());

        for (int n = 0; n < 100; n++) {
            slices.shared(64, 64);
        }
        assertEquals(Slices.MOST, slices.share());
    }

    @Test
    @Tag("FLOOD-5")
    void oneHaltOfTheMachineDoesNotMakeSharesSmallForLong() {
        for (int n = 0; n < 100; n++) {
            slices.shared(10, 50);
        }
        slices.shared(1, 20_000);
        for (int n = 0; n < 20; n++) {
            slices.shared(5, 25);
        }
        assertEquals(Slices.MOST, slices.share());
    }

    @Test
    @Tag("EXACT-6")
    void whatMayWriteManyValuesIsLookedForInEveryMessageOfABundle() {
        var hand = new Command.WriteNorm(Ref.position(1), Ref.position(1), 0.5);
        var scene = new Command.LaunchScene(Ref.position(1), Optional.empty());

        assertFalse(arrival(hand, hand).isSweeping());
        assertTrue(arrival(hand, scene).isSweeping());
        assertTrue(arrival(new Command.Each(List.of(scene))).isSweeping());
    }

    private static Arrival arrival(Command... commands) {
        return new Arrival(
                new HostMicros(0),
                new Origin("udp:10.0.0.7:9000"),
                Optional.empty(),
                Arrays.stream(commands).map(command -> new Request("/asked", command)).toList());
    }
}
