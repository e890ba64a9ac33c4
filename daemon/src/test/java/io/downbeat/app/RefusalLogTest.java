package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

class RefusalLogTest {
    private final RefusalLog log = new RefusalLog();

    @Test
    @Tag("CONSOLE-5")
    void aRefusalIsLoggedInOneLineWithSenderMessageAndReason() {
        assertEquals(
                Optional.of(
                        "refused /tmpo from 192.168.1.23:9000: there is no address /tmpo; did you"
                                + " mean /tempo? (unknown)"),
                line(
                        "/tmpo",
                        "udp:192.168.1.23:9000",
                        "there is no address /tmpo; did you mean /tempo?",
                        0));
    }

    @Test
    @Tag("CONSOLE-5")
    void aFaderOnAWrongAddressIsLoggedOnceInTenSeconds() {
        int lines = 0;
        for (int i = 0; i < 60 * 30; i++) {
            lines +=
                    line("/fadr", "udp:10.0.0.2:" + (1024 + i), "no", i / 60.0).isPresent() ? 1 : 0;
        }
        assertEquals(3, lines);
        assertEquals(
                Optional.of(
                        "refused /fadr from 10.0.0.2:9000: no (unknown) (599 more such since the"
                                + " last line)"),
                line("/fadr", "udp:10.0.0.2:9000", "no", 30));
    }

    @Test
    @Tag("CONSOLE-5")
    void aClientHasFiveLinesInTenSecondsWhateverItSends() {
        int lines = 0;
        for (int i = 0; i < 1000; i++) {
            lines += line("/wrong/" + i, "udp:10.0.0.2:9000", "no", i / 100.0).isPresent() ? 1 : 0;
        }
        assertEquals(RefusalLog.LINES_OF_A_CLIENT, lines);
        assertEquals(true, line("/wrong", "tcp:10.0.0.3:9000", "no", 9).isPresent());
    }

    @Test
    @Tag("CONSOLE-5")
    void longTextsAreShortenedInTheLine() {
        String address = "/" + "z".repeat(60_000);
        String said =
                line(address, "udp:10.0.0.2:9000", "there is no address " + address, 0)
                        .orElseThrow();

        assertEquals(
                true,
                said.length() < RefusalLog.LONGEST_ADDRESS + RefusalLog.LONGEST_TEXT + 100,
                said);
        assertEquals(true, said.contains("zzz... from 10.0.0.2:9000: there is no"), said);
    }

    private Optional<String> line(String address, String by, String text, double seconds) {
        return log.line(
                new Event.Refused(
                        Beats.ZERO, new RequestSender(by), address, Refusal.Code.UNKNOWN, text),
                new HostMicros(Math.round(seconds * 1e6)));
    }
}
