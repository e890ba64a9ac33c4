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
final class Pinger implements AutoCloseable {
    /** Between two launches, on the average; it varies by half, so as to meet no other rhythm. */
    private static final int SPACING_MICROS = 2_000;

    private final Running program;
    private final int port;

    private Pinger(Running program) {
        this.program = program;
        this.port = Ear.portsIn(program.line()).getFirst();
    }

    static Pinger on(Workshop workshop) {
        return new Pinger(workshop.run(workshop.compiled("ping")));
    }

    /** Where what comes back must go. */
    int port() {
        return port;
    }

    /**
     * So many round trips through who listens at a port.
     *
     * @param first address of a trigger that launches at once, as {@code second}
     * @throws BenchRefused if one did not come back
     */
    Samples trips(int target, int count, String first, String second) {
        program.tell(
                "%d %d %d %s %s"
                        .formatted(target, count, SPACING_MICROS, press(first), press(second)));
        long[] took = program.linesToEnd().stream().mapToLong(Long::parseLong).toArray();
        Samples trips = Samples.of(took);
        if (took[0] < 0 || trips.percentile(1) < 0) {
            throw new BenchRefused("launches sent to UDP port " + target + " have no answer");
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
