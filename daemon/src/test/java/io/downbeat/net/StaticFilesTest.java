package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The files of a page, from a folder and from a jar. */
class StaticFilesTest {
    private static final Map<String, String> PAGE =
            Map.of(
                    "page/index.html", "<title>page</title>",
                    "page/parts/grid.js", "export const columns = 8;",
                    "page/style.css", "body { margin: 0 }",
                    "secret.txt", "not of the page",
                    "pages/other.txt", "not of the page either");

    @TempDir Path folder;

    @Test
    @Tag("PAGE-1")
    void theFilesOfAFolderAndOfAJarAreServedByTheirPath() throws Exception {
        for (URL place : List.of(inFolder(), inJar())) {
            StaticFiles files = below(place);

            assertEquals("<title>page</title>", body(files, "/"));
            assertEquals("<title>page</title>", body(files, "/index.html"));
            assertEquals("export const columns = 8;", body(files, "/parts/grid.js"));
            assertEquals("text/html; charset=utf-8", header(files, "/", "content-type"));
            assertEquals(
                    "text/javascript; charset=utf-8",
                    header(files, "/parts/grid.js", "content-type"));
            assertEquals("text/css; charset=utf-8", header(files, "/style.css", "content-type"));
        }
    }

    @Test
    @Tag("PAGE-1")
    void nothingElseIsServed() throws Exception {
        for (URL place : List.of(inFolder(), inJar())) {
            StaticFiles files = below(place);
            for (String path :
                    List.of(
                            "/secret.txt",
                            "/../secret.txt",
                            "/parts/../../secret.txt",
                            "/parts",
                            "/parts/",
                            "/./style.css",
                            "//style.css",
                            "/style.css/",
                            "/STYLE.css",
                            "style.css",
                            "s/other.txt",
                            "/\0",
                            "")) {
                assertTrue(files.reply(ask(path, "")).isEmpty(), path);
            }
        }
    }

    @Test
    @Tag("PAGE-1")
    void aClassPathWithoutThePageHasNoFiles() throws Exception {
        assertTrue(below(folder.toUri().toURL()).reply(ask("/", "")).isEmpty());
    }

    @Test
    @Tag("PAGE-2")
    void thePageMayLoadOnlyFromThisServerAndStandInNoFrame() throws Exception {
        String policy = header(below(inJar()), "/", "content-security-policy");

        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"));
        assertTrue(policy.endsWith("frame-ancestors 'none'"));
        assertFalse(policy.contains("unsafe"));
        assertFalse(policy.contains("http"));
    }

    @Test
    @Tag("PAGE-3")
    void aBrowserThatHasTheFileIsNotSentItAgain() throws Exception {
        StaticFiles files = below(inJar());
        String tag = header(files, "/style.css", "etag");

        HttpGetReply again = files.reply(ask("/style.css", "\"other\", " + tag)).orElseThrow();
        assertEquals(304, again.status());
        assertEquals(HttpBody.NONE, again.body());
        assertEquals(200, files.reply(ask("/", tag)).orElseThrow().status());
        assertEquals("no-cache", header(files, "/style.css", "cache-control"));
    }

    private static StaticFiles below(URL place) throws IOException {
        try (var classPath = new URLClassLoader(new URL[] {place}, null)) {
            return StaticFiles.below("page", classPath);
        }
    }

    private URL inFolder() throws IOException {
        Path root = Files.createTempDirectory(folder, "classes");
        for (Map.Entry<String, String> each : PAGE.entrySet()) {
            Path file = root.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, each.getValue());
        }
        return root.toUri().toURL();
    }

    private URL inJar() throws IOException {
        Path file = Files.createTempFile(folder, "page", ".jar");
        try (OutputStream out = Files.newOutputStream(file);
                var jar = new JarOutputStream(out)) {
            for (Map.Entry<String, String> each : PAGE.entrySet()) {
                jar.putNextEntry(new JarEntry(each.getKey()));
                jar.write(each.getValue().getBytes(UTF_8));
            }
        }
        return file.toUri().toURL();
    }

    private static HttpGetRequest ask(String path, String ifNoneMatch) {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9120);
        return new HttpGetRequest(path, "", here, new AcceptHeader("text/html"), ifNoneMatch);
    }

    private static String header(StaticFiles files, String path, String name) {
        return files.reply(ask(path, "")).orElseThrow().headers().getOrDefault(name, "");
    }

    private static String body(StaticFiles files, String path) {
        HttpGetReply reply = files.reply(ask(path, "")).orElseThrow();
        return reply.body() instanceof HttpBody.Whole whole
                ? UTF_8.decode(whole.bytes()).toString()
                : "";
    }
}
