package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Linux's count of what it dropped. */
@Tag("FLOOD-7")
class KernelDropsTest {
    private static final String HEAD =
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
                    + "  timeout inode ref pointer drops            \n";
    private static final String ROW =
            "  %d: %s:%04X 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0"
                    + " 2716 2 0000000000000000 %d        \n";

    @TempDir private Path folder;

    @Test
    void dropsOfThePortAreCountedOnce() throws IOException {
        Path four = folder.resolve("udp");
        Path six = folder.resolve("udp6");
        Files.writeString(four, HEAD + row("0100007F", 9120, 4) + row("0100007F", 9121, 100));
        Files.writeString(six, HEAD + row("0".repeat(32), 9120, 3));
        var drops = new KernelDrops(List.of(four, six), 9120);

        assertEquals(7, drops.sinceLastAsked());
        assertEquals(0, drops.sinceLastAsked());

        Files.writeString(six, HEAD + row("0".repeat(32), 9120, 5));
        assertEquals(2, drops.sinceLastAsked());
    }

    @Test
    void withoutAReadableTableNoDropsAreCounted() throws IOException {
        Path odd = folder.resolve("odd");
        Files.writeString(odd, "a b c d e f g h i j k l m\n1 x:23A0 3 4 5 6 7 8 9 10 11 12 many\n");

        assertEquals(
                0, new KernelDrops(List.of(folder.resolve("none"), odd), 9120).sinceLastAsked());
    }

    private static String row(String address, int port, int drops) {
        return ROW.formatted(1, address, port, drops);
    }
}
