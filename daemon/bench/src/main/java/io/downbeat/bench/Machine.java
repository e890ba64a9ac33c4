package io.downbeat.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The machine on which the numbers were measured. */
record Machine(List<String> lines) {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Path LOAD = Path.of("/proc/loadavg");

    Machine {
        lines = List.copyOf(lines);
    }

    static Machine here() {
        List<String> processor = read(PROCESSOR);
        boolean virtual =
                processor.stream()
                        .anyMatch(line -> line.startsWith("flags") && line.contains("hypervisor"));
        return new Machine(
                List.of(
                        "date     " + LocalDate.now(ZoneOffset.UTC),
                        "machine  %d cores of %s%s"
                                .formatted(
                                        Runtime.getRuntime().availableProcessors(),
                                        model(processor),
                                        virtual ? ", virtual" : ""),
                        "kernel   %s %s"
                                .formatted(
                                        System.getProperty("os.name"),
                                        System.getProperty("os.version")),
                        "java     %s %s"
                                .formatted(
                                        System.getProperty("java.vendor.version", ""),
                                        System.getProperty("java.vm.version")),
                        "load     %s (1, 5, 15 minutes, before the first)".formatted(load())));
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** The processor's name from {@code /proc/cpuinfo}. */
    static String model(List<String> cpuinfo) {
        return cpuinfo.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String load() {
        return read(LOAD).stream()
                .map(line -> String.join(" ", List.of(line.split(" ")).subList(0, 3)))
                .findFirst()
                .orElse("unknown");
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException notLinux) {
            return List.of();
        }
    }
}
