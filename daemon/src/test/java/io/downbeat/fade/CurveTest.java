package io.downbeat.fade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CurveTest {

    private static final int STEPS = 100_000;

    @ParameterizedTest
    @EnumSource
    void aCurveGoesExactlyFromZeroToOne(Curve curve) {
        assertEquals(0, curve.shareAt(0));
        assertEquals(1, curve.shareAt(1));
        assertEquals(0, curve.shareAt(-0.5));
        assertEquals(1, curve.shareAt(7));
    }

    @ParameterizedTest
    @EnumSource
    void aCurveNeverFallsAndStaysBetweenZeroAndOne(Curve curve) {
        double before = 0;
        for (int step = 1; step <= STEPS; step++) {
            double now = curve.shareAt(step / (double) STEPS);
            assertTrue(now >= before && now <= 1, now + " after " + before);
            before = now;
        }
    }

    @Test
    void curvesBendAsTheirNamesSay() {
        assertEquals(0.5, Curve.LINEAR.shareAt(0.5));
        assertEquals(0.5, Curve.SMOOTH.shareAt(0.5));
        assertEquals(0.119, Curve.EXP.shareAt(0.5), 0.001);
        assertEquals(0.881, Curve.LOG.shareAt(0.5), 0.001);
        assertTrue(Curve.SMOOTH.shareAt(0.1) < 0.1 && Curve.SMOOTH.shareAt(0.9) > 0.9);
    }

    @Test
    void logIsTheMirrorOfExp() {
        for (int step = 0; step <= 100; step++) {
            double progress = step / 100.0;
            assertEquals(1 - Curve.EXP.shareAt(1 - progress), Curve.LOG.shareAt(progress), 1e-12);
        }
    }
}
