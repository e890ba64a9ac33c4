package io.downbeat.bench;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;

import java.util.HexFormat;

/**
 * Runs the client {@code ping.c}. It sends two launches in turns and measures from before the
 * sending call to the kernel's stamp on the first datagram that comes back, so the time to wake it
 * does not count.
 */
final class LaunchLatencyClient implements AutoCloseable {
    /**
     * Microseconds between launches on average; varied by half, so that they match no other rhythm.
     */
    private static final int SPACING_MICROS = 2_000;

    private static final int WARMING_MICROS = 100;

    private final ExternalProgram program;
    private final int port;

    private LaunchLatencyClient(ExternalProgram program) {
        this.program = program;
        this.port = TimestampingReceiver.portsIn(program.line()).getFirst();
    }

    static LaunchLatencyClient on(BenchmarkFolders benchmarkFolders) {
        return new LaunchLatencyClient(benchmarkFolders.run(benchmarkFolders.compiled("ping")));
    }

    /** The port that the answers must be sent to. */
    int port() {
        return port;
    }

    /** Two messages that launch at once, sent in turns. */
    record Pair(String first, String second) {}

    /**
     * Round trips through the program at a port.
     *
     * @throws BenchmarkException if one does not come back
     */
    Samples trips(int target, int count, Pair launches) {
        return trips(target, count, SPACING_MICROS, launches);
    }

    /** Launches in quick succession, for a program that becomes faster while it runs. */
    void warmUp(int target, int count, Pair launches) {
        trips(target, count, WARMING_MICROS, launches);
    }

    private Samples trips(int target, int count, int spacingMicros, Pair launches) {
        program.tell(
                "%d %d %d %s %s"
                        .formatted(
                                target,
                                count,
                                spacingMicros,
                                press(launches.first()),
                                press(launches.second())));
        Samples trips =
                Samples.of(program.linesToEnd().stream().mapToLong(Long::parseLong).toArray());
        if (trips.least() < 0) {
            throw new BenchmarkException(
                    "a launch sent to UDP port " + target + " was not answered");
        }
        return trips;
    }

    static String press(String address) {
        OscMessage press = OscMessage.of(address, OscArgument.s("instant"));
        return HexFormat.of().formatHex(new OscCodec().encode(press));
    }

    @Override
    public void close() {
        program.close();
    }
}
