package io.downbeat.persistence;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A graph file that was opened: the text it was loaded from, to which saves are changes. Owned by
 * the thread that saves. Not thread safe.
 */
public final class GraphFile {

    /** The name of a session that has no file yet. */
    static final String UNTITLED = "untitled";

    private static final String ENDING = ".json";

    private final Path folder;
    private Optional<Path> file;
    private Document document;
    private boolean onDisk;

    private GraphFile(Path folder, Optional<Path> file, Document document, boolean onDisk) {
        this.folder = folder;
        this.file = file;
        this.document = document;
        this.onDisk = onDisk;
    }

    static GraphFile at(Path file, Document document, boolean onDisk) {
        return new GraphFile(folderOf(file), Optional.of(file), document, onDisk);
    }

    static GraphFile untitled(Path folder, Document document) {
        return new GraphFile(folder, Optional.empty(), document, false);
    }

    /** Where it lies; empty while it has no name. */
    public Optional<Path> path() {
        return file;
    }

    /** The folder that all its names lie in. */
    public Path folder() {
        return folder;
    }

    Document document() {
        return document;
    }

    boolean isOnDisk() {
        return onDisk;
    }

    static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** A file's name without its ending. */
    static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
