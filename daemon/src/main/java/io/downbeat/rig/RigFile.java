package io.downbeat.rig;

import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The rig file: TOML, all of the command line and more. Every mistake in it is told at once, each
 * as {@code file:line: [table] key: what was expected, what was found}.
 */
public final class RigFile {
    private RigFile() {}

    /**
     * Reads a file. A {@code graph} or {@code state_dir} that is not absolute is meant from the
     * file's own folder; a graph that is not there, from the working directory.
     *
     * @throws RigException if the file cannot be read or has mistakes
     */
    public static Rig read(Path file) {
        try {
            Rig rig = parse(Files.readString(file), file.toString());
            return rig.withPaths(graph(file, rig.graph()), beside(file, rig.stateFolder()));
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "no such file; give the path of a TOML file", missing);
        } catch (IOException failed) {
            throw unreadable(file, "cannot be read as UTF-8 text: " + failed.getMessage(), failed);
        }
    }

    /**
     * Reads the text of a rig file.
     *
     * @param name what to call it in messages
     * @throws RigException if there are mistakes
     */
    public static Rig parse(String text, String name) {
        // some editors begin a file with a byte order mark
        TomlParseResult toml = Toml.parse(text.startsWith("\ufeff") ? text.substring(1) : text);
        if (toml.hasErrors()) {
            // what follows the first is often only its consequence
            TomlParseError first = toml.errors().getFirst();
            throw new RigException(
                    name
                            + ":"
                            + first.position().line()
                            + ": no valid TOML: "
                            + first.getMessage());
        }
        Problems problems = new Problems();
        Rig rig = new TomlSections(name, problems).layer(toml).over(Rig.DEFAULT);
        problems.raise();
        return rig;
    }

    private static String graph(Path file, String graph) {
        String besideFile = beside(file, graph);
        return graph.isEmpty() || Files.exists(Path.of(besideFile)) || !Files.exists(Path.of(graph))
                ? besideFile
                : graph;
    }

    private static String beside(Path file, String path) {
        return path.isEmpty() ? "" : file.resolveSibling(path).toString();
    }

    private static RigException unreadable(Path file, String why, IOException cause) {
        RigException unreadable = new RigException("rig file " + file + ": " + why);
        unreadable.initCause(cause);
        return unreadable;
    }
}
