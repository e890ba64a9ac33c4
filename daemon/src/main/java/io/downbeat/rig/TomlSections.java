package io.downbeat.rig;

import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a TOML text as sections that know file and line of every key. */
final class TomlSections {
    private final String file;
    private final Problems problems;

    TomlSections(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    Layer layer(TomlTable top) {
        return new Layer(
                section(Keys.TOP, top, file),
                only(Keys.CLOCK, top, "clock"),
                only(Keys.ACCESS, top, "access"),
                several(Keys.OUTPUT, top, "output").stream().map(this::output).toList(),
                sections(Keys.CONTROLLER, top, "controller"),
                sections(Keys.INPUT, top, "input"));
    }

    private Layer.Output output(Found found) {
        return new Layer.Output(
                section(Keys.OUTPUT, found.table(), found.where()),
                sections(Keys.MAP, found.table(), "map"),
                sections(Keys.ON, found.table(), "on"));
    }

    private record Found(TomlTable table, String where) {}

    private Section section(Keys keys, TomlTable table, String where) {
        Map<String, Section.Entry> entries = new LinkedHashMap<>();
        for (String key : table.keySet()) {
            TomlPosition position = table.inputPositionOf(List.of(key));
            String place = place(position) + (keys.title() + " " + key).strip();
            Object value = table.get(List.of(key));
            if (value != null) {
                entries.put(key, new Section.Entry(plain(value), place));
            }
        }
        return new Section(keys, where, entries, problems);
    }

    private List<Section> sections(Keys keys, TomlTable parent, String key) {
        return several(keys, parent, key).stream()
                .map(found -> section(keys, found.table(), found.where()))
                .toList();
    }

    private Section only(Keys keys, TomlTable top, String key) {
        if (top.get(List.of(key)) instanceof TomlTable table) {
            return section(keys, table, place(top.inputPositionOf(List.of(key))) + keys.title());
        }
        if (top.contains(List.of(key))) {
            complain(keys, top, key, "expected one table, with single brackets");
        }
        return new Section(keys, file, Map.of(), problems);
    }

    /** The tables of one heading; each may come any number of times. */
    private List<Found> several(Keys keys, TomlTable parent, String key) {
        List<Found> tables = new ArrayList<>();
        Object value = parent.get(List.of(key));
        if (value instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof TomlTable table) {
                    tables.add(new Found(table, place(array.inputPositionOf(i)) + keys.title()));
                } else {
                    complain(keys, parent, key, "expected tables only");
                }
            }
        } else if (value != null) {
            complain(keys, parent, key, "expected tables, each with double brackets");
        }
        return tables;
    }

    private void complain(Keys keys, TomlTable parent, String key, String expected) {
        problems.add(
                place(parent.inputPositionOf(List.of(key))) + key,
                expected + ", as " + keys.title());
    }

    private String place(@Nullable TomlPosition position) {
        return position == null ? file + ": " : file + ":" + position.line() + ": ";
    }

    /** Lists as lists; all else as the reader of TOML gives it. */
    private static Object plain(Object value) {
        return value instanceof TomlArray array
                ? array.toList().stream().map(TomlSections::plain).toList()
                : value;
    }
}
