package io.downbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The numbered behaviour plan and the scenario tests, which say the same numbers. */
class BehaviourTest {

    private static final Pattern LISTED = Pattern.compile("(?m)^\\| ([A-Z]+-\\d+) \\|");
    private static final Pattern CARRIED = Pattern.compile("@Tag\\(\"([A-Z]+-\\d+)\"\\)");

    private final Checkout checkout = Checkout.here();
    private final List<String> listed =
            found(LISTED, checkout.root().resolve("daemon/docs/behaviour.md"));

    @Test
    void everyBehaviourNumberHasATestAndEveryTaggedNumberIsListed() {
        SortedSet<String> carried = new TreeSet<>();
        for (String ending : List.of("Test.java", "IT.java")) {
            for (Path file : checkout.files(ending)) {
                carried.addAll(found(CARRIED, file));
            }
        }

        assertTrue(carried.size() > 50, () -> "only " + carried);
        assertEquals(carried, new TreeSet<>(listed));
    }

    @Test
    void noNumberIsGivenTwice() {
        assertEquals(new TreeSet<>(listed).size(), listed.size());
    }

    private static List<String> found(Pattern pattern, Path file) {
        return pattern.matcher(Checkout.read(file)).results().map(hit -> hit.group(1)).toList();
    }
}
