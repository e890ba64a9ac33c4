package io.downbeat;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The condition of {@link RealProgram}: looks for the commands and records which are installed. */
final class RealProgramCondition implements ExecutionCondition {

    private static final Path LIST = Path.of("target", "real-programs.txt");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<RealProgram> needed =
                AnnotationSupport.findRepeatableAnnotations(
                        context.getElement(), RealProgram.class);
        String test = context.getRequiredTestClass().getSimpleName();
        List<RealProgram> missing = needed.stream().filter(one -> !isThere(one)).toList();
        needed.forEach(one -> writeDown(one, !missing.contains(one), test));
        if (missing.isEmpty()) {
            return enabled("every program it needs is there");
        }
        String reason =
                missing.stream()
                        .map(one -> one.command() + ": apt-get install " + one.debian())
                        .collect(Collectors.joining("; ", test + " needs ", ""));
        if (mustBeThere()) {
            throw new IllegalStateException(reason);
        }
        return disabled(reason);
    }

    private static boolean mustBeThere() {
        return "true".equals(System.getenv("CI"))
                || System.getProperty("downbeat.require-programs") != null;
    }

    private static boolean isThere(RealProgram program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program.command()))
                .anyMatch(Files::isExecutable);
    }

    private static void writeDown(RealProgram program, boolean there, String test) {
        String line =
                "  %-8s %-10s %-16s %s"
                        .formatted(
                                there ? "run" : "missing",
                                program.command(),
                                program.debian(),
                                test);
        try {
            SortedSet<String> lines = new TreeSet<>();
            if (Files.exists(LIST)) {
                lines.addAll(Files.readAllLines(LIST));
            }
            lines.add(line);
            Files.createDirectories(LIST.toAbsolutePath().getParent());
            Files.write(LIST, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + LIST, e);
        }
    }
}
