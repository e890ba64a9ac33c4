package io.downbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The law that every Java file of the three modules stands as google-java-format (AOSP style)
 * writes it. With {@code -Pformat} the same run writes the files instead of complaining.
 *
 * <p>A test and not a Maven plugin, because the formatter needs JDK 21 or newer: the tests always
 * run on one, Maven itself may not.
 */
class FormatTest {

    private static final String COMMAND =
            "mvn -q -Pformat -pl daemon -am test -Dtest=FormatTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    private final Checkout checkout = Checkout.here();
    private final Formatter formatter =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    @Test
    void everyJavaFileIsFormatted() throws IOException {
        boolean write = "write".equals(System.getProperty("downbeat.format"));
        List<String> different = new ArrayList<>();
        for (Path file : checkout.files(".java")) {
            String source = Checkout.read(file);
            String formatted = formatted(source, file);
            if (source.equals(formatted)) {
                continue;
            }
            if (write) {
                Files.writeString(file, formatted);
            } else {
                different.add(checkout.nameOf(file));
            }
        }
        assertEquals(List.of(), different, "not formatted; this command formats them: " + COMMAND);
    }

    private String formatted(String source, Path file) {
        try {
            String ordered = ImportOrderer.reorderImports(source, Style.AOSP);
            return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
        } catch (FormatterException e) {
            throw new AssertionError("the formatter cannot read " + checkout.nameOf(file), e);
        }
    }
}
