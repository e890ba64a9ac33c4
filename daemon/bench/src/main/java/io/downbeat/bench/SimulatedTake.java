package io.downbeat.bench;

import io.downbeat.address.AddressTable;
import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.control.CommandsDueTogether;
import io.downbeat.control.PacketInterpreter;
import io.downbeat.engine.Conductor;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscTimetag;
import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.persistence.read.GraphFileException;
import io.downbeat.persistence.save.LaunchedClipOnlyParameters;
import io.downbeat.persistence.save.RotatingGraphBackups;
import io.downbeat.persistence.save.SaveOutcome;
import io.downbeat.rig.Rig;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Records a take with the daemon's own engine and saves it with the daemon's own storage, by a
 * clock that this class moves: an hour of music takes some seconds. It is the only class of the
 * benchmarks that uses the engine.
 */
final class SimulatedTake {
    private static final RequestSender PERFORMER = new RequestSender("udp:127.0.0.1:9");
    private static final OscTimetag WALL = OscTimetag.ofEpochMicros(1_700_000_000_000_000L);
    private static final long MICROS_PER_SECOND = 1_000_000;
    static final int MOVES_A_SECOND = 100;
    private static final int MOVES_A_BEAT =
            (int) (MOVES_A_SECOND * 4 * BenchGraph.SIXTEENTH_NANOS / 1_000_000_000);

    private final PacketInterpreter packetInterpreter;
    private final Conductor conductor;
    private final LaunchedClipOnlyParameters launched = new LaunchedClipOnlyParameters();
    private final Random random = new Random(1);
    private HostMicros now = new HostMicros(0);
    private TurnResult turn;

    /**
     * What an hour costs.
     *
     * @param turns nanoseconds of each turn that a move arrived in
     * @param end nanoseconds of the turn that ended the take
     * @param save nanoseconds of the save
     * @param load nanoseconds of reading the saved file again
     * @param fileBytes the size of the saved file
     * @param heapBytes what the take occupies while it is recorded, after a garbage collection
     */
    record Costs(Samples turns, long end, long save, long load, long fileBytes, long heapBytes) {}

    private SimulatedTake(GraphFileOpener.Opened opened) {
        AddressSpace space = AddressSpace.load();
        packetInterpreter =
                new PacketInterpreter(new AddressTable(space, "bench", "", "token"), Rig.DEFAULT);
        conductor =
                new Conductor(
                        new Conductor.Setup(
                                opened.loaded(),
                                List.of(),
                                new OscObjectNamesInAddresses(space),
                                sides -> 0),
                        now,
                        true);
        turn = conductor.advance(now, List.of());
    }

    /**
     * Records 100 moves a second of the parameters of {@code flood}, and a launch on each beat, and
     * saves the take into the graph file.
     */
    static Costs recordInto(Path graph, int seconds) {
        try {
            GraphFileOpener.Opened opened = GraphFileOpener.open(graph);
            var take = new SimulatedTake(opened);
            long before = usedHeap();
            take.send("/record", 1);
            Samples turns = take.perform(seconds);
            long heap = usedHeap() - before;
            long began = System.nanoTime();
            take.send("/record", 0);
            long ended = System.nanoTime();
            SaveOutcome saved =
                    opened.file()
                            .save(
                                    take.view(),
                                    take.launched.soFar(),
                                    Optional.empty(),
                                    false,
                                    new RotatingGraphBackups(graph.resolveSibling("backups")));
            long written = System.nanoTime();
            if (saved instanceof SaveOutcome.Refused(var code, var text)) {
                throw new BenchmarkException("the take is not saved: " + text);
            }
            GraphFileOpener.open(graph);
            long read = System.nanoTime();
            return new Costs(
                    turns, ended - began, written - ended, read - written, Files.size(graph), heap);
        } catch (GraphFileException broken) {
            throw new BenchmarkException("the take cannot be read: " + broken.getMessage());
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private SessionView view() {
        return turn.view();
    }

    private Samples perform(int seconds) {
        HostMicros begin = now;
        long[] nanos = new long[seconds * MOVES_A_SECOND];
        for (int move = 0; move < nanos.length; move++) {
            advanceTo(begin.plus(move * MICROS_PER_SECOND / MOVES_A_SECOND));
            if (move % MOVES_A_BEAT == 0) {
                send("/track/beat/clip/%d/launch".formatted(1 + move / MOVES_A_BEAT % 2), 1);
            }
            String address = "/node/flood/p" + (1 + move % BenchGraph.FLOODED);
            long before = System.nanoTime();
            send(address, random.nextFloat());
            nanos[move] = System.nanoTime() - before;
        }
        return Samples.of(nanos);
    }

    private void advanceTo(HostMicros moment) {
        while (turn.wakeAt().isBefore(moment)) {
            now = turn.wakeAt().orLater(now);
            advance(List.of());
        }
        now = moment;
    }

    private void send(String address, Number argument) {
        OscArgument sent =
                argument instanceof Float number
                        ? OscArgument.f(number)
                        : OscArgument.i(argument.intValue());
        List<CommandBatch> arrivals = new ArrayList<>();
        for (CommandsDueTogether packet :
                packetInterpreter.interpret(OscMessage.of(address, sent), PERFORMER, now, WALL)) {
            arrivals.add(
                    new CommandBatch(
                            now,
                            PERFORMER,
                            packet.due(),
                            packet.requests(),
                            0,
                            packet.beginsPacket()));
        }
        advance(arrivals);
    }

    private void advance(List<CommandBatch> arrivals) {
        turn = conductor.advance(now, arrivals);
        launched.onTurn(turn);
        for (Event event : turn.events()) {
            if (event instanceof Event.Refused refused) {
                throw new BenchmarkException(refused.address() + ": " + refused.text());
            }
        }
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
