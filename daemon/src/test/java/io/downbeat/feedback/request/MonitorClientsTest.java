package io.downbeat.feedback.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

class MonitorClientsTest {
    private final MonitorClients monitors = new MonitorClients();

    @Test
    @Tag("CONSOLE-6")
    void aMonitorGetsReportsForTenSecondsAfterItsLastRequest() {
        monitors.watch(client(1), at(0));
        monitors.watch(client(2), at(3));
        monitors.watch(client(1), at(5));

        assertEquals(List.of(client(1), client(2)), monitors.watching(at(12)));
        assertEquals(List.of(client(1)), monitors.watching(at(13)));
        assertEquals(List.of(), monitors.watching(at(15)));
    }

    @Test
    void atMostEightClientsMonitorAndAClientThatLeavesMakesRoom() {
        for (int i = 0; i < MonitorClients.MOST; i++) {
            monitors.watch(client(i), at(0));
        }
        Refusal refusal = assertThrows(Refusal.class, () -> monitors.watch(client(9), at(1)));
        assertEquals(Refusal.Code.BUSY, refusal.code());

        monitors.watch(client(0), at(9));
        monitors.watch(client(9), at(10));
        assertEquals(List.of(client(0), client(9)), monitors.watching(at(10)));
    }

    private static RequestSender client(int number) {
        return new RequestSender("udp:10.0.0.2:" + (9000 + number));
    }

    private static HostMicros at(int seconds) {
        return new HostMicros(seconds * 1_000_000L);
    }
}
