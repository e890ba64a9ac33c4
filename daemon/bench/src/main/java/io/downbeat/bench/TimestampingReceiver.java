package io.downbeat.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * Loopback sockets whose datagrams the kernel stamps. {@code hear.c} holds them in a process of its
 * own that reports only when asked.
 */
final class TimestampingReceiver implements AutoCloseable {
    private static final int LOOK_MILLIS = 40;
    private static final int LOOKS = 250;

    /** Checks without a new datagram after which no more is expected. */
    private static final int QUIET_LOOKS = 8;

    private final ExternalProgram program;
    private final List<Integer> ports;

    /**
     * One datagram.
     *
     * @param socket counted from 1
     * @param at nanoseconds of the wall clock
     */
    record Stamp(int socket, long at, int size) {
        static Stamp parse(String line) {
            String[] words = line.split(" ");
            return new Stamp(
                    Integer.parseInt(words[0]),
                    Long.parseLong(words[1]),
                    Integer.parseInt(words[2]));
        }
    }

    /**
     * The bytes of one datagram.
     *
     * @param hex two digits a byte
     */
    record Datagram(int socket, String hex) {
        static Datagram parse(String line) {
            String[] words = line.split(" ");
            return new Datagram(Integer.parseInt(words[0]), words[2]);
        }
    }

    private TimestampingReceiver(ExternalProgram program, List<Integer> ports) {
        this.program = program;
        this.ports = ports;
    }

    static TimestampingReceiver on(BenchmarkFolders benchmarkFolders, int sockets) {
        ExternalProgram program = benchmarkFolders.run(benchmarkFolders.compiled("hear"), sockets);
        return new TimestampingReceiver(program, portsIn(program.line()));
    }

    /** The ports of a line {@code ports 40001 40002}. */
    static List<Integer> portsIn(String line) {
        return Stream.of(line.split(" ")).skip(1).map(Integer::valueOf).toList();
    }

    /** The port of a socket, counted from 1. */
    int port(int socket) {
        return ports.get(socket - 1);
    }

    /** How many datagrams have arrived since the last call of {@link #forget}. */
    long count() {
        program.tell("count");
        return Long.parseLong(program.line().split(" ")[1]);
    }

    /** Returns and removes what has arrived. */
    List<Stamp> stamps() {
        program.tell("stamps");
        return program.linesToEnd().stream().map(Stamp::parse).toList();
    }

    /** Returns and removes the bytes of what has arrived, of a few thousand datagrams at most. */
    List<Datagram> datagrams() {
        program.tell("bytes");
        return program.linesToEnd().stream().map(Datagram::parse).toList();
    }

    /** Removes what has arrived, and its count. */
    void forget() {
        program.tell("forget");
        program.linesToEnd();
        count();
    }

    /** Waits until this many have arrived since {@link #forget}, at most ten seconds. */
    void await(long datagrams) {
        long heard = count();
        for (int look = 0; heard < datagrams && look < LOOKS; look++) {
            BenchmarkClock.millis(LOOK_MILLIS);
            heard += count();
        }
    }

    /** Waits until nothing arrives for a while. */
    void awaitQuiet() {
        int quiet = 0;
        for (int look = 0; quiet < QUIET_LOOKS && look < LOOKS; look++) {
            BenchmarkClock.millis(LOOK_MILLIS);
            quiet = count() == 0 ? quiet + 1 : 0;
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
