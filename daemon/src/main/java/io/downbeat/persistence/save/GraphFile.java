package io.downbeat.persistence.save;

import io.downbeat.graph.ParamPath;
import io.downbeat.persistence.chunks.ChunkedBytes;
import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.view.SessionView;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An opened graph file: the document that it was loaded from, which saves edit, and the content
 * that was last seen on disk.
 */
public final class GraphFile {

    private final Path folder;

    /** The content of each file when this program last read or wrote it. */
    private final Map<Path, ContentHash> seen = new LinkedHashMap<>();

    /** The content of each file when this session last exported it. */
    private final Map<Path, ContentHash> exported = new LinkedHashMap<>();

    /** The document that was loaded. Every save edits this one, so an undo restores its text. */
    private final JsonDocument document;

    /** The session that a load of the document gives. */
    private final GraphFileContents loaded;

    private Optional<Path> file;

    private GraphFile(
            Path folder, Optional<Path> file, JsonDocument document, GraphFileContents loaded) {
        this.folder = folder;
        this.file = file;
        this.document = document;
        this.loaded = loaded;
    }

    public static GraphFile opened(Path file, JsonDocument document, GraphFileContents loaded) {
        GraphFile opened = begun(file, document, loaded);
        opened.seen.put(opened.file.orElseThrow(), ContentHash.of(document.bytes()));
        return opened;
    }

    public static GraphFile begun(Path file, JsonDocument document, GraphFileContents loaded) {
        return new GraphFile(folderOf(file), Optional.of(file.toAbsolutePath()), document, loaded);
    }

    public static GraphFile untitled(Path folder, JsonDocument document, GraphFileContents loaded) {
        return new GraphFile(folder.toAbsolutePath(), Optional.empty(), document, loaded);
    }

    public static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Its path; empty while the session has no name. */
    public Optional<Path> path() {
        return file;
    }

    /** The hash of its file's bytes when they were last read or written; empty without a file. */
    public String hash() {
        return file.map(seen::get).map(ContentHash::hex).orElse("");
    }

    /**
     * The session was begun with other bytes than the file has now: a save refuses to replace them.
     *
     * @param hash the hash of the bytes that it was begun with
     */
    public void expect(String hash) {
        file.ifPresent(path -> seen.put(path, new ContentHash(hash)));
    }

    /** Deletes the temporary files of saves that a crash interrupted. */
    public void deleteAbandonedFiles() {
        TemporaryFileNames.deleteAbandoned(folder);
    }

    /** The names of the graph files in its folder, as a save or a load takes them. */
    public List<String> folder() {
        return GraphFileList.list(folder);
    }

    /**
     * The file that a load takes: one of its folder, or its own.
     *
     * @throws Refusal if the name is not possible, or there is no such file
     */
    public Path toLoad(Optional<String> name) {
        Path target =
                name.map(given -> GraphFileList.in(folder, given))
                        .or(() -> file)
                        .orElseThrow(() ->
                                new Refusal(
                                        Refusal.Code.MISSING,
                                        "this session has no file to load again; give a name, as"
                                                + " in /session/load \"set\""));
        if (!Files.exists(target)) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "there is no file %s in %s; /session/list names those that are there"
                            .formatted(target.getFileName(), folder));
        }
        return target;
    }

    /**
     * Writes the session to its file, or to another file of its folder, which becomes its file.
     *
     * @param launched what {@link LaunchedClipOnlyParameters} has noted since the load
     * @param force true to overwrite a file that another program changed, or that is read-only
     * @param backups keeps the file that is replaced
     */
    public SaveOutcome save(
            SessionView view,
            Set<ParamPath> launched,
            Optional<String> name,
            boolean force,
            RotatingGraphBackups backups) {
        try {
            Path target = name.map(given -> GraphFileList.in(folder, given)).orElseGet(this::own);
            if (GraphFileList.isExport(target) && name.isPresent()) {
                throw new Refusal(
                        Refusal.Code.NOT_ALLOWED,
                        "names that end in .arrangement are for exports; choose another name");
            }
            checkReplaceable(target, force);
            Optional<ContentHash> onDisk = contentToReplace(target, force);
            ChunkedBytes content = SaveEdits.document(document, loaded, view, launched).bytes();
            ContentHash hash = ContentHash.of(content);
            if (Files.exists(target) && !onDisk.equals(Optional.of(hash))) {
                backups.keep(target);
            }
            write(target, content);
            file = Optional.of(target);
            seen.put(target, hash);
            return new SaveOutcome.Saved(GraphFileList.of(target));
        } catch (Refusal refusal) {
            return new SaveOutcome.Refused(refusal.code(), refusal.text());
        }
    }

    /**
     * Writes an export of the arrangement beside the graph file: {@code NAME.mid} and {@code
     * NAME.arrangement.json}, both or none. Only files that this session has exported are replaced.
     *
     * @param name may have one of the two extensions
     */
    public SaveOutcome export(String name, byte[] midi, byte[] json) {
        try {
            String plain = GraphFileList.exportName(name);
            Map<Path, byte[]> contents = new LinkedHashMap<>();
            contents.put(GraphFileList.exportedMidi(folder, plain), midi);
            contents.put(GraphFileList.exportedJson(folder, plain), json);
            contents.keySet().forEach(this::checkExportReplaceable);
            writeExport(contents);
            contents.forEach((file, content) -> exported.put(file, ContentHash.of(content)));
            return new SaveOutcome.Saved(plain);
        } catch (Refusal refusal) {
            return new SaveOutcome.Refused(refusal.code(), refusal.text());
        }
    }

    private void checkExportReplaceable(Path target) {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        ContentHash known = exported.get(target);
        if (known == null || !Files.isRegularFile(target) || !known.equals(hashOf(target))) {
            throw new Refusal(
                    Refusal.Code.CHANGED_ON_DISK,
                    "%s exists already and is not what this session exported; export under another"
                                    .formatted(target.getFileName())
                            + " name, or move the file away");
        }
        if (AtomicFileWriter.isReadOnly(target)) {
            throw new Refusal(
                    Refusal.Code.DISK,
                    "%s is read-only; export under another name".formatted(target));
        }
    }

    private void writeExport(Map<Path, byte[]> contents) {
        try {
            Map<Path, ChunkedBytes> chunked = new LinkedHashMap<>();
            contents.forEach((file, content) -> chunked.put(file, ChunkedBytes.of(content)));
            AtomicFileWriter.replaceAll(chunked);
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.Code.DISK,
                    "the export cannot be written into %s: %s"
                            .formatted(folder, AtomicFileWriter.reason(e)));
        }
    }

    /** Keeps a session that is not saved, because another one takes its place. */
    public void keepUnsaved(
            SessionView view, Set<ParamPath> launched, RotatingGraphBackups backups) {
        ChunkedBytes content = SaveEdits.document(document, loaded, view, launched).bytes();
        backups.keepUnsaved(file.orElseGet(() -> folder.resolve(view.name())), content);
    }

    private Path own() {
        return file.orElseThrow(() ->
                new Refusal(
                        Refusal.Code.MISSING,
                        "this session has no file yet; save it under a name, as in"
                                + " /session/save \"set\", into "
                                + folder));
    }

    private static void checkReplaceable(Path target, boolean force) {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isRegularFile(target)) {
            throw new Refusal(
                    Refusal.Code.DISK,
                    "%s is not a regular file and is not replaced; save under another name"
                            .formatted(target));
        }
        if (!force && AtomicFileWriter.isReadOnly(target)) {
            throw new Refusal(
                    Refusal.Code.DISK,
                    "%s is read-only; /session/save/force replaces it, or save under another name"
                            .formatted(target));
        }
    }

    /**
     * The content that a save replaces; empty if there is none, or if it cannot be read and the
     * save is forced.
     *
     * @throws Refusal if the save is not forced and the content is not what this program knows
     */
    private Optional<ContentHash> contentToReplace(Path target, boolean force) {
        if (!Files.exists(target)) {
            return Optional.empty();
        }
        if (force) {
            try {
                return Optional.of(ContentHash.of(target));
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        }
        ContentHash known = seen.get(target);
        if (known == null) {
            throw new Refusal(
                    Refusal.Code.CHANGED_ON_DISK,
                    "%s exists already and is not the session's own file; /session/save/force"
                                    .formatted(target.getFileName())
                            + " replaces it");
        }
        ContentHash present = hashOf(target);
        if (!known.equals(present)) {
            throw new Refusal(
                    Refusal.Code.CHANGED_ON_DISK,
                    "another program has changed %s since it was read; /session/save/force"
                                    .formatted(target.getFileName())
                            + " replaces it, or save under another name");
        }
        return Optional.of(present);
    }

    private static ContentHash hashOf(Path target) {
        try {
            return ContentHash.of(target);
        } catch (IOException e) {
            throw disk(target, "read", e);
        }
    }

    private static void write(Path target, ChunkedBytes content) {
        try {
            AtomicFileWriter.replace(Files.exists(target) ? target.toRealPath() : target, content);
        } catch (IOException e) {
            throw disk(target, "written", e);
        }
    }

    private static Refusal disk(Path target, String what, IOException e) {
        return new Refusal(
                Refusal.Code.DISK,
                "%s cannot be %s: %s; nothing was saved"
                        .formatted(target, what, AtomicFileWriter.reason(e)));
    }
}
