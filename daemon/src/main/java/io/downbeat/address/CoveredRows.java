package io.downbeat.address;

import io.downbeat.osc.OscPattern;
import io.downbeat.schema.Flag;
import io.downbeat.session.command.ObjectReference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What one pattern holds of the contract: groups of rows, each with the references that it leaves
 * for the objects in their addresses. Found once, from the templates alone; which objects there are
 * is looked up when it is used. Immutable.
 */
public final class CoveredRows {

    /** Rows of one domain for which the pattern leaves the same references. */
    public record Group(ObjectKind objectKind, List<ObjectReference> refs, List<AddressRow> rows) {
        public Group {
            refs = List.copyOf(refs);
            rows = List.copyOf(rows);
        }
    }

    private final List<Group> groups;

    private CoveredRows(List<Group> groups) {
        this.groups = List.copyOf(groups);
    }

    public List<Group> groups() {
        return groups;
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** What the pattern fits itself, explicit addresses too: what a question asks for. */
    static CoveredRows matched(OscPattern pattern, AddressTable words) {
        var matches = new PatternMatcher.Matches();
        return gathered(words, row -> new PatternMatcher(pattern, row, words, matches).ways(false));
    }

    /**
     * What the pattern fits, and what lies below that but for the addresses that want to be named
     * themselves: what a subscription holds.
     */
    static CoveredRows covered(OscPattern pattern, AddressTable words) {
        boolean everything = pattern.toString().equals("/");
        var matches = new PatternMatcher.Matches();
        return gathered(
                words,
                row ->
                        everything && !row.is(Flag.EXPLICIT)
                                ? Map.of(PatternMatcher.every(row), PatternMatcher.Alignment.LOOSE)
                                : new PatternMatcher(pattern, row, words, matches)
                                        .ways(!row.is(Flag.EXPLICIT)));
    }

    /**
     * Whether a value or state is what the pattern fits or lies below that, also one that wants to
     * be named itself.
     */
    static boolean leadsToAny(OscPattern pattern, AddressTable words) {
        var matches = new PatternMatcher.Matches();
        return words.rows().stream()
                .anyMatch(row ->
                        !new PatternMatcher(pattern, row, words, matches).ways(true).isEmpty());
    }

    private static CoveredRows gathered(
            AddressTable words,
            Function<AddressRow, Map<List<ObjectReference>, PatternMatcher.Alignment>> fitting) {
        Set<String> known = new LinkedHashSet<>();
        Map<Group, List<AddressRow>> groups = new LinkedHashMap<>();
        for (AddressRow row : words.canonicalFirst()) {
            Map<List<ObjectReference>, PatternMatcher.Alignment> ways = fitting.apply(row);
            ways.forEach((refs, alignment) -> {
                // An alias is told to who spells it, or has no other name for the thing.
                if (!row.isAlias()
                        || alignment == PatternMatcher.Alignment.SPELLED
                        || !known.contains(row.canonical())) {
                    groups.computeIfAbsent(
                                    new Group(row.objectKind(), refs, List.of()),
                                    key -> new ArrayList<>())
                            .add(row);
                }
            });
            if (!row.isAlias() && !ways.isEmpty()) {
                known.add(row.canonical());
            }
        }
        var filled = new ArrayList<Group>();
        groups.forEach(
                (group, rows) -> filled.add(new Group(group.objectKind(), group.refs(), rows)));
        return new CoveredRows(filled);
    }
}
