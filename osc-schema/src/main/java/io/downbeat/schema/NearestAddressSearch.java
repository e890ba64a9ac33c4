package io.downbeat.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The search for the valid address that is spelled most like a wrong one. Parts may be misspelled,
 * missing or too many; names of objects are kept, with characters that an address cannot contain
 * written {@code -}. Positions may be put in, but no node and no parameter, since their names are
 * not known. Its cost is bounded by the tree's size times the parts of the address, which are few.
 */
final class NearestAddressSearch {
    private static final int LONGEST_ADDRESS = 256;
    private static final int MOST_PARTS = 16;
    private static final Pattern FORBIDDEN = Pattern.compile("[ #*,?\\[\\]{}]");
    private static final int UNREACHABLE = Integer.MAX_VALUE / 2;

    private final AddressTrie trie;

    NearestAddressSearch(AddressTrie trie) {
        this.trie = trie;
    }

    Optional<String> nearest(String address) {
        return nearest(address, false);
    }

    /** The nearest value or state, or beginning of addresses of such. */
    Optional<String> nearestPrefix(String address) {
        return nearest(address, true);
    }

    private Optional<String> nearest(String address, boolean prefix) {
        if (address.length() > LONGEST_ADDRESS) {
            return Optional.empty();
        }
        List<String> parts =
                Arrays.stream(address.split("/")).filter(part -> !part.isEmpty()).toList();
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            return Optional.empty();
        }
        Search search = new Search(trie, parts, prefix);
        return search.isNear() ? search.spelled() : Optional.empty();
    }

    /** One search, for one address. */
    private static final class Search {
        private final List<String> parts;
        private final boolean prefix;
        private final AddressTrie.Branch root;
        private final int[] costs;

        Search(AddressTrie trie, List<String> parts, boolean prefix) {
            this.parts = parts;
            this.prefix = prefix;
            root = trie.root();
            costs = new int[trie.size() * (parts.size() + 1)];
            Arrays.fill(costs, -1);
        }

        /** Whether the cost is less than two thirds of that of a completely new address. */
        boolean isNear() {
            int anew = parts.stream().mapToInt(Distance::ofMissing).sum();
            return 3 * (long) cost(root, 0) <= 2L * anew;
        }

        /**
         * The nearest address; empty if more than one word is missing or extra, or if one is and a
         * part would become the name of an object that nobody named.
         */
        Optional<String> spelled() {
            StringBuilder text = new StringBuilder();
            AddressTrie.Branch branch = root;
            int at = 0;
            int amiss = 0;
            boolean named = false;
            while (cost(branch, at) != end(branch, at)) {
                Step step = cheapest(branch, at);
                text.append(step.word().isEmpty() ? "" : "/").append(step.word());
                boolean putIn = step.read() == 0 && branch.words().containsKey(step.word());
                amiss += putIn || step.word().isEmpty() ? 1 : 0;
                named |=
                        step.read() == 1 && step.to() == branch.named() && !isPosition(step.word());
                branch = step.to();
                at += step.read();
            }
            return amiss <= (named ? 0 : 1) ? Optional.of(text.toString()) : Optional.empty();
        }

        private static boolean isPosition(String word) {
            return Character.isDigit(word.charAt(0));
        }

        /** The cost from a branch, with the parts from here on, to a valid end. */
        private int cost(AddressTrie.Branch branch, int at) {
            int place = branch.number() * (parts.size() + 1) + at;
            if (costs[place] < 0) {
                int end = end(branch, at);
                costs[place] = end == 0 ? 0 : Math.min(end, cheapest(branch, at).cost());
            }
            return costs[place];
        }

        private int end(AddressTrie.Branch branch, int at) {
            return at == parts.size() && isEnd(branch) ? 0 : UNREACHABLE;
        }

        private boolean isEnd(AddressTrie.Branch branch) {
            Method method = branch.method();
            return prefix
                    ? leadsToAnswers(branch)
                    : method != null && method.access() != MethodAccess.OUT;
        }

        private static boolean leadsToAnswers(AddressTrie.Branch branch) {
            Method method = branch.method();
            AddressTrie.Branch named = branch.named();
            return (method != null && method.access().isReadable())
                    || (named != null && leadsToAnswers(named))
                    || branch.words().values().stream().anyMatch(Search::leadsToAnswers);
        }

        private Step cheapest(AddressTrie.Branch branch, int at) {
            Step best = new Step(UNREACHABLE, "", branch, 0);
            boolean more = at < parts.size();
            for (Map.Entry<String, AddressTrie.Branch> each : branch.words().entrySet()) {
                String word = each.getKey();
                AddressTrie.Branch to = each.getValue();
                if (more) {
                    int wrong = Distance.between(parts.get(at), word);
                    best = best.or(new Step(wrong + cost(to, at + 1), word, to, 1));
                    // A word after the end of the sent address would be a guess, and one that is
                    // there already is not missing.
                    if (!word.equals(parts.get(at))) {
                        int missing = Distance.ofMissing(word);
                        best = best.or(new Step(missing + cost(to, at), word, to, 0));
                    }
                }
            }
            best = best.or(named(branch, at));
            if (more) {
                int wrong = Distance.ofMissing(parts.get(at));
                best = best.or(new Step(wrong + cost(branch, at + 1), "", branch, 1));
            }
            return best;
        }

        /** The step through the placeholder; a word of the contract is never taken as a name. */
        private Step named(AddressTrie.Branch branch, int at) {
            AddressTrie.Branch to = branch.named();
            Placeholder placeholder = branch.placeholder();
            if (to == null || placeholder == null) {
                return new Step(UNREACHABLE, "", branch, 0);
            }
            Step best = new Step(UNREACHABLE, "", branch, 0);
            if (placeholder.kind().positional()) {
                best = new Step(Distance.OF_MISSING_NAME + cost(to, at), "1", to, 0);
            }
            if (at < parts.size() && !branch.words().containsKey(parts.get(at))) {
                String name = parts.get(at);
                int doubt = Distance.ofName(name, placeholder.kind());
                return best.or(new Step(doubt + cost(to, at + 1), asPart(name), to, 1));
            }
            return best;
        }
    }

    /** A name as an address part. */
    private static String asPart(String name) {
        return FORBIDDEN.matcher(name).replaceAll("-");
    }

    /**
     * One step of the search.
     *
     * @param word what it writes; empty where it leaves a part out
     * @param to the branch after it
     * @param read how many parts of the address it uses up
     */
    private record Step(int cost, String word, AddressTrie.Branch to, int read) {
        Step or(Step other) {
            return other.cost < cost ? other : this;
        }
    }
}
