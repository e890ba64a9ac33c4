package io.downbeat.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The files of a web page, read once from a folder of the class path and then served from memory.
 * Only the files that were there at that time can be asked for, by their exact path; there is no
 * listing. Immutable; any thread may use it.
 */
public final class StaticFiles {
    /** The file that is also served at the folder itself. */
    private static final String INDEX = "/index.html";

    private static final String OTHER_TYPE = "application/octet-stream";

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("glsl", "text/plain; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"));

    /** All that a page loads comes from this server, and no script or style is in the page. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " font-src 'self'; connect-src 'self'; worker-src 'self';"
                    + " manifest-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    /** Characters of the hash that names a version of a file. */
    private static final int TAG_CHARACTERS = 32;

    private final Map<String, StaticFile> files;

    /**
     * A file in memory.
     *
     * @param tag names this version of the file, in quotes as HTTP has it
     */
    private record StaticFile(String contentType, String tag, ByteBuffer bytes) {}

    private StaticFiles(Map<String, StaticFile> files) {
        this.files = Map.copyOf(files);
    }

    /**
     * Reads all files in a folder of the class path and in the folders in it.
     *
     * @param folder such as {@code io/downbeat/browser}; it has an {@code index.html}. If the class
     *     path has no such folder, there are no files
     * @throws UncheckedIOException if a file cannot be read
     */
    public static StaticFiles below(String folder) {
        return below(folder, StaticFiles.class.getClassLoader());
    }

    static StaticFiles below(String folder, ClassLoader classPath) {
        URL index = classPath.getResource(folder + INDEX);
        Map<String, StaticFile> files = new HashMap<>();
        try {
            if (index != null && index.openConnection() instanceof JarURLConnection jar) {
                readJar(jar.getJarFile(), folder, files);
            } else if (index != null) {
                readFolder(Path.of(URI.create(index.toString())).resolveSibling(""), files);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the files of " + folder, unreadable);
        }
        return new StaticFiles(files);
    }

    /** The reply with a file; empty if there is no such file. */
    public Optional<HttpGetReply> reply(HttpGetRequest request) {
        String path = request.path().equals("/") ? INDEX : request.path();
        return Optional.ofNullable(files.get(path)).map(file -> reply(file, request));
    }

    private static HttpGetReply reply(StaticFile file, HttpGetRequest request) {
        Map<String, String> headers =
                Map.of(
                        HttpGetReply.CONTENT_TYPE,
                        file.contentType(),
                        // The browser asks each time, and gets the file only if it has changed.
                        "cache-control",
                        "no-cache",
                        "etag",
                        file.tag(),
                        "content-security-policy",
                        CONTENT_SECURITY_POLICY);
        boolean hasIt =
                Stream.of(request.ifNoneMatch().split(","))
                        .anyMatch(tag -> tag.strip().equals(file.tag()));
        return hasIt
                ? new HttpGetReply(304, headers, HttpBody.NONE)
                : new HttpGetReply(200, headers, new HttpBody.Whole(file.bytes()));
    }

    private static void readFolder(Path folder, Map<String, StaticFile> files) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.filter(Files::isRegularFile).toList();
        }
        for (Path each : all) {
            String path = "/" + folder.relativize(each).toString().replace('\\', '/');
            files.put(path, file(path, Files.readAllBytes(each)));
        }
    }

    private static void readJar(JarFile jar, String folder, Map<String, StaticFile> files)
            throws IOException {
        List<JarEntry> all =
                jar.stream()
                        .filter(entry -> entry.getName().startsWith(folder + "/"))
                        .filter(entry -> !entry.isDirectory())
                        .toList();
        for (JarEntry each : all) {
            String path = each.getName().substring(folder.length());
            try (InputStream bytes = jar.getInputStream(each)) {
                files.put(path, file(path, bytes.readAllBytes()));
            }
        }
    }

    private static StaticFile file(String path, byte[] bytes) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return new StaticFile(
                TYPES.getOrDefault(ending, OTHER_TYPE), tag(bytes), ByteBuffer.wrap(bytes));
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash).substring(0, TAG_CHARACTERS) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
