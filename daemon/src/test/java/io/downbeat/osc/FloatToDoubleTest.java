package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

/** The quick way is the definition: {@code Double.parseDouble(Float.toString(f))}. */
class FloatToDoubleTest {
    private static final int MANY = 300_000;

    @Test
    void aFloatBecomesItsShortestDecimal() {
        assertEquals(0.55, FloatToDouble.of(0.55f));
        assertEquals(0.1, OscArgument.f(0.1f).asDouble());
        assertEquals(440.0, OscArgument.f(440f).number().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            floats = {
                0f,
                -0f,
                Float.MIN_VALUE,
                Float.MIN_NORMAL,
                Float.MAX_VALUE,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                8_388_607.5f,
                8_388_608f,
                16_777_215f,
                16_777_216f,
                123_456_790f,
                1e-6f,
                1e-7f,
                1f / 3,
                4 * Float.MIN_VALUE
            })
    void edgeValuesMatchTheDefinition(float value) {
        same(value);
    }

    @Test
    void randomBitsMatchTheDefinition() {
        Random random = new Random(3);
        for (int i = 0; i < MANY; i++) {
            same(Float.intBitsToFloat(random.nextInt()));
        }
    }

    @Test
    void faderValuesMatchTheDefinition() {
        Random random = new Random(4);
        for (int i = 0; i < MANY; i++) {
            same(random.nextFloat());
            same((float) (random.nextInt(2_000_000) / Math.pow(10, random.nextInt(8))));
            same((random.nextFloat() - 0.5f) * (1 << random.nextInt(25)));
            same(i / 127f);
        }
    }

    private static void same(float value) {
        assertEquals(Double.parseDouble(Float.toString(value)), FloatToDouble.of(value));
    }
}
