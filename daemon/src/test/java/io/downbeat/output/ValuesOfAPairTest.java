package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamValue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Two programs that are each other's output, and a hand at each that moves the same parameter. */
class ValuesOfAPairTest {

    private static final String LEVEL = "noise/level";
    private static final long SECOND = 1_000_000;
    private static final int WRITES = 400;

    /** Delay from, to (ms), duration (ms), own values for each side, hands on the same host. */
    static Stream<Arguments> duels() {
        return Stream.of(
                Arguments.of(0, 1, 1000, true, false),
                Arguments.of(0, 1, 2000, true, true),
                Arguments.of(0, 1, 1000, false, true),
                Arguments.of(1, 20, 1000, true, false),
                Arguments.of(1, 20, 2000, false, false),
                Arguments.of(1, 20, 2000, true, true),
                Arguments.of(40, 60, 1000, true, true),
                Arguments.of(40, 60, 1000, false, false));
    }

    @ParameterizedTest
    @MethodSource("duels")
    @Tag("RETURN-5")
    void aDuelEndsWithTheLaterHandAndDoesNotMultiply(
            int least, int most, int durationMillis, boolean distinct, boolean isLocal) {
        for (int seed = 0; seed < 10; seed++) {
            var random = new SplittableRandom(seed);
            SimulatedPair pair =
                    new SimulatedPair(
                            OutputTestSessions.little(),
                            "",
                            "",
                            () -> least * 1_000L + random.nextLong((most - least) * 1_000L));
            long step = durationMillis * 1_000L / WRITES;
            for (int write = 0; write < WRITES; write++) {
                for (int side = 0; side < 2; side++) {
                    double value = (write + (distinct ? 0.25 + side * 0.5 : 0)) / WRITES;
                    hand(pair, SECOND + write * step + random.nextLong(step), side, value, isLocal);
                }
            }
            long end = SECOND + WRITES * step;
            // What the duel withheld has been sent within 300 ms, and is on its way for 60 ms.
            long last = end + 400_000;
            hand(pair, last, 1, 0.777, isLocal);
            pair.runTo(end + 5 * SECOND);

            String sent = "seed " + seed + ": " + pair.sent(0) + " and " + pair.sent(1);
            assertEquals(ParamValue.of((double) 0.777f), single(pair, 0), sent);
            assertEquals(single(pair, 0), single(pair, 1), sent);
            assertTrue(Math.max(pair.sent(0), pair.sent(1)) <= 2 * WRITES, sent);
            assertTrue(pair.lastSentMicros() <= last + SECOND, sent);
        }
    }

    @ParameterizedTest
    @MethodSource("duels")
    @Tag("RETURN-9")
    void aDuelOverAMappedValueEndsWithTheLaterHandToo(
            int least, int most, int durationMillis, boolean distinct, boolean isLocal) {
        String map = "[[output.map]]\nvalue = \"/tempo\"\naddress = \"/tempo\"\n";
        for (int seed = 0; seed < 10; seed++) {
            var random = new SplittableRandom(seed);
            SimulatedPair pair =
                    new SimulatedPair(
                            OutputTestSessions.little(),
                            map,
                            map,
                            () -> least * 1_000L + random.nextLong((most - least) * 1_000L));
            long step = durationMillis * 1_000L / WRITES;
            for (int write = 0; write < WRITES; write++) {
                for (int side = 0; side < 2; side++) {
                    double bpm = 60 + (write + (distinct ? 0.25 + side * 0.5 : 0)) / 4;
                    tempo(pair, SECOND + write * step + random.nextLong(step), side, bpm, isLocal);
                }
            }
            long end = SECOND + WRITES * step;
            long last = end + 400_000;
            tempo(pair, last, 1, 77.5, isLocal);
            pair.runTo(end + 5 * SECOND);

            String sent = "seed " + seed + ": " + pair.sent(0) + " and " + pair.sent(1);
            assertEquals(77.5, pair.side(0).tempo(), 1e-4, sent);
            assertEquals(77.5, pair.side(1).tempo(), 1e-4, sent);
            assertTrue(Math.max(pair.sent(0), pair.sent(1)) <= 2 * WRITES, sent);
            assertTrue(pair.lastSentMicros() <= last + SECOND, sent);
        }
    }

    private static void tempo(
            SimulatedPair pair, long micros, int at, double bpm, boolean isLocal) {
        pair.at(
                micros,
                at,
                side -> {
                    if (isLocal) {
                        side.comesTempo("udp:127.0.0.1:50000", bpm);
                    } else {
                        side.tempo(bpm);
                    }
                });
    }

    private static ParamValue single(SimulatedPair pair, int side) {
        return pair.side(side).present(LEVEL) instanceof ParamValue.Numeric(double number)
                ? ParamValue.of((double) (float) number)
                : pair.side(side).present(LEVEL);
    }

    private static void hand(
            SimulatedPair pair, long micros, int at, double value, boolean isLocal) {
        pair.at(
                micros,
                at,
                side -> {
                    if (isLocal) {
                        side.comes(
                                "udp:127.0.0.1:50000",
                                SenderRelationToReceiver.SAME_HOST,
                                LEVEL,
                                value);
                    } else {
                        side.hand(LEVEL, value);
                    }
                });
    }
}
