package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the patches of {@code clients/puredata} look in their windows, by the sizes of their boxes.
 */
class PdLayoutTest {
    private static final Path PATCHES = Path.of("..", "clients", "puredata");

    /** Tk draws a line around a backdrop: nearer to the edge than this, scroll bars appear. */
    private static final int MARGIN = 2;

    private final List<PdPatch.Canvas> windows = windows();

    @Test
    void boxesDoNotOverlap() {
        List<String> found = new ArrayList<>();
        for (PdPatch.Canvas window : windows) {
            List<PdPatch.Box> all = new ArrayList<>(window.boxes);
            all.addAll(window.labels);
            for (int i = 0; i < all.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (all.get(i).overlaps(all.get(j)) && !standsOn(all.get(i), all.get(j))) {
                        found.add(window.name + ": " + all.get(i) + " over " + all.get(j));
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void everyWindowShowsAllOfItsPatch() {
        List<String> cut = new ArrayList<>();
        for (PdPatch.Canvas window : windows) {
            Stream.concat(window.boxes.stream(), window.labels.stream())
                    .filter(box ->
                            box.x() < MARGIN
                                    || box.y() < MARGIN
                                    || box.x() + box.width() > window.width - MARGIN
                                    || box.y() + box.height() > window.height - MARGIN)
                    .forEach(box -> cut.add(window.name + ": " + box));
        }
        assertEquals(List.of(), cut);
    }

    @Test
    @SuppressWarnings(
            "ReferenceEquality") // The very boxes at a cord's ends: others may look alike.
    void noPatchCordCrossesABox() {
        List<String> found = new ArrayList<>();
        for (PdPatch.Canvas window : windows.stream().filter(PdLayoutTest::isOpened).toList()) {
            for (int[] cord : window.cords) {
                PdPatch.Box from = window.boxes.get(cord[0]);
                PdPatch.Box to = window.boxes.get(cord[2]);
                Line2D line = cord(from, cord[1], to, cord[3]);
                Stream.concat(window.boxes.stream(), window.labels.stream())
                        .filter(box -> box != from && box != to && !box.backdrop())
                        .filter(box -> line.intersects(inner(box)))
                        .forEach(box ->
                                found.add(
                                        window.name
                                                + ": "
                                                + from
                                                + " to "
                                                + to
                                                + " across "
                                                + box));
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void thePortIsWrittenInOneBoxOnly() throws IOException {
        try (Stream<Path> files = Files.list(PATCHES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".pd")).toList()) {
                String text = Files.readString(file);
                int connects = text.split("-connect localhost ", -1).length - 1;
                assertTrue(connects <= 1, file + " says " + connects + " times where to connect");
            }
        }
    }

    /** The patches that people open, and their subpatches; the parts they are made of are dense. */
    private static boolean isOpened(PdPatch.Canvas window) {
        return window.name.matches("(downbeat|downbeat-instrument|clock-\\w+)\\.pd.*");
    }

    private static boolean standsOn(PdPatch.Box one, PdPatch.Box other) {
        return (one.backdrop() && one.holds(other)) || (other.backdrop() && other.holds(one));
    }

    private static Line2D cord(PdPatch.Box from, int outlet, PdPatch.Box to, int inlet) {
        int gaps = Math.max(1, from.outlets() - 1);
        double x = from.x() + 3 + outlet * (from.width() - 7.0) / gaps;
        double end = inlet == 0 ? to.x() + 3 : to.x() + to.width() - 4;
        return new Line2D.Double(x, from.y() + from.height(), end, to.y());
    }

    /** The box without its frame: a cord may touch it. */
    private static Rectangle2D inner(PdPatch.Box box) {
        return new Rectangle2D.Double(
                box.x() + 3, box.y() + 3, box.width() - 6.0, box.height() - 6.0);
    }

    private static List<PdPatch.Canvas> windows() {
        try (Stream<Path> files = Files.list(PATCHES)) {
            List<PdPatch.Canvas> all =
                    files.filter(file -> file.toString().endsWith(".pd"))
                            .sorted()
                            .flatMap(file -> PdPatch.of(file).canvases().stream())
                            .toList();
            assertTrue(all.size() > 10, "only " + all.size() + " windows");
            return all;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
