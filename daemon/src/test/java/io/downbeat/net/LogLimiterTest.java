package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class LogLimiterTest {
    private final LogLimiter limiter = new LogLimiter();

    @Test
    void aClientCausesOneLineOfAKindInTenSecondsAndTheNextLineCountsTheOthers() {
        assertEquals(Optional.of("reset"), line("reset", "10.0.0.2", 0));
        assertEquals(Optional.empty(), line("reset", "10.0.0.2", 0.1));
        assertEquals(Optional.empty(), line("reset", "10.0.0.2", 9.9));
        assertEquals(
                Optional.of("reset (2 more such since the last line)"),
                line("reset", "10.0.0.2", 10));
        assertEquals(Optional.of("reset"), line("reset", "10.0.0.2", 20));
    }

    @Test
    void anotherClientAndAnotherKindHaveLinesOfTheirOwn() {
        line("reset", "10.0.0.2", 0);

        assertEquals(Optional.of("reset"), line("reset", "10.0.0.3", 0));
        assertEquals(Optional.of("malformed"), line("malformed", "10.0.0.2", 0));
    }

    @Test
    void manyClientsTogetherCauseThirtyLinesAMinute() {
        List<String> lines = new ArrayList<>();
        for (int client = 0; client < 5000; client++) {
            line("reset", "host " + client, 0.01 * client).ifPresent(lines::add);
        }
        assertEquals(30, lines.size());
        assertEquals(
                Optional.of("reset (4970 more such since the last line)"), line("reset", "x", 60));
    }

    @Test
    void aLineThatIsLeftOutIsNotWritten() {
        line("reset", "10.0.0.2", 0);

        limiter.line(
                "reset",
                "10.0.0.2",
                new HostMicros(1),
                () -> {
                    throw new AssertionError("nobody reads it");
                });
    }

    private Optional<String> line(String kind, String client, double seconds) {
        return limiter.line(kind, client, new HostMicros(Math.round(seconds * 1e6)), () -> kind);
    }
}
