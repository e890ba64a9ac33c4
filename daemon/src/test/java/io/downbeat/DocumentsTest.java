package io.downbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the project's Markdown may claim: paths and classes that exist, and decisions that have one
 * number.
 */
class DocumentsTest {

    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
    private static final Pattern DECISION = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");

    /** First segments of a path that starts at the top level, in the daemon or beside the text. */
    private static final Pattern OUR_PATH =
            Pattern.compile(
                    "(daemon|osc-schema|graphs|clients|src|docs|\\.ci|\\.mvn)/[\\w.][\\w./-]*"
                            + "|pom\\.xml|README\\.md|CHANGELOG\\.md|LICENSE");

    /** {@code Conductor}, {@code Conductor.turn} or {@code Command.Refuse}. */
    private static final Pattern OUR_CLASS = Pattern.compile("([A-Z][a-z]\\w*)(?:\\.(\\w+))?");

    private static final Pattern DECLARED =
            Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");

    private static final Pattern ONE_MACHINES_PATH =
            Pattern.compile("(?<![\\w.])/(work|root|home|tmp)/\\w|\\.\\./shared\\b");

    private final Checkout checkout = Checkout.here();
    private final List<Path> documents = checkout.files(".md");

    @Test
    void everyPathADocumentNamesExists() {
        List<String> dangling = new ArrayList<>();
        for (Path document : documents) {
            for (String path : pathsIn(Checkout.read(document))) {
                if (!exists(path, document)) {
                    dangling.add(checkout.nameOf(document) + " names " + path);
                }
            }
        }
        assertEquals(List.of(), dangling);
    }

    @Test
    void everyClassADocumentNamesExists() {
        Map<String, String> declared = declarations();
        List<String> dangling = new ArrayList<>();
        for (Path document : documents) {
            for (MatchResult code : CODE.matcher(Checkout.read(document)).results().toList()) {
                Matcher named = OUR_CLASS.matcher(code.group(1));
                if (named.matches() && !exists(named.group(1), named.group(2), declared)) {
                    dangling.add(checkout.nameOf(document) + " names " + named.group());
                }
            }
        }
        assertEquals(List.of(), dangling);
    }

    @Test
    void decisionsHaveANameAndANumberOfTheirOwn() {
        Set<String> taken = new HashSet<>();
        for (Path document : checkout.files(".md")) {
            if (!checkout.nameOf(document).startsWith("daemon/docs/adr/")) {
                continue;
            }
            String name = document.getFileName().toString();
            var decision = DECISION.matcher(name);
            assertTrue(decision.matches(), name + " is not called NNNN-title.md");
            assertTrue(taken.add(decision.group(1)), name + " has the number of another decision");
        }
    }

    @Test
    void noDocumentNamesAPathOfOneMachine() {
        List<String> found = new ArrayList<>();
        for (Path document : documents) {
            ONE_MACHINES_PATH
                    .matcher(Checkout.read(document))
                    .results()
                    .forEach(hit -> found.add(checkout.nameOf(document) + ": " + hit.group()));
        }
        assertEquals(List.of(), found);
    }

    private static List<String> pathsIn(String text) {
        List<String> paths = new ArrayList<>();
        for (MatchResult code : CODE.matcher(text).results().toList()) {
            for (String word : code.group(1).split("\\s+")) {
                if (OUR_PATH.matcher(word).matches()) {
                    paths.add(word);
                }
            }
        }
        for (MatchResult link : LINK.matcher(text).results().toList()) {
            if (!link.group(1).contains(":")) {
                paths.add(link.group(1));
            }
        }
        return paths;
    }

    /** The text of all files that declare a class, by its simple name. */
    private Map<String, String> declarations() {
        Map<String, String> declared = new LinkedHashMap<>();
        for (Path source : checkout.files(".java")) {
            String text = Checkout.read(source);
            DECLARED.matcher(text)
                    .results()
                    .forEach(found -> declared.merge(found.group(1), text, String::concat));
        }
        return declared;
    }

    private static boolean exists(
            String type, @Nullable String member, Map<String, String> declared) {
        String text = declared.get(type);
        return text != null
                && (member == null || Pattern.compile("\\b" + member + "\\b").matcher(text).find());
    }

    private boolean exists(String path, Path document) {
        return Files.exists(checkout.root().resolve(path))
                || Files.exists(checkout.root().resolve("daemon").resolve(path))
                || Files.exists(document.resolveSibling(path));
    }
}
