package io.downbeat.persistence;

import io.downbeat.graph.ParamPath;
import io.downbeat.session.Piece;
import io.downbeat.session.Refusal;
import io.downbeat.session.SessionView;
import io.downbeat.session.Snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A graph file that was opened: the text it was loaded from, to which saves are changes, and what
 * was last seen of it on disk. Owned by the thread that saves. Not thread safe.
 */
public final class GraphFile {

    /** The name of a session that has no file yet. */
    static final String UNTITLED = "untitled";

    private final Path folder;

    /** What lay on disk when it was last read or written here, by file. */
    private final Map<Path, byte[]> seen = new LinkedHashMap<>();

    private final Set<ParamPath> written = new LinkedHashSet<>();
    private Optional<Path> file;
    private Document document;

    /** What the document says, as a load reads it. */
    private Piece said;

    private GraphFile(Path folder, Optional<Path> file, Document document, Piece said) {
        this.folder = folder;
        this.file = file;
        this.document = document;
        this.said = said;
    }

    static GraphFile opened(Path file, Document document, Piece said) {
        GraphFile opened = begun(file, document, said);
        opened.seen.put(opened.file.orElseThrow(), document.bytes());
        return opened;
    }

    static GraphFile begun(Path file, Document document, Piece said) {
        return new GraphFile(folderOf(file), Optional.of(file.toAbsolutePath()), document, said);
    }

    static GraphFile untitled(Path folder, Document document, Piece said) {
        return new GraphFile(folder.toAbsolutePath(), Optional.empty(), document, said);
    }

    static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Where it lies; empty while it has no name. */
    public Optional<Path> path() {
        return file;
    }

    /** The names of the graph files in its folder, those that a save or a load may be given. */
    public List<String> folder() {
        return FileName.list(folder);
    }

    /**
     * Notes live values that were written since the load: a parameter that only clips name comes
     * into the file with the next save, even if what was written is what it held.
     */
    public void wrote(SessionView view, Snapshot values) {
        for (int index = 0; index < values.size(); index++) {
            var parameter = view.graph().parameter(values.parameter(index));
            if (!parameter.declared()) {
                written.add(parameter.path());
            }
        }
    }

    /**
     * Writes the session into its file, or another of its folder that is its own from then on.
     *
     * @param force true to write although the file on disk is not the one that was read
     */
    public SaveOutcome save(SessionView view, Optional<String> name, boolean force) {
        try {
            Path target = name.map(given -> FileName.in(folder, given)).orElseGet(this::own);
            checkUnchanged(target, force);
            Document changed = document.with(SaveEdits.text(document, said, view, written));
            byte[] content = changed.bytes();
            write(target, content);
            file = Optional.of(target);
            seen.put(target, content);
            document = changed;
            said = PieceReader.read(UNTITLED, UNTITLED, changed, new Warnings());
            return new SaveOutcome.Saved(FileName.of(target));
        } catch (Refusal refusal) {
            return new SaveOutcome.Refused(refusal.code(), refusal.text());
        }
    }

    private Path own() {
        return file.orElseThrow(() ->
                new Refusal(
                        Refusal.Code.MISSING,
                        "this session has no file yet; save it under a name, as in"
                                + " /session/save \"set\", into "
                                + folder));
    }

    private void checkUnchanged(Path target, boolean force) {
        if (force || !Files.exists(target)) {
            return;
        }
        byte[] known = seen.get(target);
        if (known == null) {
            throw new Refusal(
                    Refusal.Code.CHANGED_ON_DISK,
                    "%s is there already and is not the session's own file; /session/save/force"
                                    .formatted(target.getFileName())
                            + " replaces it");
        }
        if (!Arrays.equals(known, bytesOf(target))) {
            throw new Refusal(
                    Refusal.Code.CHANGED_ON_DISK,
                    "another program has changed %s since it was read; /session/save/force"
                                    .formatted(target.getFileName())
                            + " replaces it, or save under another name");
        }
    }

    private static byte[] bytesOf(Path target) {
        try {
            return Files.readAllBytes(target);
        } catch (IOException e) {
            throw disk(target, "read", e);
        }
    }

    private static void write(Path target, byte[] content) {
        try {
            boolean exists = Files.exists(target);
            if (exists && !Files.isWritable(target)) {
                throw new Refusal(
                        Refusal.Code.DISK, target + " is write-protected; save under another name");
            }
            Disk.replace(exists ? target.toRealPath() : target, content);
        } catch (IOException e) {
            throw disk(target, "written", e);
        }
    }

    private static Refusal disk(Path target, String what, IOException e) {
        return new Refusal(
                Refusal.Code.DISK,
                "%s can not be %s: %s; nothing was saved".formatted(target, what, Disk.reason(e)));
    }
}
