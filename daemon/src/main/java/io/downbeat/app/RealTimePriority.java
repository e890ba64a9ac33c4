package io.downbeat.app;

import io.downbeat.engine.thread.ConductorThread;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks for real-time priority for the time-critical threads: Linux's real-time classes ({@code
 * sched(7)}) at their lowest priorities, with {@code chrt} of util-linux, because a JVM cannot ask
 * for itself.
 *
 * <p>The conductor's thread comes first ({@code SCHED_FIFO}, 2). It polls before each boundary and
 * so uses up its time slice. On a busy computer the scheduler then takes the processor from it: 99
 * of 100 boundaries were hit within 2 to 10 ms without, within 60 to 80 us with (a load of 20 on
 * two processors).
 *
 * <p>Next are the threads of the virtual machine that it waits for ({@code SCHED_RR}, 1). When the
 * JVM stops all threads for a moment, its own thread and those of its garbage collector work: a
 * quarter of a millisecond if they have a processor, up to 5 ms (measured) if not. The feedback
 * thread is not raised: in a flood it would take the processor from the conductor thread.
 *
 * <p>The kernel keeps a twentieth of each second for all other threads, and new threads do not
 * inherit the class. Root may do this, and users with {@code RLIMIT_RTPRIO} or {@code
 * CAP_SYS_NICE}. If it is refused, or there is no {@code chrt}, the program runs at ordinary
 * priority.
 */
final class RealTimePriority implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RealTimePriority.class);

    /** The kernel keeps this many characters of a thread's name. */
    private static final int NAME_KEPT = 15;

    private static final long PATIENCE_SECONDS = 2;
    private static final String CONDUCTOR = kept(ConductorThread.NAME);

    /** The virtual machine's own thread, and those of the two collectors of the launcher. */
    private static final List<String> WAITED_FOR =
            List.of("VM Thread", "Shenandoah", "ZDirector", "ZDriver", "ZWorker");

    private final Path threads;

    /** The priority to request for a thread. */
    record PriorityRequest(String thread, String policy, int priority) {}

    /**
     * @param threads a folder for each thread of the program, called by its number, with its name
     *     in {@code comm}: {@code /proc/self/task}
     */
    RealTimePriority(Path threads) {
        this.threads = threads;
    }

    /**
     * Requests all priorities and waits for the results. Not for the conductor thread, which must
     * not wait.
     */
    @Override
    public void run() {
        try {
            for (PriorityRequest request : requests()) {
                LOG.debug(
                        "priority {} for thread {}: {}",
                        request.priority(),
                        request.thread(),
                        isGranted(request) ? "granted" : "not granted");
            }
        } catch (IOException missing) {
            LOG.debug("all stay at ordinary priority: {}", missing.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The requests for the threads that exist now.
     *
     * @throws IOException if this system does not list its threads
     */
    List<PriorityRequest> requests() throws IOException {
        List<PriorityRequest> wishes = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path each : all) {
                String id = String.valueOf(each.getFileName());
                String name = nameOf(each);
                if (name.equals(CONDUCTOR)) {
                    wishes.addFirst(new PriorityRequest(id, "--fifo", 2));
                } else if (WAITED_FOR.stream().anyMatch(name::startsWith)) {
                    wishes.add(new PriorityRequest(id, "--rr", 1));
                }
            }
        }
        return wishes;
    }

    private static String kept(String name) {
        return name.substring(0, Math.min(name.length(), NAME_KEPT));
    }

    private static String nameOf(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }

    private static boolean isGranted(PriorityRequest request)
            throws IOException, InterruptedException {
        String priority = Integer.toString(request.priority());
        Process asking =
                new ProcessBuilder(
                                "chrt",
                                "--reset-on-fork",
                                request.policy(),
                                "--pid",
                                priority,
                                request.thread())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        asking.getOutputStream().close();
        if (asking.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return asking.exitValue() == 0;
        }
        asking.destroyForcibly();
        return false;
    }
}
