package io.downbeat.schema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All address templates as a tree of parts. Built once, then only read, from any thread.
 *
 * <p>On each level the word of the contract wins over the placeholder; where the rest of the
 * address does not fit behind the word, the placeholder is tried. Looking up costs a hash look-up
 * per part and allocates only the captures.
 */
final class AddressTrie {
    /** A node of the tree. */
    static final class Branch implements AddressTreeNode {
        private final Map<String, Branch> words = new LinkedHashMap<>();
        private final Map<String, Branch> wordsView = Collections.unmodifiableMap(words);
        private @Nullable Branch named;
        private @Nullable Placeholder placeholder;
        private @Nullable Method method;
        private final int number;

        private Branch(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        @Override
        public Map<String, Branch> words() {
            return wordsView;
        }

        @Override
        public @Nullable Branch named() {
            return named;
        }

        @Nullable Placeholder placeholder() {
            return placeholder;
        }

        @Override
        public @Nullable Method method() {
            return method;
        }
    }

    private final Branch root = new Branch(0);
    private int size = 1;
    private int depth;

    AddressTrie(List<Method> methods) {
        for (Method method : methods) {
            enter(method);
        }
    }

    private void enter(Method method) {
        Branch branch = root;
        for (Part part : method.parts()) {
            branch =
                    switch (part) {
                        case Literal(String word) ->
                                branch.words.computeIfAbsent(word, unused -> new Branch(size++));
                        case Placeholder placeholder -> placeholderBranch(branch, placeholder);
                    };
        }
        if (branch.method != null) {
            throw new SchemaException(method + " and " + branch.method + " are the same address");
        }
        branch.method = method;
        depth = Math.max(depth, method.parts().size());
    }

    private Branch placeholderBranch(Branch branch, Placeholder placeholder) {
        Placeholder known = branch.placeholder;
        if (known != null && known.kind() != placeholder.kind()) {
            throw new SchemaException(
                    "one place in an address names either a "
                            + known.kind().word()
                            + " or a "
                            + placeholder.kind().word());
        }
        Branch named = branch.named;
        if (named == null) {
            named = new Branch(size++);
            branch.named = named;
            branch.placeholder = placeholder;
        }
        return named;
    }

    Branch root() {
        return root;
    }

    int size() {
        return size;
    }

    Optional<Match> match(List<String> parts) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        if (parts.size() <= depth) {
            String[] captures = new String[parts.size()];
            Method method = find(root, parts, 0, captures, 0);
            if (method != null) {
                int captured = method.captureCount();
                return Optional.of(new Match(method, List.of(Arrays.copyOf(captures, captured))));
            }
        }
        return below(parts);
    }

    private @Nullable Method find(
            Branch branch, List<String> parts, int at, String[] captures, int captured) {
        if (at == parts.size()) {
            return branch.method;
        }
        String part = parts.get(at);
        Branch word = branch.words.get(part);
        if (word != null) {
            Method method = find(word, parts, at + 1, captures, captured);
            if (method != null) {
                return method;
            }
        }
        Branch named = branch.named;
        if (named == null || part.isEmpty()) {
            return null;
        }
        captures[captured] = part;
        return find(named, parts, at + 1, captures, captured + 1);
    }

    private Optional<Match> below(List<String> parts) {
        Branch branch = root.words.get(parts.get(0));
        Method method = branch == null ? null : branch.method;
        return method != null && method.is(MethodFlag.BELOW)
                ? Optional.of(new Match(method, List.of()))
                : Optional.empty();
    }
}
