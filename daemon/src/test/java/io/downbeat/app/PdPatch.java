package io.downbeat.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Pure Data patch as its window shows it: each canvas with its boxes and cords, in pixels.
 *
 * <p>Pd computes sizes when it draws, so these are estimates for its 12 point font, measured in
 * screenshots of Pd 0.53: 7 pixels a character, 15 a line.
 */
final class PdPatch {
    private static final int CHARACTER = 7;
    private static final int LINE = 15;

    /** Where Pd wraps a box that has no width of its own, in characters. */
    private static final int WRAP = 60;

    private static final Pattern WIDTH = Pattern.compile("(.*), f (\\d+)", Pattern.DOTALL);

    /** A part that shows its widgets where it stands in another patch, and how large. */
    private static final Pattern ON_PARENT =
            Pattern.compile("#X coords \\S+ \\S+ \\S+ \\S+ (\\d+) (\\d+) [12] ");

    /** One window: a patch, or a subpatch of it. */
    static final class Canvas {
        final String name;
        final int width;
        final int height;
        final List<Box> boxes = new ArrayList<>();

        /** Labels that stand beside their widget. */
        final List<Box> labels = new ArrayList<>();

        final List<int[]> cords = new ArrayList<>();

        private Canvas(String name, int width, int height) {
            this.name = name;
            this.width = width;
            this.height = height;
        }

        private int count(String object) {
            return (int)
                    boxes.stream()
                            .filter(box -> box.text.equals(object) || box.text.equals(object + "~"))
                            .count();
        }
    }

    /** A rectangle of a window; a backdrop is a coloured area that others may stand on. */
    record Box(String text, int x, int y, int width, int height, int outlets, boolean backdrop) {

        boolean overlaps(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }

        boolean holds(Box other) {
            return x <= other.x
                    && y <= other.y
                    && other.x + other.width <= x + width
                    && other.y + other.height <= y + height;
        }

        @Override
        public String toString() {
            return "[" + text + "] at " + x + ' ' + y + ", " + width + " x " + height;
        }
    }

    private final Path folder;
    private final List<Canvas> canvases = new ArrayList<>();
    private final Deque<Canvas> open = new ArrayDeque<>();

    private PdPatch(Path file) {
        folder = Objects.requireNonNull(file.getParent());
        String name = file.getFileName().toString();
        for (String line : read(file).split("(?<!\\\\);\n")) {
            List<String> words = words(line);
            switch (words.get(0) + ' ' + words.get(1)) {
                case "#N canvas" -> {
                    String inside =
                            open.isEmpty() ? name : open.getLast().name + "/" + words.get(6);
                    Canvas canvas = new Canvas(inside, number(words, 4), number(words, 5));
                    canvases.add(canvas);
                    open.addLast(canvas);
                }
                case "#X connect" ->
                        open.getLast()
                                .cords
                                .add(words.stream().skip(2).mapToInt(Integer::parseInt).toArray());
                case "#X coords" -> {}
                case "#X restore" -> {
                    Canvas inner = open.removeLast();
                    open.getLast()
                            .boxes
                            .add(
                                    textBox(
                                            String.join(" ", words.subList(4, words.size())),
                                            words,
                                            0,
                                            inner.count("outlet")));
                }
                default -> add(open.getLast(), words, line);
            }
        }
    }

    static PdPatch of(Path file) {
        return new PdPatch(file);
    }

    /** The window that the file opens, then its subpatches. */
    List<Canvas> canvases() {
        return canvases;
    }

    private void add(Canvas canvas, List<String> words, String line) {
        switch (words.get(1)) {
            case "msg", "text" -> {
                int extra = words.get(1).equals("msg") ? 10 : 0;
                canvas.boxes.add(textBox(contents(line), words, extra, 1));
            }
            case "floatatom", "symbolatom" ->
                    canvas.boxes.add(
                            box("number", words, number(words, 4) * CHARACTER + 4, LINE + 5, 1));
            default -> addObject(canvas, words, line);
        }
    }

    private void addObject(Canvas canvas, List<String> words, String line) {
        String kind = words.get(4);
        switch (kind) {
            case "bng", "tgl" -> {
                int size = number(words, 5);
                Box box = box(kind, words, size, size, 1);
                canvas.boxes.add(box);
                label(box, words, kind.equals("bng") ? 11 : 9, canvas.labels);
            }
            case "nbx" -> {
                int height = number(words, 6);
                int digits = number(words, 5) * 31 * number(words, 17) / 36;
                Box box = box(kind, words, digits + height / 2 + 4, height, 1);
                canvas.boxes.add(box);
                label(box, words, 13, canvas.labels);
            }
            case "hradio" -> {
                int size = number(words, 5);
                canvas.boxes.add(box(kind, words, size * number(words, 8), size, 1));
            }
            case "cnv" -> {
                Box box =
                        new Box(
                                "cnv",
                                number(words, 2),
                                number(words, 3),
                                number(words, 6),
                                number(words, 7),
                                0,
                                true);
                canvas.boxes.add(box);
                List<Box> written = new ArrayList<>();
                label(box, words, 10, written);
                canvas.labels.addAll(written);
            }
            default -> {
                String text = contents(line);
                Path abstraction = folder.resolve(kind + ".pd");
                Matcher shown =
                        ON_PARENT.matcher(Files.exists(abstraction) ? read(abstraction) : "");
                if (shown.find()) {
                    int width = Integer.parseInt(shown.group(1));
                    canvas.boxes.add(box(text, words, width, Integer.parseInt(shown.group(2)), 1));
                } else {
                    canvas.boxes.add(textBox(text, words, 0, outlets(words)));
                }
            }
        }
    }

    /** A widget's label, from its word on: text, offset, font, size. */
    private static void label(Box box, List<String> words, int at, List<Box> labels) {
        String text = words.get(at);
        if (!text.equals("empty")) {
            int size = number(words, at + 4);
            int width = (int) Math.round(size * 0.62) * text.length();
            labels.add(
                    new Box(
                            "label " + text,
                            box.x + number(words, at + 1),
                            box.y + number(words, at + 2) - size / 2 - 1,
                            width,
                            size + 2,
                            0,
                            false));
        }
    }

    private static Box box(String text, List<String> words, int width, int height, int outlets) {
        return new Box(text, number(words, 2), number(words, 3), width, height, outlets, false);
    }

    private static Box textBox(String text, List<String> words, int extra, int outlets) {
        Matcher sized = WIDTH.matcher(text);
        int columns = WRAP;
        String shown = text;
        boolean isSized = sized.matches();
        if (isSized) {
            shown = sized.group(1);
            columns = Integer.parseInt(sized.group(2));
        }
        int lines = 0;
        int longest = 0;
        for (String paragraph : shown.split("(?<=;)\\s*")) {
            int column = 0;
            lines++;
            for (String word : paragraph.strip().split("\\s+")) {
                if (column > 0 && column + 1 + word.length() > columns) {
                    lines++;
                    column = 0;
                }
                column += (column > 0 ? 1 : 0) + word.length();
                longest = Math.max(longest, column);
            }
        }
        int width = (isSized && extra > 0 ? columns : Math.max(longest, 3)) * CHARACTER + 5 + extra;
        return box(shown, words, width, lines * LINE + 5, outlets);
    }

    /** What a box shows: the rest of its line behind kind and place, as Pd writes it out. */
    private static String contents(String line) {
        return line.strip()
                .replaceFirst("#X \\w+ -?\\d+ -?\\d+ ", "")
                .replaceAll("\\s*\\\\([,;])", "$1")
                .replace("\\$", "$")
                .replace("\n", " ");
    }

    private static int outlets(List<String> words) {
        int arguments = words.size() - 5;
        return switch (words.get(4)) {
            case "t" -> arguments;
            case "route", "sel" -> arguments + 1;
            case "list" -> words.contains("split") ? 3 : 1;
            case "netsend" -> 2;
            default -> 1;
        };
    }

    /** The words of a line; an escaped space belongs to its word. */
    private static List<String> words(String line) {
        return Arrays.stream(line.strip().split("(?<!\\\\)\\s+"))
                .map(word -> word.replace("\\ ", " "))
                .toList();
    }

    private static int number(List<String> words, int at) {
        return Integer.parseInt(words.get(at).replace(";", ""));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
