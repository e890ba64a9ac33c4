package io.downbeat.persistence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.engine.Conductor;
import io.downbeat.engine.launch.RandomSource;
import io.downbeat.graph.ParamValue;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.UpcomingBoundaries;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

class JournalHandoverTest {

    private static final HostMicros START = new HostMicros(0);
    private static final int ROUNDS = 2_000;
    private static final int TURNS_A_ROUND = 50;

    private final Conductor conductor =
            new Conductor(
                    new Conductor.Setup(
                            SampleSessions.band(),
                            List.of(),
                            new OscObjectNamesInAddresses(AddressSpace.load()),
                            RandomSource.seeded(1)),
                    START,
                    true);
    private final EngineSnapshot snapshot = conductor.snapshot();

    /** A lost wake-up shows as a round that never ends. */
    @Test
    @Tag("JOURNAL-14")
    @Timeout(120)
    void noChangeWaitsForAnotherOne() throws Exception {
        var wakeUps = new Semaphore(0);
        var rounds = new Semaphore(0);
        var handover = new JournalHandover(snapshot, earlier -> snapshot, wakeUps::release);
        var journal = CompletableFuture.runAsync(() -> takeAll(handover, wakeUps, rounds));
        for (int round = 1; round <= ROUNDS; round++) {
            for (int turn = 0; turn < TURNS_A_ROUND; turn++) {
                handover.onTurn(writing(round + turn / (double) TURNS_A_ROUND));
            }
            handover.onTurn(writing(-round));
            rounds.acquire();
        }
        journal.get();
        assertEquals(Optional.empty(), handover.take());
    }

    /** Takes changes as the journal thread does, until the last one of all rounds is taken. */
    private static void takeAll(JournalHandover handover, Semaphore wakeUps, Semaphore rounds) {
        int round = 1;
        while (round <= ROUNDS) {
            Optional<UnwrittenJournalChanges> taken = handover.take();
            if (taken.isPresent() && taken.get().value(0).equals(value(-round))) {
                round++;
                rounds.release();
            }
            taken.ifPresent(handover::reuse);
            if (handover.waitingSince().equals(HostMicros.NEVER) && round <= ROUNDS) {
                wakeUps.acquireUninterruptibly();
            }
        }
    }

    private static Optional<ParamValue> value(double number) {
        return Optional.of(ParamValue.of(number));
    }

    private TurnResult writing(double number) {
        var written =
                new Event.ParamsWritten(
                        Beats.ZERO,
                        Event.Cause.HAND,
                        new RequestSender("udp:10.0.0.1:9000"),
                        0,
                        ParameterValueList.of(0, ParamValue.of(number)));
        return new TurnResult(
                START,
                List.of(),
                START,
                conductor.view(),
                List.of(written),
                new UpcomingBoundaries(List.of(), Beats.ZERO),
                HostMicros.NEVER);
    }
}
