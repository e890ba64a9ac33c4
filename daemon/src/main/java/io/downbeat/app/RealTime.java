package io.downbeat.app;

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
 * The wish that the conductor's thread comes before everything ordinary on this machine: Linux's
 * real-time class ({@code SCHED_FIFO}, {@code sched(7)}) at its lowest priority, 1, asked for with
 * {@code chrt} of util-linux, since a JVM can not ask for itself.
 *
 * <p>A thread that is awake before its boundary has used up its share when the boundary comes, and
 * on a busy machine the scheduler then takes the processor from it: 99 of 100 boundaries were hit
 * within 2 to 10 ms without, within 60 to 80 us with (a load of 20 on two processors). The kernel
 * keeps a twentieth of each second for everything else, and threads that the conductor's might
 * start do not inherit the class.
 *
 * <p>Granted to root and to whom {@code RLIMIT_RTPRIO} or {@code CAP_SYS_NICE} allows it. Where it
 * is refused, or there is no {@code chrt}, all goes on as before.
 */
final class RealTime implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RealTime.class);
    private static final Path OWN_THREADS = Path.of("/proc/self/task");

    /** The kernel keeps so much of a thread's name. */
    private static final int NAME_KEPT = 15;

    private static final long PATIENCE_SECONDS = 2;

    private final String thread;

    /**
     * @param thread its name, as the JVM knows it
     */
    RealTime(String thread) {
        this.thread = thread;
    }

    /** Asks once, and waits for the answer; not on a thread that music waits for. */
    @Override
    public void run() {
        try {
            for (String id : ids(OWN_THREADS, thread)) {
                LOG.debug("{} in real time: {}", thread, isGranted(id) ? "granted" : "refused");
            }
        } catch (IOException missing) {
            LOG.debug("{} stays at ordinary priority: {}", thread, missing.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The native numbers of the threads that bear a name.
     *
     * @param threads a folder for each thread, called by its number, with its name in {@code comm}
     * @throws IOException if this system tells of no threads there
     */
    static List<String> ids(Path threads, String name) throws IOException {
        String kept = name.substring(0, Math.min(name.length(), NAME_KEPT));
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path each : all) {
                if (nameOf(each).equals(kept)) {
                    ids.add(String.valueOf(each.getFileName()));
                }
            }
        }
        return ids;
    }

    private static String nameOf(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }

    private static boolean isGranted(String id) throws IOException, InterruptedException {
        Process asking =
                new ProcessBuilder("chrt", "--reset-on-fork", "--fifo", "--pid", "1", id)
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
