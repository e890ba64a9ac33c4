package io.downbeat.persistence.save;

import io.downbeat.persistence.json.JsonValue;
import io.downbeat.session.command.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The names of graph files in a folder. Names are shown without {@code .json}. */
public final class GraphFileList {

    private static final String ENDING = ".json";

    /** The extension of an exported arrangement, which is JSON and no graph file. */
    private static final String ARRANGEMENT_ENDING = ".arrangement.json";

    private static final String MIDI_ENDING = ".mid";
    private static final int LONGEST = 200;

    /**
     * The longest file name of the file systems of Linux, macOS and Windows, with its extension.
     */
    private static final int LONGEST_BYTES = 255;

    private GraphFileList() {}

    /** A file's name without its extension. */
    public static String of(Path file) {
        String name = String.valueOf(file.getFileName());
        return hasEnding(name) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    private static boolean hasEnding(String name) {
        return hasEnding(name, ENDING);
    }

    private static boolean hasEnding(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /**
     * The graph file with a name.
     *
     * @throws Refusal {@code not-allowed} if it would be outside the folder, {@code range} if the
     *     name is not possible for a file
     */
    static Path in(Path folder, String name) {
        return in(folder, name, hasEnding(name) ? "" : ENDING);
    }

    /** Whether a file has the name of an exported arrangement. */
    static boolean isExport(Path file) {
        return hasEnding(String.valueOf(file.getFileName()), ARRANGEMENT_ENDING);
    }

    /** The name of an export without an extension that belongs to one of its files. */
    static String exportName(String given) {
        for (String ending : List.of(ARRANGEMENT_ENDING, MIDI_ENDING)) {
            if (hasEnding(given, ending)) {
                return given.substring(0, given.length() - ending.length());
            }
        }
        return given;
    }

    /** The JSON file of an export; refuses as {@link #in(Path, String)} does. */
    static Path exportedJson(Path folder, String name) {
        return in(folder, name, ARRANGEMENT_ENDING);
    }

    /** The MIDI file of an export; refuses as {@link #in(Path, String)} does. */
    static Path exportedMidi(Path folder, String name) {
        return in(folder, name, MIDI_ENDING);
    }

    private static Path in(Path folder, String name, String ending) {
        if (name.isBlank() || name.length() > LONGEST) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a name has 1 to %d characters, this one has %d"
                            .formatted(LONGEST, name.strip().length()));
        }
        int bytes = (name + ending).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_BYTES) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a file name has at most %d bytes, this one has %d in UTF-8 with %s; choose a"
                                    .formatted(
                                            LONGEST_BYTES,
                                            bytes,
                                            ending.isEmpty() ? ENDING : ending)
                            + " shorter one");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(Refusal.Code.RANGE, "a name cannot contain control characters");
        }
        if (name.startsWith(".") || name.chars().anyMatch(c -> "/\\:".indexOf(c) >= 0)) {
            throw new Refusal(
                    Refusal.Code.NOT_ALLOWED,
                    JsonValue.quoted(name)
                            + " is not a plain name: expected a file in "
                            + folder
                            + ", without / \\ : and without a dot at its beginning");
        }
        return contained(folder, name, ending);
    }

    private static Path contained(Path folder, String name, String ending) {
        try {
            Path file = folder.resolve(name + ending);
            if (Files.isSymbolicLink(file) && !resolvesInto(folder, file)) {
                throw new Refusal(
                        Refusal.Code.NOT_ALLOWED,
                        JsonValue.quoted(name)
                                + " leads out of "
                                + folder
                                + "; choose another name");
            }
            return file;
        } catch (InvalidPathException e) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    JsonValue.quoted(name) + " is not a possible file name: " + e.getReason());
        }
    }

    private static boolean resolvesInto(Path folder, Path link) {
        try {
            return folder.toRealPath().equals(link.toRealPath().getParent());
        } catch (IOException e) {
            return false;
        }
    }

    /** The names of all graph files in a folder, sorted; empty if the folder cannot be read. */
    static List<String> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> hasEnding(String.valueOf(file.getFileName())))
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .filter(file -> !isExport(file))
                    .filter(Files::isRegularFile)
                    .map(GraphFileList::of)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
