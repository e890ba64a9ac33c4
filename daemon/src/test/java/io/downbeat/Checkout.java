package io.downbeat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the source tree in which the tests run, for the checks of format and documents. */
record Checkout(Path root) {

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode");

    /**
     * The tree around the working directory: the nearest folder upwards that holds the parent POM.
     */
    static Checkout here() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("osc-schema/pom.xml"))) {
                return new Checkout(folder);
            }
        }
        throw new IllegalStateException("no folder above " + start + " holds osc-schema/pom.xml");
    }

    /** Every file of that name ending outside build output, in the order of its path. */
    List<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> isOurs(root.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String nameOf(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " as UTF-8", e);
        }
    }

    private static boolean isOurs(Path relative) {
        for (Path part : relative) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
