package io.downbeat.control;

import io.downbeat.osc.OscPartPattern;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Literal;
import io.downbeat.schema.Method;
import io.downbeat.schema.Part;
import io.downbeat.schema.Placeholder;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The methods of the contract that a pattern fits. Objects are left as patterns over them: which
 * there are is known when the command is obeyed. As in plain addresses, a word of the contract wins
 * over a name where the pattern writes it out.
 *
 * <p>Immutable once made. The work for one pattern is bounded, whatever the pattern.
 */
final class PatternExpansion {
    private static final int MOST_MATCHES = 1024;
    private static final int WORK_OF_A_MATCH = 20;
    private static final int MOST_WORK = 20_000;

    private final Branch root = new Branch();

    /** A place in the tree of all templates. */
    private static final class Branch {
        private final Map<String, Branch> words = new LinkedHashMap<>();
        private @Nullable Branch named;
        private @Nullable Method method;
    }

    PatternExpansion(AddressSpace space) {
        for (Method method : space.methods()) {
            Branch branch = root;
            for (Part part : method.parts()) {
                branch = child(branch, part);
            }
            branch.method = method;
        }
    }

    private static Branch child(Branch branch, Part part) {
        return switch (part) {
            case Literal(String word) -> branch.words.computeIfAbsent(word, unused -> new Branch());
            case Placeholder placeholder -> {
                Branch named = branch.named == null ? new Branch() : branch.named;
                branch.named = named;
                yield named;
            }
        };
    }

    /** All methods that fit, each with its objects once, in the contract's order of parts. */
    List<MatchedMethod> of(OscPattern pattern, PacketPatternBudget spent) {
        Walk walk = new Walk(pattern);
        try {
            walk.from(root, 0, List.of());
        } finally {
            spent.spend(walk.work);
        }
        boolean deep = pattern.steps().stream().anyMatch(OscPattern.Step.Descend.class::isInstance);
        return deep && pattern.endsLiteral() ? meant(walk.found) : List.copyOf(walk.found);
    }

    /**
     * What {@code //word} means: where the contract knows the word, that and no object of the name;
     * and never a trigger that ends in an object's name, since the word was not its own.
     */
    private static List<MatchedMethod> meant(Set<MatchedMethod> found) {
        boolean known = found.stream().anyMatch(each -> !endsInName(each));
        return found.stream()
                .filter(each -> !endsInName(each) || (!known && each.access().askable()))
                .toList();
    }

    private static boolean endsInName(MatchedMethod matchedMethod) {
        return matchedMethod.method().parts().getLast() instanceof Placeholder;
    }

    /** One walk down the tree. Not thread safe; lives for one pattern. */
    private static final class Walk {
        private final List<OscPattern.Step> steps;
        private final Set<MatchedMethod> found = new LinkedHashSet<>();
        private final List<Map<String, Boolean>> fitting = new ArrayList<>();
        private int work;

        Walk(OscPattern pattern) {
            steps = pattern.steps();
            steps.forEach(step -> fitting.add(new LinkedHashMap<>()));
        }

        /** Whether anything was found from here on. */
        boolean from(Branch branch, int step, List<ObjectReference> refs) {
            if (step == steps.size()) {
                return reached(branch.method, refs);
            }
            return switch (steps.get(step)) {
                case OscPattern.Step.Descend descend -> descended(branch, step, refs);
                case OscPattern.Step.Part(OscPartPattern part) when part.isLiteral() ->
                        written(branch, part.toString(), step, refs);
                case OscPattern.Step.Part(OscPartPattern part) -> fitting(branch, part, step, refs);
            };
        }

        private boolean reached(@Nullable Method method, List<ObjectReference> refs) {
            if (method == null) {
                return false;
            }
            spend(WORK_OF_A_MATCH);
            found.add(new MatchedMethod(method, refs));
            if (found.size() > MOST_MATCHES) {
                throw tooWide();
            }
            return true;
        }

        private boolean descended(Branch branch, int step, List<ObjectReference> refs) {
            spend(1);
            boolean any = from(branch, step + 1, refs);
            if (step + 1 < steps.size() && steps.get(step + 1) instanceof OscPattern.Step.Descend) {
                return any;
            }
            for (Branch below : branch.words.values()) {
                any |= from(below, step, refs);
            }
            Branch named = branch.named;
            if (named != null) {
                any |= from(named, step, plus(refs, ObjectReference.EVERY));
            }
            return any;
        }

        private boolean written(Branch branch, String part, int step, List<ObjectReference> refs) {
            spend(1);
            Branch word = branch.words.get(part);
            if (word != null && from(word, step + 1, refs)) {
                return true;
            }
            Branch named = branch.named;
            return named != null
                    && !part.isEmpty()
                    && from(named, step + 1, plus(refs, ObjectReference.of(part)));
        }

        private boolean fitting(
                Branch branch, OscPartPattern part, int step, List<ObjectReference> refs) {
            boolean any = false;
            for (Map.Entry<String, Branch> word : branch.words.entrySet()) {
                spend(1);
                any |= fits(part, word.getKey(), step) && from(word.getValue(), step + 1, refs);
            }
            Branch named = branch.named;
            if (named != null) {
                any |= from(named, step + 1, plus(refs, ObjectReference.pattern(part.toString())));
            }
            return any;
        }

        /** Most words stand in many places of the contract, and are compared once. */
        private boolean fits(OscPartPattern part, String word, int step) {
            return fitting.get(step).computeIfAbsent(word, unused -> compared(part, word));
        }

        private boolean compared(OscPartPattern part, String word) {
            spend(part.toString().length());
            return part.matches(word);
        }

        private void spend(int more) {
            work += more;
            if (work > MOST_WORK) {
                throw tooWide();
            }
        }

        private static Refusal tooWide() {
            return new Refusal(
                    Refusal.Code.PATTERN,
                    "the pattern fits too much; at most " + MOST_MATCHES + " addresses may fit");
        }

        private static List<ObjectReference> plus(
                List<ObjectReference> refs, ObjectReference more) {
            List<ObjectReference> longer = new ArrayList<>(refs);
            longer.add(more);
            return longer;
        }
    }
}
