package io.downbeat.address.resolve;

import io.downbeat.address.AddressTable;
import io.downbeat.osc.OscPartPattern;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.AddressTreeNode;
import io.downbeat.schema.Method;
import io.downbeat.schema.Placeholder;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * One walk of a pattern down the tree of the contract's templates. It finds the rows that the
 * pattern matches, for reading and for setting alike.
 *
 * <p>Objects stay references, because which objects exist is known only when a command is handled
 * or an answer is read. As in plain addresses, a word of the contract wins over the name of an
 * object where the pattern writes the word out.
 */
public final class PatternRowFinder {

    /** A pattern with more matches is refused: the contract's limit for one message. */
    private static final int MOST_MATCHES = 1024;

    /** Steps of work that one match costs, compared with one step down the tree. */
    private static final int WORK_PER_MATCH = 20;

    /** Steps of work for one pattern: half a millisecond on a slow machine. */
    private static final int MOST_WORK = 20_000;

    /** How a pattern matches a row. If it does so in several ways, the first of these counts. */
    enum Precision {
        /** The pattern writes out every word of the template. */
        SPELLED,
        /** The pattern matches the template, some words by a wildcard. */
        MATCHED,
        /** The pattern matches the beginning of the template. */
        BELOW
    }

    private final AddressTable table;
    private final List<OscPattern.Step> steps;
    private final boolean includeBelow;
    private final boolean limited;
    private final Map<RowMatch, Precision> found = new LinkedHashMap<>();
    private final List<Map<String, Boolean>> comparedWords = new ArrayList<>();
    private int work;

    private PatternRowFinder(
            OscPattern pattern, AddressTable table, boolean includeBelow, boolean limited) {
        this.table = table;
        this.includeBelow = includeBelow;
        this.limited = limited;
        steps = pattern.steps();
        steps.forEach(step -> comparedWords.add(new HashMap<>()));
    }

    /**
     * The rows that a received pattern addresses, each with the same objects once, in the order of
     * the tree.
     *
     * @param workReceiver receives the steps of work that the walk took, also if the pattern is
     *     refused
     * @throws Refusal if the pattern matches more than 1024 rows or needs too much work
     */
    public static List<RowMatch> addressed(
            OscPattern pattern, AddressTable table, IntConsumer workReceiver) {
        var walk = new PatternRowFinder(pattern, table, false, true);
        try {
            walk.fromRoot();
        } finally {
            workReceiver.accept(walk.work);
        }
        List<RowMatch> matches = List.copyOf(walk.found.keySet());
        boolean deep = pattern.steps().stream().anyMatch(OscPattern.Step.Descend.class::isInstance);
        return deep && pattern.endsLiteral() ? preferWordsOfContract(matches) : matches;
    }

    /** All rows that a pattern matches, and how. */
    static Map<RowMatch, Precision> matched(OscPattern pattern, AddressTable table) {
        return new PatternRowFinder(pattern, table, false, false).fromRoot();
    }

    /** All rows that a pattern matches and all rows below them, and how. */
    static Map<RowMatch, Precision> matchedAndBelow(OscPattern pattern, AddressTable table) {
        return new PatternRowFinder(pattern, table, true, false).fromRoot();
    }

    /**
     * The matches of {@code //word} that are meant. If the contract has the word, objects of that
     * name are not meant. A trigger whose template ends in an object's name is never meant: the
     * word names the object, not the trigger.
     */
    private static List<RowMatch> preferWordsOfContract(List<RowMatch> matches) {
        boolean known = matches.stream().anyMatch(match -> !endsInName(match));
        return matches.stream()
                .filter(match ->
                        !endsInName(match) || (!known && match.row().access().isReadable()))
                .toList();
    }

    private static boolean endsInName(RowMatch match) {
        return match.row().method().parts().getLast() instanceof Placeholder;
    }

    private Map<RowMatch, Precision> fromRoot() {
        walk(table.space().root(), 0, List.of(), Precision.SPELLED);
        return found;
    }

    /** Adds the matches from a branch on; true if there are any. */
    private boolean walk(
            AddressTreeNode branch, int step, List<ObjectReference> refs, Precision precision) {
        if (step == steps.size()) {
            boolean any = addMatch(branch.method(), refs, precision);
            if (includeBelow) {
                any |= walkBelow(branch, refs);
            }
            return any;
        }
        return switch (steps.get(step)) {
            case OscPattern.Step.Descend descend -> descend(branch, step, refs);
            case OscPattern.Step.Part(OscPartPattern part) ->
                    part.isLiteral()
                            ? walkWord(branch, part.toString(), step, refs, precision)
                            : walkWildcard(branch, part, step, refs, precision);
        };
    }

    private boolean addMatch(
            @Nullable Method method, List<ObjectReference> refs, Precision precision) {
        if (method == null) {
            return false;
        }
        spend(WORK_PER_MATCH);
        found.merge(
                new RowMatch(table.row(method), refs),
                precision,
                (one, other) -> one.compareTo(other) <= 0 ? one : other);
        if (limited && found.size() > MOST_MATCHES) {
            throw tooManyMatches();
        }
        return true;
    }

    private boolean walkBelow(AddressTreeNode branch, List<ObjectReference> refs) {
        boolean any = false;
        for (AddressTreeNode below : below(branch)) {
            any |= addMatch(below.method(), refs, Precision.BELOW);
            any |= walkBelow(below, refs);
        }
        AddressTreeNode named = branch.named();
        if (named != null) {
            List<ObjectReference> more = plus(refs, ObjectReference.EVERY);
            any |= addMatch(named.method(), more, Precision.BELOW);
            any |= walkBelow(named, more);
        }
        return any;
    }

    private boolean descend(AddressTreeNode branch, int step, List<ObjectReference> refs) {
        spend(1);
        boolean any = walk(branch, step + 1, refs, Precision.MATCHED);
        if (step + 1 < steps.size() && steps.get(step + 1) instanceof OscPattern.Step.Descend) {
            return any;
        }
        for (AddressTreeNode below : below(branch)) {
            any |= walk(below, step, refs, Precision.MATCHED);
        }
        AddressTreeNode named = branch.named();
        if (named != null) {
            any |= walk(named, step, plus(refs, ObjectReference.EVERY), Precision.MATCHED);
        }
        return any;
    }

    /**
     * Most branches are leaves. For these it makes no iterator of a map, which would be garbage.
     */
    private static Iterable<? extends AddressTreeNode> below(AddressTreeNode branch) {
        var words = branch.words();
        return words.isEmpty() ? List.of() : words.values();
    }

    private boolean walkWord(
            AddressTreeNode branch,
            String part,
            int step,
            List<ObjectReference> refs,
            Precision precision) {
        spend(1);
        AddressTreeNode word = branch.words().get(part);
        if (word != null && walk(word, step + 1, refs, precision)) {
            return true;
        }
        AddressTreeNode named = branch.named();
        return named != null
                && !part.isEmpty()
                && walk(named, step + 1, plus(refs, ObjectReference.of(part)), precision);
    }

    private boolean walkWildcard(
            AddressTreeNode branch,
            OscPartPattern part,
            int step,
            List<ObjectReference> refs,
            Precision precision) {
        boolean any = false;
        for (Map.Entry<String, ? extends AddressTreeNode> word : branch.words().entrySet()) {
            spend(1);
            any |=
                    matches(part, word.getKey(), step)
                            && walk(word.getValue(), step + 1, refs, Precision.MATCHED);
        }
        AddressTreeNode named = branch.named();
        if (named != null) {
            // A wildcard for the name of an object still spells the words around it.
            List<ObjectReference> more = plus(refs, ObjectReference.pattern(part.toString()));
            any |= walk(named, step + 1, more, precision);
        }
        return any;
    }

    /** Most words are in many places of the contract. Each is compared once. */
    private boolean matches(OscPartPattern part, String word, int step) {
        return comparedWords.get(step).computeIfAbsent(word, unused -> compare(part, word));
    }

    private boolean compare(OscPartPattern part, String word) {
        spend(part.toString().length());
        return part.matches(word);
    }

    private void spend(int more) {
        work += more;
        if (limited && work > MOST_WORK) {
            throw tooManyMatches();
        }
    }

    private static Refusal tooManyMatches() {
        return new Refusal(
                Refusal.Code.PATTERN,
                "the pattern fits too much; at most " + MOST_MATCHES + " addresses may fit");
    }

    private static List<ObjectReference> plus(List<ObjectReference> refs, ObjectReference more) {
        List<ObjectReference> longer = new ArrayList<>(refs);
        longer.add(more);
        return longer;
    }
}
