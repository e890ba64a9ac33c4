package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.RealProgram;
import io.downbeat.client.DownbeatClient;
import io.downbeat.client.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A patch that leads the daemon, and one that follows it, in a real Pure Data. */
@Timeout(240)
@RealProgram(command = "pd", debian = "puredata-core")
class PureDataClockIT {
    private static final Path PATCHES = Path.of("..", "clients", "puredata");
    private static final Path REHEARSAL =
            Path.of("src", "test", "resources", "io", "downbeat", "app", "clock-rehearsal.pd");

    @TempDir private Path state;

    private final BlockingQueue<Message> told = new LinkedBlockingQueue<>();
    private final List<String> statuses = new ArrayList<>();
    private final List<Double> tempos = new ArrayList<>();
    private final List<Integer> quarters = new ArrayList<>();

    @Test
    void aPatchIsTheClockSourceAndRestartsTheTransport() throws InterruptedException {
        try (RunningDaemon daemon = RunningDaemon.with(state, "--clock=osc");
                DownbeatClient client = listening(daemon);
                RealProcess pd = pd(daemon.port(), "master-tempo 140")) {
            hearUntilQuarter(2, 2);

            int anew = quarters.lastIndexOf(0);
            assertCounts(quarters.subList(0, anew));
            assertTrue(anew >= 8, "it is stopped with its ninth beat: " + quarters);
            assertCounts(quarters.subList(anew, quarters.size()));
            assertEquals(
                    List.of("searching", "stopped", "running", "stopped", "running"),
                    withoutStalls(statuses));
            assertStated(140);
            assertEquals("osc", client.ask("/clock/source").text(0));
            assertNoTrouble(pd);
        }
    }

    @Test
    void aPatchMaySendTicksAndAnotherPatchFollows() throws InterruptedException {
        try (RunningDaemon daemon = RunningDaemon.with(state, "--clock=osc");
                DownbeatClient client = listening(daemon);
                RealProcess pd = pd(daemon.port(), "master-tempo 90", "master-ticks 1")) {
            hearUntilQuarter(6, 1);

            assertCounts(quarters);
            assertStated(90);
            assertEquals("osc", client.ask("/clock/source").text(0));
            pd.waitFor("tick: bang");
            pd.waitFor("follower: 6");
            assertNoTrouble(pd);
        }
    }

    private DownbeatClient listening(RunningDaemon daemon) {
        DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port());
        client.subscribe(told::add, "/beat", "/clock/status", "/tempo");
        return client;
    }

    /** Hears what the daemon says until that quarter, or a later one, has come so often. */
    private void hearUntilQuarter(int last, int times) throws InterruptedException {
        int left = times;
        boolean before = true;
        while (left > 0) {
            Message message = told.take();
            if (message.address().equals("/clock/status")) {
                addNew(statuses, message.text(0));
            } else if (message.address().equals("/tempo")) {
                addNew(tempos, message.number(0));
            } else if (message.address().equals("/beat") && message.number(2) % 1 == 0) {
                int quarter = (int) message.number(2);
                addNew(quarters, quarter);
                left -= before && quarter >= last ? 1 : 0;
                before = quarter < last;
            }
        }
    }

    /** What is told twice in a row is one and the same. */
    private static <T> boolean addNew(List<T> all, T one) {
        return (all.isEmpty() || !all.getLast().equals(one)) && all.add(one);
    }

    /**
     * The count begins at 0 and only goes forward. A beat is missing only where this machine gave
     * no processor time for a whole beat: then the present one alone is told.
     */
    private static void assertCounts(List<Integer> quarters) {
        assertEquals(0, quarters.getFirst(), quarters.toString());
        for (int i = 1; i < quarters.size(); i++) {
            assertTrue(quarters.get(i) > quarters.get(i - 1), quarters.toString());
        }
    }

    /** A Pd that gets no processor time for half a second is lost, and then runs again. */
    private static List<String> withoutStalls(List<String> statuses) {
        var playing = new ArrayList<String>();
        statuses.stream()
                .filter(status -> !status.equals("lost"))
                .forEach(status -> addNew(playing, status));
        return playing;
    }

    /**
     * The tempo that the patch states was taken. What is measured later depends on when this
     * machine let Pd send; scenarios with a simulated clock hold the follower to that.
     */
    private void assertStated(double bpm) {
        assertTrue(
                tempos.stream().anyMatch(tempo -> Math.abs(tempo - bpm) <= bpm * 0.02),
                tempos.toString());
    }

    private static RealProcess pd(int daemon, String... sends) {
        List<String> command =
                new ArrayList<>(List.of("pd", "-nogui", "-noaudio", "-nomidi", "-stderr"));
        for (String patch : List.of("clock-master.pd", "clock-follower.pd")) {
            command.addAll(List.of("-open", PATCHES.resolve(patch).toString()));
        }
        command.addAll(List.of("-open", REHEARSAL.toString()));
        for (String name : List.of("follower", "master")) {
            command.addAll(List.of("-send", name + "-connect 127.0.0.1 " + daemon));
        }
        for (String send : sends) {
            command.addAll(List.of("-send", send));
        }
        command.addAll(List.of("-send", "master-play 1"));
        return RealProcess.start(command.toArray(String[]::new));
    }

    private static void assertNoTrouble(RealProcess pd) {
        assertEquals(
                List.of(),
                pd.printed().stream()
                        // This machine gave the daemon no processor time for a while.
                        .filter(line -> !line.contains("waited\\ too\\ long"))
                        .filter(line ->
                                line.contains("error")
                                        || line.contains("couldn't create")
                                        || line.contains("no such object")
                                        || line.contains("unknown tag"))
                        .toList());
    }
}
