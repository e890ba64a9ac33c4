package io.downbeat.address.resolve;

import io.downbeat.address.AddressRow;
import io.downbeat.address.AddressTable;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.resolve.PatternRowFinder.Precision;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.MethodFlag;
import io.downbeat.session.command.ObjectReference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The readable rows that one pattern covers, in groups. Found once from the templates alone; which
 * objects exist is looked up later, see {@link SessionObjectsMatchedByPattern}. Immutable.
 */
public final class RowGroupsMatchedByPattern {

    /** Rows of one kind of object for which the pattern gives the same references. */
    public record Group(ObjectKind objectKind, List<ObjectReference> refs, List<AddressRow> rows) {
        public Group {
            refs = List.copyOf(refs);
            rows = List.copyOf(rows);
        }

        /** Rows of every object of their kind. */
        static Group ofEveryObject(ObjectKind objectKind, List<AddressRow> rows) {
            return new Group(objectKind, everyObject(rows.getFirst()), rows);
        }
    }

    private final List<Group> groups;

    private RowGroupsMatchedByPattern(List<Group> groups) {
        this.groups = List.copyOf(groups);
    }

    public List<Group> groups() {
        return groups;
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** The rows that the pattern itself matches: what a question asks for. */
    static RowGroupsMatchedByPattern matched(OscPattern pattern, AddressTable table) {
        return grouped(table, byRow(PatternRowFinder.matched(pattern, table)));
    }

    /**
     * The rows that the pattern matches and all below them: what a subscription covers. A row with
     * the flag {@link MethodFlag#EXPLICIT} is covered only if the pattern matches it itself.
     */
    static RowGroupsMatchedByPattern matchedAndBelow(OscPattern pattern, AddressTable table) {
        Map<RowMatch, Precision> matches = PatternRowFinder.matchedAndBelow(pattern, table);
        if (pattern.toString().equals("/")) {
            table.rows()
                    .forEach(row ->
                            matches.put(new RowMatch(row, everyObject(row)), Precision.BELOW));
        }
        matches.entrySet()
                .removeIf(match ->
                        match.getValue() == Precision.BELOW
                                && match.getKey().row().hasFlag(MethodFlag.EXPLICIT));
        return grouped(table, byRow(matches));
    }

    /** Whether the pattern matches a readable row or one is below it, explicit rows included. */
    static boolean leadsToReadable(OscPattern pattern, AddressTable table) {
        return PatternRowFinder.matchedAndBelow(pattern, table).keySet().stream()
                .anyMatch(match -> match.row().isReadable());
    }

    private static List<ObjectReference> everyObject(AddressRow row) {
        return row.method().captures().stream().map(kind -> ObjectReference.EVERY).toList();
    }

    private static Map<AddressRow, List<Map.Entry<RowMatch, Precision>>> byRow(
            Map<RowMatch, Precision> matches) {
        Map<AddressRow, List<Map.Entry<RowMatch, Precision>>> byRow = new LinkedHashMap<>();
        for (Map.Entry<RowMatch, Precision> match : matches.entrySet()) {
            byRow.computeIfAbsent(match.getKey().row(), row -> new ArrayList<>()).add(match);
        }
        return byRow;
    }

    private static RowGroupsMatchedByPattern grouped(
            AddressTable table, Map<AddressRow, List<Map.Entry<RowMatch, Precision>>> matches) {
        Set<String> known = new LinkedHashSet<>();
        Map<Group, List<AddressRow>> groups = new LinkedHashMap<>();
        for (AddressRow row : table.canonicalFirst()) {
            List<Map.Entry<RowMatch, Precision>> ofRow = matches.getOrDefault(row, List.of());
            for (Map.Entry<RowMatch, Precision> match : ofRow) {
                // An alias is sent to a subscriber that spells it, or that the canonical address
                // does not reach.
                if (!row.isAlias()
                        || match.getValue() == Precision.SPELLED
                        || !known.contains(row.canonicalTemplate())) {
                    var key = new Group(row.objectKind(), match.getKey().refs(), List.of());
                    groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
                }
            }
            if (!row.isAlias() && !ofRow.isEmpty()) {
                known.add(row.canonicalTemplate());
            }
        }
        var filled = new ArrayList<Group>();
        groups.forEach(
                (group, rows) -> filled.add(new Group(group.objectKind(), group.refs(), rows)));
        return new RowGroupsMatchedByPattern(filled);
    }
}
