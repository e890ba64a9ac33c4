package io.downbeat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program in the README is one that compiles. */
class ReadmeTest {
    private static final Path EXAMPLE =
            Path.of("java", "src", "test", "java", "io", "downbeat", "client", "Example.java");

    @Test
    void theReadmeShowsTheExample() throws IOException {
        String readme = Files.readString(Path.of("java", "README.md"));
        String example = Files.readString(EXAMPLE);

        assertEquals(
                between(example, "// tag::readme[]\n", "\n        // end::readme[]").stripIndent(),
                between(readme, "```java\n", "\n```"));
    }

    private static String between(String text, String begin, String end) {
        int start = text.indexOf(begin) + begin.length();
        return text.substring(start, text.indexOf(end, start));
    }
}
