package io.downbeat.control;

import io.downbeat.address.AddressRow;
import io.downbeat.address.AddressTable;
import io.downbeat.address.arguments.ErrorText;
import io.downbeat.address.resolve.PatternRowFinder;
import io.downbeat.address.resolve.RowMatch;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.Match;
import io.downbeat.schema.MethodAccess;
import io.downbeat.schema.MethodFlag;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Resolves addresses and patterns to rows, and keeps the results of those that come often. The
 * cache has a fixed size, so that a flood of different addresses cannot fill the memory. Several
 * threads may share it: entries never change, and a lost entry is only resolved again.
 */
final class AddressCache {

    /** A power of two. A surface of a 64 by 16 grid uses about a thousand addresses. */
    private static final int SLOTS = 2048;

    /** A power of two. Few results with many matches are cached, because they are large. */
    private static final int LARGE_RESULT_SLOTS = 16;

    /** In characters. Longer addresses are resolved each time. */
    private static final int LONGEST_CACHED_ADDRESS = 256;

    /** A result with more matches is large. */
    private static final int MOST_MATCHES_OF_SMALL = 64;

    /** Steps of work to handle one match, in addition to finding it. */
    private static final int WORK_PER_MATCH = 20;

    private static final String TOO_MUCH_WORK =
            "your patterns make too much work: this one and the further ones of its packet are left"
                    + " out; send fewer of them, more slowly, or plain addresses";

    private final AddressTable table;
    private final Slots smallResults = new Slots(SLOTS);
    private final Slots largeResults = new Slots(LARGE_RESULT_SLOTS);

    private record CachedAddress(String address, AddressMatch match) {}

    AddressCache(AddressTable table) {
        this.table = table;
    }

    /**
     * What an address names. If no work is left in the packet's budget, the first pattern is
     * refused as {@code busy} and the rest of the packet's patterns are left unanswered. Such a
     * refusal is not kept, because the same pattern in another packet is handled.
     */
    AddressMatch match(String address, PacketPatternWorkLimit budget) {
        if (!OscAddressParts.isPattern(address)) {
            return cached(address, budget);
        }
        if (budget.isSpent()) {
            return budget.markBusyReported()
                    ? new AddressMatch.Unanswered()
                    : new AddressMatch.Refused(Refusal.Code.BUSY, TOO_MUCH_WORK);
        }
        AddressMatch match = cached(address, budget);
        if (match instanceof AddressMatch.Pattern pattern) {
            budget.spend(pattern.matches().size() * WORK_PER_MATCH);
        }
        return match;
    }

    private AddressMatch cached(String address, PacketPatternWorkLimit budget) {
        AddressMatch cached = smallResults.get(address);
        if (cached == null) {
            cached = largeResults.get(address);
        }
        if (cached != null) {
            return cached;
        }
        AddressMatch match = resolve(address, budget);
        if (address.length() <= LONGEST_CACHED_ADDRESS) {
            (isLarge(match) ? largeResults : smallResults).put(new CachedAddress(address, match));
        }
        return match;
    }

    private static boolean isLarge(AddressMatch match) {
        return match instanceof AddressMatch.Pattern pattern
                && pattern.matches().size() > MOST_MATCHES_OF_SMALL;
    }

    /** A hash table without chains: each address has one slot, which keeps the last one. */
    private static final class Slots {
        private final @Nullable CachedAddress[] slots;

        Slots(int size) {
            slots = new CachedAddress[size];
        }

        @Nullable AddressMatch get(String address) {
            CachedAddress cached = slots[slot(address)];
            return cached != null && cached.address.equals(address) ? cached.match : null;
        }

        void put(CachedAddress cached) {
            slots[slot(cached.address)] = cached;
        }

        private int slot(String address) {
            int hash = address.hashCode();
            return (hash ^ (hash >>> 16)) & (slots.length - 1);
        }
    }

    private AddressMatch resolve(String address, PacketPatternWorkLimit budget) {
        try {
            return OscAddressParts.isPattern(address)
                    ? resolvePattern(address, budget)
                    : resolvePlain(address);
        } catch (OscFormatException e) {
            return new AddressMatch.Refused(
                    Refusal.Code.PATTERN,
                    "this is no pattern: " + ErrorText.patternProblem(e, address));
        } catch (Refusal refusal) {
            return new AddressMatch.Refused(refusal.code(), refusal.text());
        }
    }

    private AddressMatch resolvePlain(String address) {
        Optional<Match> match = table.space().match(OscAddressParts.parts(address));
        if (match.isEmpty()) {
            return new AddressMatch.Unknown();
        }
        AddressRow row = table.row(match.get().method());
        if (row.access() == MethodAccess.OUT) {
            return new AddressMatch.Unanswered();
        }
        return new AddressMatch.One(
                new RowMatch(
                        row, match.get().captures().stream().map(ObjectReference::of).toList()));
    }

    private AddressMatch resolvePattern(String address, PacketPatternWorkLimit budget) {
        OscPattern pattern = OscPattern.of(address);
        List<RowMatch> all = PatternRowFinder.addressed(pattern, table, budget::spend);
        List<RowMatch> usable = new ArrayList<>();
        List<RowMatch> settable = new ArrayList<>();
        for (RowMatch match : all) {
            AddressRow row = match.row();
            boolean isSettable = row.isSettableByPattern(pattern);
            if (row.isReadable() || isSettable) {
                requireUnguarded(row);
                usable.add(match);
            }
            if (isSettable) {
                settable.add(match);
            }
        }
        if (!usable.isEmpty()) {
            return new AddressMatch.Pattern(usable, settable);
        }
        if (all.stream().allMatch(match -> match.row().access() == MethodAccess.OUT)
                && !all.isEmpty()) {
            return new AddressMatch.Unanswered();
        }
        throw new Refusal(
                Refusal.Code.PATTERN,
                all.isEmpty()
                        ? "the pattern fits no address"
                        : "the pattern fits triggers only, such as "
                                + all.getFirst().row()
                                + "; they are fired where the last part is written out");
    }

    private static void requireUnguarded(AddressRow row) {
        if (row.method().is(MethodFlag.GUARDED)) {
            throw new Refusal(
                    Refusal.Code.PATTERN,
                    "the pattern could fire " + row + ", which is only fired by its own address");
        }
    }
}
