package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The patch for Max, which runs on no machine that builds this: what can be read off its file. */
class MaxPatchTest {
    private static final Path PATCH = Path.of("..", "clients", "max", "clock-master.maxpat");

    private final JsonNode patcher;
    private final Map<String, JsonNode> boxes = new LinkedHashMap<>();

    MaxPatchTest() throws IOException {
        patcher = new JsonMapper().readTree(Files.readString(PATCH)).path("patcher");
        for (JsonNode each : patcher.path("boxes")) {
            JsonNode box = each.path("box");
            assertNull(boxes.put(box.path("id").stringValue(), box), "one id, two boxes: " + box);
        }
    }

    @Test
    void everyPatchCordConnectsAnExistingOutletToAnExistingInlet() {
        Set<String> cords = new TreeSet<>();
        for (JsonNode each : patcher.path("lines")) {
            JsonNode cord = each.path("patchline");
            assertEnd(cord.path("source"), "numoutlets");
            assertEnd(cord.path("destination"), "numinlets");
            assertTrue(cords.add(cord.toString()), "twice: " + cord);
        }
        assertTrue(cords.size() > 30);
    }

    @Test
    void everyBoxHasAPositionAndATypeForEachOutlet() {
        for (JsonNode box : boxes.values()) {
            assertEquals(4, box.path("patching_rect").size(), box.toString());
            assertEquals(box.path("numoutlets").intValue(), box.path("outlettype").size());
        }
    }

    @Test
    void thePatchSendsOnlyClockMessages() {
        Set<String> addresses = new TreeSet<>();
        for (JsonNode box : boxes.values()) {
            String text = box.path("text").stringValue("");
            if (text.startsWith("prepend ")) {
                addresses.add(text.substring("prepend ".length()));
            }
        }
        assertEquals(
                Set.of("/clock/beat", "/clock/bpm", "/clock/running", "/clock/tick"), addresses);
    }

    @Test
    void boxesDoNotOverlapAndAreAllInTheWindow() {
        JsonNode rect = patcher.path("rect");
        Rectangle2D window = new Rectangle2D.Double(0, 0, number(rect, 2), number(rect, 3));
        List<String> found = new ArrayList<>();
        List<JsonNode> all = List.copyOf(boxes.values());
        for (int i = 0; i < all.size(); i++) {
            Rectangle2D place = place(all.get(i));
            if (!window.contains(place)) {
                found.add(all.get(i) + " is outside");
            }
            for (int j = 0; j < i; j++) {
                if (place.intersects(place(all.get(j)))) {
                    found.add(all.get(i) + " lies over " + all.get(j));
                }
            }
        }
        assertEquals(List.of(), found);
    }

    private static Rectangle2D place(JsonNode box) {
        JsonNode rect = box.path("patching_rect");
        return new Rectangle2D.Double(
                number(rect, 0), number(rect, 1), number(rect, 2), number(rect, 3));
    }

    private static double number(JsonNode rect, int at) {
        return rect.get(at).doubleValue();
    }

    private void assertEnd(JsonNode end, String count) {
        JsonNode box = boxes.get(end.get(0).stringValue());
        assertNotNull(box, "a cord to no box: " + end);
        assertTrue(end.get(1).intValue() < box.path(count).intValue(), end + " of " + box);
    }
}
