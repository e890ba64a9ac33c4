package io.downbeat.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log of {@code -Xlog:class+load} tells about a start: of each part of the program, when its
 * first class was loaded, and how many.
 *
 * @param parts in the order of their first classes
 */
record ClassLog(Map<String, Part> parts) {
    private static final Pattern LOADED =
            Pattern.compile("^\\[(\\d+)\\.(\\d{3})s\\].*\\] (\\S+) source: (.*)$");
    private static final Pattern OURS = Pattern.compile("io\\.downbeat\\.(\\w+)\\..*");
    private static final Map<String, String> LIBRARIES =
            Map.of(
                    "picocli", "picocli",
                    "tools.jackson", "Jackson",
                    "io.netty", "Netty",
                    "org.slf4j", "SLF4J",
                    "org.tomlj", "TOML");

    /**
     * @param firstMillis since the start of the JVM
     * @param archived how many came from a class-data archive
     */
    record Part(long firstMillis, int classes, int archived) {
        Part plus(boolean fromArchive) {
            return new Part(firstMillis, classes + 1, archived + (fromArchive ? 1 : 0));
        }
    }

    static ClassLog parse(List<String> log) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (String line : log) {
            Matcher loaded = LOADED.matcher(line);
            if (loaded.matches()) {
                long millis =
                        Long.parseLong(loaded.group(1)) * 1000 + Long.parseLong(loaded.group(2));
                String part = partOf(loaded.group(3));
                boolean archived = loaded.group(4).startsWith("shared objects file");
                parts.merge(
                        part,
                        new Part(millis, 1, archived ? 1 : 0),
                        (before, one) -> before.plus(archived));
            }
        }
        return new ClassLog(parts);
    }

    private static String partOf(String type) {
        Matcher ours = OURS.matcher(type);
        if (ours.matches()) {
            return ours.group(1);
        }
        return LIBRARIES.entrySet().stream()
                .filter(library -> type.startsWith(library.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("the JDK");
    }
}
