package io.downbeat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A printed table: a title, rows of names and numbers, and lines below, the goals first. */
final class Table {
    private final String title;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> below = new ArrayList<>();

    Table(String title, String... columns) {
        this.title = title;
        rows.add(List.of(columns));
    }

    /** Adds a row with a cell for each column. */
    Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "expected " + rows.getFirst().size() + " cells, got " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    Table aim(BenchmarkGoal benchmarkGoal, double ratio) {
        return note(benchmarkGoal.verdict(ratio));
    }

    /** Adds a line below the rows. */
    Table note(String line) {
        below.add(line);
        return this;
    }

    /** Nanoseconds as microseconds. */
    static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1000.0);
    }

    /** Nanoseconds as milliseconds. */
    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1_000_000.0);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2fx", ratio);
    }

    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The table as text; columns are as wide as needed, numbers are aligned to the right. */
    String text() {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        text.append('\n');
        below.forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }
}
