package io.downbeat.rig;

import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the tables of a TOML text as sections that know the file and line of every key. */
final class TomlSections {
    private final String file;
    private final RigProblems rigProblems;

    TomlSections(String file, RigProblems rigProblems) {
        this.file = file;
        this.rigProblems = rigProblems;
    }

    RigLayer layer(TomlTable top) {
        return new RigLayer(
                section(RigKeys.TOP, top, file),
                only(RigKeys.CLOCK, top, "clock"),
                only(RigKeys.ACCESS, top, "access"),
                several(RigKeys.OUTPUT, top, "output").stream().map(this::output).toList(),
                sections(RigKeys.CONTROLLER, top, "controller"),
                sections(RigKeys.INPUT, top, "input"));
    }

    private RigLayer.Output output(Found found) {
        return new RigLayer.Output(
                section(RigKeys.OUTPUT, found.table(), found.where()),
                sections(RigKeys.MAP, found.table(), "map"),
                sections(RigKeys.ON, found.table(), "on"));
    }

    private record Found(TomlTable table, String where) {}

    private RigSectionReader section(RigKeys rigKeys, TomlTable table, String where) {
        Map<String, RigSectionReader.Entry> entries = new LinkedHashMap<>();
        for (String key : table.keySet()) {
            TomlPosition position = table.inputPositionOf(List.of(key));
            String place = place(position) + (rigKeys.title() + " " + key).strip();
            Object value = table.get(List.of(key));
            if (value != null) {
                entries.put(key, new RigSectionReader.Entry(plain(value), place));
            }
        }
        return new RigSectionReader(rigKeys, where, entries, rigProblems);
    }

    private List<RigSectionReader> sections(RigKeys rigKeys, TomlTable parent, String key) {
        return several(rigKeys, parent, key).stream()
                .map(found -> section(rigKeys, found.table(), found.where()))
                .toList();
    }

    private RigSectionReader only(RigKeys rigKeys, TomlTable top, String key) {
        if (top.get(List.of(key)) instanceof TomlTable table) {
            return section(
                    rigKeys, table, place(top.inputPositionOf(List.of(key))) + rigKeys.title());
        }
        if (top.contains(List.of(key))) {
            addProblem(rigKeys, top, key, "expected one table, with single brackets");
        }
        return new RigSectionReader(rigKeys, file, Map.of(), rigProblems);
    }

    /** The tables with one heading; there may be any number of them. */
    private List<Found> several(RigKeys rigKeys, TomlTable parent, String key) {
        List<Found> tables = new ArrayList<>();
        Object value = parent.get(List.of(key));
        if (value instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof TomlTable table) {
                    tables.add(new Found(table, place(array.inputPositionOf(i)) + rigKeys.title()));
                } else {
                    addProblem(rigKeys, parent, key, "expected tables only");
                }
            }
        } else if (value != null) {
            addProblem(rigKeys, parent, key, "expected tables, each with double brackets");
        }
        return tables;
    }

    private void addProblem(RigKeys rigKeys, TomlTable parent, String key, String expected) {
        rigProblems.add(
                place(parent.inputPositionOf(List.of(key))) + key,
                expected + ", as " + rigKeys.title());
    }

    private String place(@Nullable TomlPosition position) {
        return position == null ? file + ": " : file + ":" + position.line() + ": ";
    }

    /** Converts lists; leaves other values as the TOML library gives them. */
    private static Object plain(Object value) {
        return value instanceof TomlArray array
                ? array.toList().stream().map(TomlSections::plain).toList()
                : value;
    }
}
