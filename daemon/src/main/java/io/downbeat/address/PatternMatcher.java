package io.downbeat.address;

import io.downbeat.osc.OscPartPattern;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.Literal;
import io.downbeat.schema.Part;
import io.downbeat.schema.Placeholder;
import io.downbeat.session.command.ObjectReference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The search for all ways in which a pattern's steps lie along a template's parts. One per pattern
 * and row. Not thread safe.
 */
final class PatternMatcher {

    /** Whether a pattern writes out every word of a template, or fits it by and large. */
    enum Alignment {
        SPELLED,
        LOOSE;

        Alignment and(boolean spelled) {
            return this == SPELLED && spelled ? SPELLED : LOOSE;
        }
    }

    private final List<OscPattern.Step> steps;
    private final AddressRow row;
    private final List<Part> parts;
    private final AddressTable words;
    private final Matches matches;
    private final Map<List<ObjectReference>, Alignment> found = new LinkedHashMap<>();
    private boolean below;

    /** Which words of the contract fit which step of one pattern: few words, and many rows. */
    static final class Matches {
        private final IdentityHashMap<OscPartPattern, Map<String, Boolean>> known =
                new IdentityHashMap<>();

        boolean fit(OscPartPattern step, String word) {
            return known.computeIfAbsent(step, one -> new HashMap<>())
                    .computeIfAbsent(word, step::matches);
        }
    }

    PatternMatcher(OscPattern pattern, AddressRow row, AddressTable words, Matches matches) {
        steps = pattern.steps();
        this.row = row;
        this.matches = matches;
        parts = row.method().parts();
        this.words = words;
    }

    /** The references of a pattern that takes every object. */
    static List<ObjectReference> every(AddressRow row) {
        return row.method().captures().stream().map(kind -> ObjectReference.EVERY).toList();
    }

    /** The references it leaves for each placeholder; {@code below}: what lies under it, too. */
    Map<List<ObjectReference>, Alignment> ways(boolean below) {
        this.below = below;
        lay(0, 0, List.of(), Alignment.SPELLED);
        return found;
    }

    private void lay(int step, int part, List<ObjectReference> refs, Alignment alignment) {
        if (step == steps.size()) {
            end(part, refs, alignment);
            return;
        }
        switch (steps.get(step)) {
            case OscPattern.Step.Descend down -> descend(step, part, refs);
            case OscPattern.Step.Part one -> {
                if (part < parts.size()) {
                    layOne(step, part, refs, alignment, one.pattern());
                }
            }
        }
    }

    private void layOne(
            int step,
            int part,
            List<ObjectReference> refs,
            Alignment alignment,
            OscPartPattern pattern) {
        String text = pattern.toString();
        switch (parts.get(part)) {
            case Literal(String word) -> {
                if (matches.fit(pattern, word)) {
                    lay(step + 1, part + 1, refs, alignment.and(pattern.isLiteral()));
                }
            }
            case Placeholder object -> {
                // A pattern for the object's name still spells the words around it.
                if (!pattern.isLiteral()) {
                    lay(step + 1, part + 1, and(refs, ObjectReference.pattern(text)), alignment);
                } else if (!words.isLiteral(parts, part, text)) {
                    lay(step + 1, part + 1, and(refs, ObjectReference.of(text)), alignment);
                }
            }
        }
    }

    private void descend(int step, int part, List<ObjectReference> refs) {
        List<ObjectReference> passed = refs;
        lay(step + 1, part, passed, Alignment.LOOSE);
        if (step + 1 < steps.size() && steps.get(step + 1) instanceof OscPattern.Step.Descend) {
            return;
        }
        for (int next = part; next < parts.size(); next++) {
            if (parts.get(next) instanceof Placeholder) {
                passed = and(passed, ObjectReference.EVERY);
            }
            lay(step + 1, next + 1, passed, Alignment.LOOSE);
        }
    }

    private void end(int part, List<ObjectReference> refs, Alignment alignment) {
        if (part == parts.size()) {
            found.merge(refs, alignment, (one, other) -> one == Alignment.SPELLED ? one : other);
        } else if (below) {
            List<ObjectReference> all = refs;
            while (all.size() < row.method().captures().size()) {
                all = and(all, ObjectReference.EVERY);
            }
            found.putIfAbsent(all, Alignment.LOOSE);
        }
    }

    private static List<ObjectReference> and(List<ObjectReference> refs, ObjectReference ref) {
        List<ObjectReference> more = new ArrayList<>(refs);
        more.add(ref);
        return List.copyOf(more);
    }
}
