package io.downbeat.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class ServiceNameTest {

    @Test
    @Tag("ZEROCONF-3")
    void aNameOfAnotherProgramCannotControlATerminalOrTurnText() {
        assertEquals("[31mred evil", ServiceName.printable("\u001b[31mred\u202eevil\n\u0007"));
        assertEquals("Tür 1.OG 🎛", ServiceName.printable("Tür 1.OG 🎛"));
        assertEquals("a", ServiceName.printable("a\ud800"));
    }

    @Test
    @Tag("ZEROCONF-3")
    void aLongNameIsCut() {
        assertEquals("x".repeat(63), ServiceName.printable("x".repeat(5000)));
    }

    @Test
    void theNameOfTheProgramFitsALabelWithANumberBehindIt() {
        for (String host : new String[] {"h".repeat(300), "ü".repeat(300), "🎛".repeat(100)}) {
            String name = ServiceName.ofProgram(host) + " (12345)";
            int bytes = name.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(bytes <= 63 && bytes > 55, name);
            assertTrue(name.indexOf('\ufffd') < 0, name);
        }
        assertEquals("Downbeat", ServiceName.ofProgram(""));
        assertEquals("Downbeat on stage", ServiceName.ofProgram("stage"));
    }

    @Test
    void aHostLabelIsPlain() {
        assertEquals(
                "downbeat-9120-eth0-my-mac",
                ServiceName.hostLabel("downbeat", "9120", "eth0", "my mac!"));
        assertEquals("downbeat", ServiceName.hostLabel("downbeat", ""));
        assertEquals(55, ServiceName.hostLabel("downbeat", "h".repeat(300)).length());
    }
}
