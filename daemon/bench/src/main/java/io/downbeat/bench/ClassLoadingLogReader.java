package io.downbeat.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log of {@code -Xlog:class+load,class+init} shows about a start: for each part of the
 * program, when its first class was initialized, and how many classes it has. Loading times show
 * nothing, because an archive of linked classes loads all of them at the beginning.
 *
 * @param parts in the order in which they began
 */
record ClassLoadingLogReader(Map<String, Part> parts) {
    /** The tags to log. */
    static final String TAGS = "class+load,class+init";

    private static final Pattern LOADED = Pattern.compile("^\\[.*\\] (\\S+) source: (.*)$");
    private static final Pattern BEGUN =
            Pattern.compile("^\\[(\\d+)\\.(\\d{3})s\\].*\\] \\d+ Initializing '([^']+)'.*$");
    private static final Pattern OURS = Pattern.compile("io\\.downbeat\\.(\\w+)\\..*");
    private static final Map<String, String> LIBRARIES =
            Map.of(
                    "org.apache.commons.cli", "Commons CLI",
                    "tools.jackson", "Jackson",
                    "io.netty", "Netty",
                    "org.slf4j", "SLF4J",
                    "org.tomlj", "TOML");

    /**
     * @param begunMillis since the start of the JVM
     * @param archived how many classes came from an archive
     */
    record Part(long begunMillis, int classes, int archived) {
        Part plus(boolean fromArchive) {
            return new Part(begunMillis, classes + 1, archived + (fromArchive ? 1 : 0));
        }
    }

    static ClassLoadingLogReader parse(List<String> log) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (String line : log) {
            Matcher begun = BEGUN.matcher(line);
            if (begun.matches()) {
                long seconds = Long.parseLong(begun.group(1));
                var first = new Part(seconds * 1000 + Long.parseLong(begun.group(2)), 0, 0);
                parts.putIfAbsent(partOf(begun.group(3).replace('/', '.')), first);
            }
        }
        for (String line : log) {
            Matcher loaded = LOADED.matcher(line);
            if (loaded.matches()) {
                boolean archived = loaded.group(2).startsWith("shared objects file");
                parts.computeIfPresent(
                        partOf(loaded.group(1)), (name, part) -> part.plus(archived));
            }
        }
        return new ClassLoadingLogReader(parts);
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
