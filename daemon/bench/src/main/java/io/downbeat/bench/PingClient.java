package io.downbeat.bench;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;

import java.util.HexFormat;

/**
 * The client of {@code ping.c}: sends two launches in turns and takes the time until the first
 * datagram is back, from before the call that sends to the kernel's stamp on what arrives. So the
 * time in which this client itself is woken does not count.
 */
final class PingClient implements AutoCloseable {
    /** Between two launches, on the average; it varies by half, so as to meet no other rhythm. */
    private static final int SPACING_MICROS = 2_000;

    private static final int WARMING_MICROS = 100;

    private final ExternalProgram program;
    private final int port;

    private PingClient(ExternalProgram program) {
        this.program = program;
        this.port = TimestampingReceiver.portsIn(program.line()).getFirst();
    }

    static PingClient on(BenchmarkFolder benchmarkFolder) {
        return new PingClient(benchmarkFolder.run(benchmarkFolder.compiled("ping")));
    }

    /** Where what comes back must go. */
    int port() {
        return port;
    }

    /** Two triggers that launch at once, sent in turns. */
    record Pair(String first, String second) {}

    /**
     * So many round trips through who listens at a port.
     *
     * @throws BenchmarkException if one did not come back
     */
    Samples trips(int target, int count, Pair launches) {
        return trips(target, count, SPACING_MICROS, launches);
    }

    /** Many launches in quick succession, for a program that gets faster while it runs. */
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
