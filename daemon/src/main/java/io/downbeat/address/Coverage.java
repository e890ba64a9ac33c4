package io.downbeat.address;

import io.downbeat.osc.OscPattern;
import io.downbeat.schema.Flag;
import io.downbeat.session.Ref;

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
public final class Coverage {

    /** Rows of one domain for which the pattern leaves the same references. */
    public record Group(Domain domain, List<Ref> refs, List<Row> rows) {
        public Group {
            refs = List.copyOf(refs);
            rows = List.copyOf(rows);
        }
    }

    private final List<Group> groups;

    private Coverage(List<Group> groups) {
        this.groups = List.copyOf(groups);
    }

    public List<Group> groups() {
        return groups;
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** What the pattern fits itself, explicit addresses too: what a question asks for. */
    static Coverage matched(OscPattern pattern, Vocabulary words) {
        var matches = new Fitting.Matches();
        return gathered(words, row -> new Fitting(pattern, row, words, matches).ways(false));
    }

    /**
     * What the pattern fits, and what lies below that but for the addresses that want to be named
     * themselves: what a subscription holds.
     */
    static Coverage covered(OscPattern pattern, Vocabulary words) {
        boolean everything = pattern.toString().equals("/");
        var matches = new Fitting.Matches();
        return gathered(
                words,
                row ->
                        everything && !row.is(Flag.EXPLICIT)
                                ? Map.of(Fitting.every(row), Fitting.Way.LOOSE)
                                : new Fitting(pattern, row, words, matches)
                                        .ways(!row.is(Flag.EXPLICIT)));
    }

    /**
     * Whether a value or state is what the pattern fits or lies below that, also one that wants to
     * be named itself.
     */
    static boolean leadsToAny(OscPattern pattern, Vocabulary words) {
        var matches = new Fitting.Matches();
        return words.rows().stream()
                .anyMatch(row -> !new Fitting(pattern, row, words, matches).ways(true).isEmpty());
    }

    private static Coverage gathered(
            Vocabulary words, Function<Row, Map<List<Ref>, Fitting.Way>> fitting) {
        Set<String> known = new LinkedHashSet<>();
        Map<Group, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : words.canonicalFirst()) {
            Map<List<Ref>, Fitting.Way> ways = fitting.apply(row);
            ways.forEach((refs, way) -> {
                // An alias is told to who spells it, or has no other name for the thing.
                if (!row.isAlias()
                        || way == Fitting.Way.SPELLED
                        || !known.contains(row.canonical())) {
                    groups.computeIfAbsent(
                                    new Group(row.domain(), refs, List.of()),
                                    key -> new ArrayList<>())
                            .add(row);
                }
            });
            if (!row.isAlias() && !ways.isEmpty()) {
                known.add(row.canonical());
            }
        }
        var filled = new ArrayList<Group>();
        groups.forEach((group, rows) -> filled.add(new Group(group.domain(), group.refs(), rows)));
        return new Coverage(filled);
    }
}
