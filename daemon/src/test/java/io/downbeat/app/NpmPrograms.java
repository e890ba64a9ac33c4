package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The scripts of {@code src/test/npm} with the packages that they need, in a folder of their own.
 */
final class NpmPrograms {
    private static final Path SCRIPTS = Path.of("src", "test", "npm");

    /** Each takes some ten seconds, on a busy computer a minute. */
    private static final long LONGEST_RUN_SECONDS = 120;

    private final Path folder;

    private NpmPrograms(Path folder) {
        this.folder = folder;
    }

    /** Installs the packages into a folder. */
    static NpmPrograms in(Path folder) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        var programs = new NpmPrograms(folder);
        programs.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return programs;
    }

    /** The lines that a program prints until it ends; it fails if it has not ended in time. */
    List<String> run(String... command) throws IOException, InterruptedException {
        Process program =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        CompletableFuture.delayedExecutor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)
                .execute(program::destroyForcibly);
        try {
            String text = new String(program.getInputStream().readAllBytes(), UTF_8);
            assertEquals(0, program.waitFor(), text);
            return text.lines().toList();
        } finally {
            program.destroyForcibly();
        }
    }
}
