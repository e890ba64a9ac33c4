package io.downbeat.address.resolve;

import io.downbeat.osc.OscAddressParts;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.AddressTreeNode;
import io.downbeat.schema.NearestWord;
import io.downbeat.session.command.ObjectNamesInAddresses;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Spells the names of objects in OSC addresses, and matches them with patterns, for the session,
 * which does not know OSC.
 *
 * <p>One or two patterns are matched with many objects in a row, often of the same names. So the
 * last two patterns are kept parsed, with their results. Several threads may share an instance: at
 * worst a pattern is parsed again.
 */
public final class OscObjectNamesInAddresses implements ObjectNamesInAddresses {

    /** Slots for results of one pattern; a power of two. */
    private static final int SLOTS = 1024;

    private final Set<String> wordsBelowNode;
    private @Nullable ParsedPattern latest;
    private @Nullable ParsedPattern previous;

    /** The result for one name. */
    private record NameResult(String spelled, boolean matches) {}

    /** A parsed pattern with its latest results; each name has one slot. */
    private static final class ParsedPattern {
        private final String text;
        private final OscPattern pattern;
        private final @Nullable NameResult[] slots = new NameResult[SLOTS];

        ParsedPattern(String text) {
            this.text = text;
            pattern = OscPattern.of("/" + text);
        }

        boolean matches(String spelled) {
            int hash = spelled.hashCode();
            int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
            NameResult result = slots[slot];
            if (result == null || !result.spelled.equals(spelled)) {
                result = new NameResult(spelled, pattern.matches("/" + spelled));
                slots[slot] = result;
            }
            return result.matches;
        }
    }

    /** The naming in the addresses of a contract. */
    public OscObjectNamesInAddresses(AddressSpace space) {
        AddressTreeNode node = space.root().words().get("node");
        wordsBelowNode = node == null ? Set.of() : Set.copyOf(node.words().keySet());
    }

    @Override
    public boolean isReservedNodeId(String id) {
        return wordsBelowNode.contains(id);
    }

    @Override
    public String spelled(String name) {
        return OscAddressParts.part(name);
    }

    /** Whether a name matches a pattern; a text that is no pattern matches nothing. */
    @Override
    public boolean matches(String pattern, String spelled) {
        try {
            return parsed(pattern).matches(spelled);
        } catch (OscFormatException e) {
            return false;
        }
    }

    @Override
    public Optional<String> nearest(String written, List<String> spelled) {
        return NearestWord.to(written, spelled);
    }

    private ParsedPattern parsed(String text) {
        ParsedPattern first = latest;
        if (first != null && first.text.equals(text)) {
            return first;
        }
        ParsedPattern second = previous;
        ParsedPattern wanted =
                second != null && second.text.equals(text) ? second : new ParsedPattern(text);
        previous = first;
        latest = wanted;
        return wanted;
    }
}
