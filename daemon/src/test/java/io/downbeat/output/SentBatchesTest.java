package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class SentBatchesTest {

    private static final RequestSender FADE = RequestSender.DAEMON;
    private static final long FRAME_MICROS = 16_667;

    private final SentBatches batches = new SentBatches();
    private HostMicros now = new HostMicros(0);

    @Test
    void theFramesOfAParameterAreMovedInTheirOrder() {
        sendFrame(0.1, 4, 7);
        sendFrame(0.2, 4, 7);
        sendFrame(0.3, 7);

        SentValuesOfOneParameter history = moved(4);
        assertTrue(history.isLatest(ParamValue.of(0.2)::equals, now));
        assertTrue(moved(7).isLatest(ParamValue.of(0.3)::equals, now));
        assertEquals(
                SentValuesOfOneParameter.EchoVerdict.RETURNED,
                history.verdict(
                        ParamValue.of(0.1)::equals,
                        new RequestSender("udp:10.0.0.7:9000"),
                        false,
                        now));
    }

    @Test
    void whatWasMovedIsNotMovedAgain() {
        sendFrame(0.1, 4, 7);
        moved(4);

        assertFalse(moved(4).isLatest(any -> true, now));
        assertTrue(moved(7).isLatest(any -> true, now));
    }

    @Test
    void aParameterIsForgottenAndSentAnew() {
        sendFrame(0.1, 4, 7);
        batches.forget(4);
        assertFalse(moved(4).isLatest(any -> true, now));

        sendFrame(0.2, 4);
        assertTrue(moved(4).isLatest(ParamValue.of(0.2)::equals, now));
    }

    @Test
    void nothingIsKeptForLongerThanASecond() {
        sendFrame(0.1, 4);
        now = now.plus(SentValuesOfOneParameter.WINDOW_MICROS);
        sendFrame(0.2, 7);

        assertFalse(moved(4).isLatest(any -> true, new HostMicros(0)));
    }

    @Test
    void theOldestAreForgottenWhenThereAreTooMany() {
        int[] wide = IntStream.range(0, SentBatches.MOST_NUMBERS / 4).toArray();
        sendFrame(0.1, 4);
        for (int frame = 0; frame < 4; frame++) {
            sendFrame(0.2, wide);
        }

        assertFalse(
                moved(4).verdict(
                                ParamValue.of(0.1)::equals,
                                new RequestSender("udp:10.0.0.7:9000"),
                                false,
                                now)
                        .equals(SentValuesOfOneParameter.EchoVerdict.RETURNED));
        assertTrue(moved(5).isLatest(ParamValue.of(0.2)::equals, now));
    }

    @Test
    void aBatchOfTooManyNumbersIsNotKept() {
        sendFrame(0.1, IntStream.rangeClosed(0, SentBatches.MOST_NUMBERS).toArray());
        assertFalse(moved(4).isLatest(any -> true, now));

        sendFrame(0.2, 4);
        assertTrue(moved(4).isLatest(ParamValue.of(0.2)::equals, now));
    }

    private SentValuesOfOneParameter moved(int parameter) {
        var history = new SentValuesOfOneParameter();
        batches.moveNumbersToHistory(history, parameter);
        return history;
    }

    private void sendFrame(double number, int... parameters) {
        batches.add(
                parameters.clone(),
                IntStream.of(parameters).mapToDouble(parameter -> number).toArray(),
                now,
                FADE);
        now = now.plus(FRAME_MICROS);
    }
}
