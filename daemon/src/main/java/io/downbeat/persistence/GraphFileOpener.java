package io.downbeat.persistence;

import io.downbeat.graph.Graph;
import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.persistence.read.EmptyGraph;
import io.downbeat.persistence.read.GraphBytesToJson;
import io.downbeat.persistence.read.GraphFileException;
import io.downbeat.persistence.read.LoadedSessionReader;
import io.downbeat.persistence.read.Warning;
import io.downbeat.persistence.read.Warnings;
import io.downbeat.persistence.save.AtomicFileWriter;
import io.downbeat.persistence.save.GraphFile;
import io.downbeat.persistence.save.GraphFileList;
import io.downbeat.session.model.GraphFileContents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Opens graph files, and creates new ones. Stateless; the returned objects belong to the caller.
 */
public final class GraphFileOpener {

    /** No session is this large; a larger file was opened by mistake. */
    private static final long LARGEST_BYTES = 256L << 20;

    /** A file up to this size fits into any heap that the program starts with. */
    private static final long SMALL_BYTES = 8L << 20;

    /** The memory that the program needs in addition to the graph. */
    private static final long REST_BYTES = 128L << 20;

    /**
     * Bytes of memory for each byte of the file. Measured when a save still parsed the whole text
     * again and held two texts and two trees. A save needs less now, so this is a safe upper bound.
     */
    private static final long HEAP_BYTES_PER_FILE_BYTE = 18;

    private GraphFileOpener() {}

    /**
     * A graph that was opened.
     *
     * @param warnings what was wrong in it, in the order of reading
     * @param file the file that it is saved to
     */
    public record Opened(GraphFileContents loaded, List<Warning> warnings, GraphFile file) {
        public Opened {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Opens a graph file.
     *
     * @throws GraphFileException if it does not exist, or cannot be read or used
     */
    public static Opened open(Path path) {
        return open(path, UnaryOperator.identity());
    }

    private static Opened open(Path path, UnaryOperator<GraphFileContents> placed) {
        String file = path.toString();
        if (!Files.exists(path)) {
            throw new GraphFileException(
                    file + ": there is no such file; check the name, or add --new to create it");
        }
        JsonDocument document = GraphBytesToJson.read(file, bytes(path));
        var warnings = new Warnings();
        GraphFileContents loaded =
                placed.apply(
                        LoadedSessionReader.read(file, GraphFileList.of(path), document, warnings));
        return new Opened(loaded, warnings.all(), GraphFile.opened(path, document, loaded));
    }

    /**
     * Opens a graph file whose session shall take the place of a present one.
     *
     * @param present the graph of that session; equal parameters get the numbers that they have in
     *     it
     * @throws GraphFileException if it does not exist, or cannot be read or used
     */
    public static Opened open(Path path, Graph present) {
        return open(path, loaded -> loaded.inPlaceOf(present));
    }

    /**
     * Opens a graph file, or begins an empty one that the first save creates.
     *
     * @throws GraphFileException if it exists and cannot be used, or its folder does not exist
     */
    public static Opened openOrCreate(Path path) {
        if (Files.exists(path)) {
            return open(path);
        }
        Path folder = GraphFile.folderOf(path);
        if (!Files.isDirectory(folder)) {
            throw new GraphFileException(
                    path + ": there is no folder " + folder + " to create it in; make it first");
        }
        JsonDocument empty = EmptyGraph.document();
        GraphFileContents loaded =
                LoadedSessionReader.read(
                        path.toString(), GraphFileList.of(path), empty, new Warnings());
        return new Opened(loaded, List.of(), GraphFile.begun(path, empty, loaded));
    }

    /** An empty session without a name. A save with a name writes it into {@code folder}. */
    public static Opened untitled(Path folder) {
        JsonDocument empty = EmptyGraph.document();
        GraphFileContents loaded =
                LoadedSessionReader.read(
                        EmptyGraph.UNTITLED, EmptyGraph.UNTITLED, empty, new Warnings());
        return new Opened(loaded, List.of(), GraphFile.untitled(folder, empty, loaded));
    }

    private static byte[] bytes(Path path) {
        try {
            if (Files.isDirectory(path)) {
                throw new GraphFileException(path + ": is a folder; name a graph file in it");
            }
            if (!Files.isRegularFile(path)) {
                throw new GraphFileException(
                        path
                                + ": is a pipe, a socket or a device and not a regular file; it could"
                                + " not be saved to; name a graph file");
            }
            checkSize(path, Files.size(path), Runtime.getRuntime().maxMemory());
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new GraphFileException(
                    path + ": cannot be read: " + AtomicFileWriter.reason(e) + "; check the file");
        }
    }

    /** Refuses a file that needs more memory than the program has. */
    static void checkSize(Path path, long bytes, long heapBytes) {
        if (bytes > LARGEST_BYTES) {
            throw new GraphFileException(
                    "%s: is larger than %d MiB; open a graph file"
                            .formatted(path, LARGEST_BYTES >> 20));
        }
        long needed = REST_BYTES + bytes * HEAP_BYTES_PER_FILE_BYTE;
        if (bytes > SMALL_BYTES && needed > heapBytes) {
            throw new GraphFileException(
                    ("%s: a file of %d MiB needs %d MiB of memory and the program has %d; start it"
                                    + " with DOWNBEAT_HEAP=%dm in the environment")
                            .formatted(
                                    path,
                                    bytes >> 20,
                                    needed >> 20,
                                    heapBytes >> 20,
                                    (needed >> 20) + 1));
        }
    }
}
