package io.downbeat.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How many datagrams the system has dropped at one UDP port because its receive buffer was full:
 * the last column of Linux's {@code /proc/net/udp} and {@code udp6}. Elsewhere none are known. Used
 * by one thread.
 */
final class KernelDrops {

    private static final int LOCAL_ADDRESS = 1;
    private static final int COLUMNS = 13;

    private final List<Path> tables;
    private final String portEnd;
    private long asked;

    /**
     * @param tables files in the form of {@code /proc/net/udp}
     */
    KernelDrops(List<Path> tables, int port) {
        this.tables = tables;
        portEnd = String.format(Locale.ROOT, ":%04X", port);
    }

    static KernelDrops ofThisHost(int port) {
        return new KernelDrops(List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6")), port);
    }

    /** The number of drops since the last call. */
    long sinceLastAsked() {
        long all = 0;
        for (Path table : tables) {
            all += dropsIn(table);
        }
        long more = Math.max(0, all - asked);
        asked = all;
        return more;
    }

    private long dropsIn(Path table) {
        if (!Files.isReadable(table)) {
            return 0;
        }
        try {
            long drops = 0;
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.trim().split(" +");
                if (columns.length == COLUMNS && columns[LOCAL_ADDRESS].endsWith(portEnd)) {
                    drops += Long.parseLong(columns[COLUMNS - 1]);
                }
            }
            return drops;
        } catch (IOException | NumberFormatException unreadable) {
            return 0;
        }
    }
}
