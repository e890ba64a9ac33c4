package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How old a datagram can be when it is read. */
class EarliestDatagramArrivalTest {
    private static final HostMicros OPENED = new HostMicros(-7);
    private static final int BUFFER = 50;

    private final EarliestDatagramArrival age = new EarliestDatagramArrival(BUFFER, OPENED);

    @Test
    @Tag("FLOOD-4")
    void aDatagramArrivedAfterTheSocketWasLastEmpty() {
        assertEquals(OPENED, age.notBefore());

        age.onEmpty(OPENED.plus(30));
        age.onRead(OPENED.plus(90));

        assertEquals(OPENED.plus(30), age.notBefore());
    }

    @Test
    @Tag("FLOOD-4")
    void theAgeIsLimitedByTheTimeToFillTheBuffer() {
        age.onEmpty(OPENED);
        for (int n = 1; n <= BUFFER; n++) {
            age.onRead(OPENED.plus(n));
            assertEquals(OPENED, age.notBefore());
        }
        age.onRead(OPENED.plus(100));
        assertEquals(OPENED, age.notBefore());

        for (int n = 0; n <= BUFFER; n++) {
            age.onRead(OPENED.plus(200 + n));
        }
        assertEquals(OPENED.plus(100), age.notBefore());
    }

    @Test
    @Tag("FLOOD-3")
    void aQuarterOfASecondIsTheLimit() {
        HostMicros now = OPENED.plus(EarliestDatagramArrival.START_MICROS);

        assertFalse(age.isTooOld(now.plus(-EarliestDatagramArrival.LIMIT_MICROS), now));
        assertTrue(age.isTooOld(now.plus(-EarliestDatagramArrival.LIMIT_MICROS - 1), now));
    }

    @Test
    @Tag("FLOOD-3")
    void duringTheFirstSecondsAMessageMayWaitForTheProgramToBeReady() {
        HostMicros now = OPENED.plus(EarliestDatagramArrival.START_MICROS - 1);

        assertFalse(age.isTooOld(now.plus(-EarliestDatagramArrival.LIMIT_AT_START_MICROS), now));
        assertTrue(age.isTooOld(now.plus(-EarliestDatagramArrival.LIMIT_AT_START_MICROS - 1), now));
    }
}
