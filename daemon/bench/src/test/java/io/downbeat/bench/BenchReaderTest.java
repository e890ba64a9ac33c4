package io.downbeat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** What the benchmarks read of what other programs and the JVM say. */
class BenchReaderTest {
    private static final OscMessage LEVEL = OscMessage.of("/node/a/p1", OscArgument.f(0.5f));

    @Test
    void aStampIsSocketTimeAndSize() {
        assertEquals(
                new TimestampingReceiver.Stamp(2, 1_795_232_487_220_539_262L, 156),
                TimestampingReceiver.Stamp.parse("2 1795232487220539262 156"));
        assertEquals(
                new TimestampingReceiver.Datagram(1, "2f6100"),
                TimestampingReceiver.Datagram.parse("1 1795 2f6100"));
        assertEquals(List.of(40001, 40002), TimestampingReceiver.portsIn("ports 40001 40002"));
    }

    @Test
    void theReadyLineSaysThePort() {
        String ready =
                "downbeat 0.1.0 ready: osc udp 43924, osc tcp off, http off, graph stage.json";

        assertTrue(DaemonUnderTest.isReady(ready));
        assertFalse(DaemonUnderTest.isReady("NOTE: Picked up JDK_JAVA_OPTIONS: -Xlog:safepoint"));
        assertEquals(43_924, DaemonUnderTest.portIn(ready));
        assertThrows(BenchmarkException.class, () -> DaemonUnderTest.portIn("downbeat"));
    }

    @Test
    void aTaggedBundleSaysWhichMomentItIsFor() {
        OscTimetag tag = OscTimetag.ofEpochMicros(1_795_232_487_220_539L);

        long told = PeriodicLaunchClient.tagOf(hex(OscBundle.of(tag, LEVEL)));

        assertEquals(1_795_232_487_220_539L, Math.round(told / 1000.0));
        assertEquals(0, PeriodicLaunchClient.tagOf(hex(OscBundle.immediate(LEVEL))));
        assertEquals(0, PeriodicLaunchClient.tagOf(hex(LEVEL)));
    }

    @Test
    void aRunIsWholeIfEveryWriteCameInItsPlace() {
        ThroughputBenchmark.Run run = ThroughputBenchmark.Run.parse("done 500000000 100000 0");

        assertEquals(200_000, run.perSecond());
        assertTrue(run.isWhole(100_000));
        assertFalse(run.isWhole(100_001));
        assertFalse(ThroughputBenchmark.Run.parse("done 500000000 100000 1").isWhole(100_000));
    }

    @Test
    void aSceneSpansFromItsFirstPacketToItsLast() {
        List<TimestampingReceiver.Stamp> stamps =
                List.of(
                        new TimestampingReceiver.Stamp(2, 900, 1),
                        new TimestampingReceiver.Stamp(1, 400, 1),
                        new TimestampingReceiver.Stamp(3, 600, 1));

        assertEquals(500, SceneToManyOutputsBenchmark.span(stamps, 3));
        assertThrows(BenchmarkException.class, () -> SceneToManyOutputsBenchmark.span(stamps, 4));
    }

    @Test
    void theSafepointLogSaysHowLongAllThreadsStood() {
        List<String> log =
                List.of(
                        "[0.512s][info][safepoint] Safepoint \"ShenandoahInitMark\", Time since"
                                + " last: 4711 ns, Reaching safepoint: 8 ns, At safepoint: 9 ns,"
                                + " Leaving safepoint: 3 ns, Total:      117000 ns, Threads: 0",
                        "[0.513s][info][gc] something else, Total: 5 ns",
                        "[0.514s][info][safepoint      ] Safepoint \"Cleanup\", Total: 3000 ns");

        Samples pauses = PausesBenchmark.pausesIn(log).orElseThrow();

        assertEquals(2, pauses.size());
        assertEquals(3_000, pauses.least());
        assertEquals(117_000, pauses.most());
        assertTrue(PausesBenchmark.pausesIn(List.of()).isEmpty());
    }

    @Test
    void theClassLogSaysWhichPartCameWhen() {
        List<String> log =
                List.of(
                        "[0.031s][info][class,load] java.lang.Object source: shared objects file",
                        "[0.033s][info][class,load] java.lang.Odd source: jrt:/java.base",
                        "[0.033s][info][class,load] io.downbeat.app.Main source: shared objects"
                                + " file",
                        "[0.034s][info ][class,init] 0 Initializing 'java/lang/Object'(no method)"
                                + " (0x07) by thread \"main\"",
                        "[1.080s][info ][class,init] 9 Initializing 'io/downbeat/app/Main' (0x08)"
                                + " by thread \"main\"",
                        "[1.085s][info][class,load] org.slf4j.Unused source: file:/lib/s.jar",
                        "[1.086s][info][class,load] io.netty.util.Timer source: file:/lib/n.jar",
                        "[1.090s][info ][class,init] 10 Initializing 'io/netty/util/Timer' (0x09)"
                                + " by thread \"downbeat-netty\"");

        assertEquals(
                List.of("the JDK", "app", "Netty"),
                List.copyOf(ClassLoadingLogReader.parse(log).parts().keySet()));
        assertEquals(
                List.of(
                        new ClassLoadingLogReader.Part(34, 2, 1),
                        new ClassLoadingLogReader.Part(1_080, 1, 1),
                        new ClassLoadingLogReader.Part(1_090, 1, 0)),
                List.copyOf(ClassLoadingLogReader.parse(log).parts().values()));
    }

    @Test
    void theLaunchersFlagsAreReadFromADaemonThatRuns(@TempDir Path folder) throws IOException {
        Path options = folder.resolve("jvm.options");
        Files.write(
                options,
                List.of(
                        "-XX:+UseShenandoahGC",
                        "-XX:ShenandoahGCMode=generational",
                        "-Xmx256m",
                        "\"-XX:AOTCache=/a b/c.archive\""));
        List<String> line =
                List.of("/jdk/bin/java", "@" + options, "-jar", "d.jar", "g.json", "--quiet");

        RunningDaemonJvmCommandLine jvm = RunningDaemonJvmCommandLine.parse(line, "g.json");

        assertEquals("Shenandoah", jvm.collector());
        assertEquals(
                List.of("/jdk/bin/java", "-XX:+UseG1GC", "-Xmx256m", "-jar", "d.jar"),
                jvm.withCollector("-XX:+UseG1GC").words());
        assertEquals(
                List.of(
                        "/jdk/bin/java",
                        "-XX:+UseShenandoahGC",
                        "-XX:ShenandoahGCMode=generational",
                        "-Xmx256m",
                        "-cp",
                        "classes",
                        "Main"),
                jvm.withoutArchive().running("classes", "Main"));
        assertEquals(
                List.of("/jdk/bin/java", "-cp", "classes", "Main"), jvm.plain("classes", "Main"));
    }

    @Test
    void memoryIsWhatIsResident() {
        assertEquals(
                117_760,
                StartBenchmark.residentIn(List.of("VmPeak:\t 9999 kB", "VmRSS:\t  117760 kB")));
        assertEquals(0, StartBenchmark.residentIn(List.of()));
    }

    @Test
    void theProcessorHasAName() {
        assertEquals(
                "Intel(R) Xeon(R) Processor @ 2.80GHz",
                Machine.model(
                        List.of(
                                "processor\t: 0",
                                "model name\t: Intel(R) Xeon(R) Processor @ 2.80GHz")));
    }

    @Test
    void pureDataIsToldBytesInDecimals() {
        assertEquals("47 97 0 255", new BeatSenderProgram.Row(1, 1, 1, "2f6100ff").decimals());
    }

    private static String hex(OscPacket packet) {
        return HexFormat.of().formatHex(new OscCodec().encode(packet));
    }
}
