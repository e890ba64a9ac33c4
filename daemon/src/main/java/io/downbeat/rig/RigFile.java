package io.downbeat.rig;

import org.tomlj.TomlParseResult;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The rig file: TOML, with everything that the command line can set and more. All its mistakes are
 * reported together, each as {@code file:line: [table] key: what was expected, what was found}.
 */
public final class RigFile {
    /** Bytes. A rig with a hundred outputs needs a twentieth of it. */
    private static final int LARGEST = 1_000_000;

    private RigFile() {}

    /**
     * Reads a file. A relative {@code graph} or {@code state_dir} is relative to the file's folder;
     * a missing graph is looked up in the working directory.
     *
     * @throws RigException if the file cannot be read or has mistakes
     */
    public static Rig read(Path file) {
        try {
            Rig rig = parse(text(file), file.toString());
            return rig.withPaths(graph(file, rig.graph()), beside(file, rig.stateFolder()));
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "no such file; give the path of a TOML file", missing);
        } catch (CharacterCodingException noText) {
            throw unreadable(file, "it is not UTF-8 text; save it as UTF-8", noText);
        } catch (InvalidPathException noPath) {
            throw unreadable(
                    file, "graph or state_dir is not a path: " + noPath.getReason(), noPath);
        } catch (IOException failed) {
            throw unreadable(file, "cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new RigException("rig file " + file + ": is a folder; give a TOML file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new RigException(
                    "rig file "
                            + file
                            + ": is a pipe or a device and not a regular file; give a TOML file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new RigException(
                        "rig file "
                                + file
                                + ": is larger than 1 MB; a rig file is never that large, so give another file");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
    }

    /**
     * Reads the text of a rig file.
     *
     * @param name the file's name in messages
     * @throws RigException if there are mistakes
     */
    public static Rig parse(String text, String name) {
        RigProblems rigProblems = new RigProblems();
        TomlParseResult toml = new TomlParser(name, text).parsed();
        Rig rig = new TomlSections(name, rigProblems).layer(toml).over(Rig.DEFAULT);
        rigProblems.throwIfAny();
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

    private static RigException unreadable(Path file, String why, Exception cause) {
        RigException unreadable = new RigException("rig file " + file + ": " + why);
        unreadable.initCause(cause);
        return unreadable;
    }
}
