package io.downbeat.engine.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.Conductor;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.Quantize;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * How the conductor thread divides its time between a client that launches without end and one that
 * launches now and then. The clock moves only when work is done or waited for.
 */
@Timeout(60)
class ConductorThreadTest {

    private static final RequestSender FLOODER = new RequestSender("udp:10.0.0.1:9000");
    private static final RequestSender OTHER = new RequestSender("udp:10.0.0.2:9000");

    /** What each scene launch costs in this test. */
    private static final long COST_MICROS = 30;

    private static final ObjectNamesInAddresses NAMING =
            new ObjectNamesInAddresses() {
                @Override
                public String spelled(String name) {
                    return name;
                }

                @Override
                public boolean matches(String pattern, String spelled) {
                    return pattern.equals(spelled);
                }

                @Override
                public Optional<String> nearest(String written, List<String> spelled) {
                    return Optional.empty();
                }
            };

    private static final long OTHER_EVERY_MICROS = 20_000;
    private static final long TESTED_MICROS = 2_000_000;

    private HostMicros now = new HostMicros(1_000);
    private final HostMicros end = now.plus(TESTED_MICROS);
    private HostMicros nextOfOther = now.plus(OTHER_EVERY_MICROS);
    private final NonUdpInbox inbox = new NonUdpInbox(() -> {});
    private final List<Long> waitsOfOther = new ArrayList<>();
    private final List<Throwable> troubles = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int handled;

    @Test
    @Tag("FLOOD-9")
    void launchesOfOneClientWithoutEndDelayAnotherClientsLaunchByLessThanAMillisecond()
            throws InterruptedException {
        run();

        assertEquals(TESTED_MICROS / OTHER_EVERY_MICROS - 1, waitsOfOther.size());
        long longest = waitsOfOther.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertTrue(longest < 1_000, longest + " us");
    }

    @Test
    @Tag("FLOOD-9")
    void launchesWithoutEndTakeAboutAQuarterOfTheConductorThread() throws InterruptedException {
        run();

        double share = handled * COST_MICROS / (double) TESTED_MICROS;
        assertTrue(share > 0.2 && share < 0.3, share + " of the time");
    }

    @SuppressWarnings("try") // An interruption ends the test.
    private void run() throws InterruptedException {
        var setup =
                new Conductor.Setup(
                        SampleSessions.piece()
                                .track("Drums", "kick/decay")
                                .clip("A", 0.5)
                                .scene("Drop", "Drums/A")
                                .done(),
                        List.of(),
                        NAMING,
                        sides -> 0);
        try (var thread =
                new ConductorThread(
                        new Conductor(setup, now, true),
                        () -> now,
                        new FloodedSource(),
                        new CostlyOutputs(),
                        turn -> {},
                        troubles::add,
                        1_000,
                        LongestConductorWorkMeter.none(),
                        ProcessorTimeLimiter.none())) {
            thread.start();
            ended.await();
        }
        assertEquals(List.of(), troubles);
    }

    private static CommandBatch launch(RequestSender by, HostMicros at) {
        var scene =
                new Command.LaunchScene(ObjectReference.position(1), Optional.of(Quantize.INSTANT));
        var request = new CommandWithAddress("/scene/1/launch/instant", scene);
        return new CommandBatch(at, by, Optional.empty(), List.of(request));
    }

    /** Always has another launch of one client, and every 20 ms one of the other. */
    private final class FloodedSource implements ArrivalSource {
        @Override
        public void await(HostMicros until) {
            if (!now.isBefore(end)) {
                ended.countDown();
            }
            for (int n = 0; n < WorkBeforeDeadlineLimiter.MOST_BATCHES; n++) {
                inbox.offer(launch(FLOODER, now)); // Refused when the sender's queue is full.
            }
        }

        @Override
        public void pause(HostMicros until) {
            now = now.orLater(until);
        }

        @Override
        public void read(int most, long leftMicros, Consumer<CommandBatch> into) {
            if (nextOfOther.isBefore(end) && !nextOfOther.isAfter(now)) {
                inbox.offer(launch(OTHER, nextOfOther));
                nextOfOther = nextOfOther.plus(OTHER_EVERY_MICROS);
            }
            inbox.drain(most).forEach(into);
        }

        @Override
        public void poll(HostMicros at) {}
    }

    /** Has nothing to send; each launch of a turn takes time. */
    private final class CostlyOutputs implements SessionOutputSender {
        @Override
        public HostMicros nextSend() {
            return HostMicros.NEVER;
        }

        @Override
        public void sendDue(HostMicros at) {}

        @Override
        public HostMicros nextNotUrgent() {
            return HostMicros.NEVER;
        }

        @Override
        public void sendNotUrgent(HostMicros at) {}

        @Override
        public void onTurn(TurnResult turn) {
            now = now.plus(COST_MICROS * turn.arrivals().size());
            if (now.isBefore(end)) {
                handled += turn.arrivals().size();
            }
            for (CommandBatch each : turn.arrivals()) {
                if (each.by().equals(OTHER)) {
                    waitsOfOther.add(now.since(each.at()));
                }
            }
        }
    }
}
