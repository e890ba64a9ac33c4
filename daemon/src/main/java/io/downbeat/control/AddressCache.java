package io.downbeat.control;

import io.downbeat.osc.OscAddressSyntax;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.Access;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Flag;
import io.downbeat.schema.Match;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What each address stands for, remembered for those that come often. The memory has a fixed size,
 * so that a flood of different addresses cannot fill it, and few places for patterns that reach
 * much. Threads may share it, since its entries never change and a lost one is only found again.
 */
final class AddressCache {
    private static final int PLACES = 2048;
    private static final int PLACES_FOR_WIDE = 16;
    private static final int LONGEST_KEPT = 256;
    private static final int NARROW = 64;

    /** Steps that obeying one match costs, beside those of finding it. */
    private static final int WORK_OF_A_MATCH = 20;

    private static final String TOO_MUCH =
            "your patterns make too much work: this one and the further ones of its packet are left"
                    + " out; send fewer of them, more slowly, or plain addresses";

    private final AddressSpace space;
    private final PatternExpansion patternExpansion;
    private final Memory narrow = new Memory(PLACES);
    private final Memory wide = new Memory(PLACES_FOR_WIDE);

    private record CachedAddress(String address, AddressMatch match) {}

    AddressCache(AddressSpace space) {
        this.space = space;
        patternExpansion = new PatternExpansion(space);
    }

    /** The same for one that comes alone. */
    AddressMatch target(String address) {
        return target(address, new PacketPatternBudget());
    }

    /**
     * What an address stands for. The first pattern for which no work is left in its packet is
     * refused as {@code busy}, for all that follow; that is not remembered, since alone it would be
     * obeyed.
     */
    AddressMatch target(String address, PacketPatternBudget work) {
        if (!OscAddressSyntax.isPattern(address)) {
            return known(address, work);
        }
        if (work.isSpent()) {
            return work.reportBusyOnce()
                    ? new AddressMatch.NotImplemented()
                    : new AddressMatch.Refused(Refusal.Code.BUSY, TOO_MUCH);
        }
        AddressMatch match = known(address, work);
        if (match instanceof AddressMatch.Pattern(List<MatchedMethod> reached)) {
            work.spend(reached.size() * WORK_OF_A_MATCH);
        }
        return match;
    }

    private AddressMatch known(String address, PacketPatternBudget work) {
        AddressMatch kept = narrow.of(address);
        if (kept == null) {
            kept = wide.of(address);
        }
        return kept == null ? found(address, work) : kept;
    }

    private AddressMatch found(String address, PacketPatternBudget work) {
        AddressMatch match = resolve(address, work);
        if (address.length() <= LONGEST_KEPT) {
            (isWide(match) ? wide : narrow).keep(new CachedAddress(address, match));
        }
        return match;
    }

    private static boolean isWide(AddressMatch match) {
        return match instanceof AddressMatch.Pattern(List<MatchedMethod> reached)
                && reached.size() > NARROW;
    }

    /** A table in which each address has one place, and the last one that came has it. */
    private static final class Memory {
        private final @Nullable CachedAddress[] places;

        Memory(int size) {
            places = new CachedAddress[size];
        }

        @Nullable AddressMatch of(String address) {
            CachedAddress kept = places[place(address)];
            return kept != null && kept.address.equals(address) ? kept.match : null;
        }

        void keep(CachedAddress one) {
            places[place(one.address)] = one;
        }

        private int place(String address) {
            int hash = address.hashCode();
            return (hash ^ (hash >>> 16)) & (places.length - 1);
        }
    }

    private AddressMatch resolve(String address, PacketPatternBudget work) {
        try {
            return OscAddressSyntax.isPattern(address) ? several(address, work) : one(address);
        } catch (OscFormatException e) {
            return new AddressMatch.Refused(
                    Refusal.Code.PATTERN, "this is no pattern: " + e.getMessage());
        } catch (Refusal refusal) {
            return new AddressMatch.Refused(refusal.code(), refusal.text());
        }
    }

    private AddressMatch one(String address) {
        Optional<Match> match = space.match(OscAddressSyntax.parts(address));
        if (match.isEmpty()) {
            return new AddressMatch.Unknown();
        }
        if (match.get().method().access() == Access.OUT) {
            return new AddressMatch.NotImplemented();
        }
        List<ObjectReference> refs =
                match.get().captures().stream().map(ObjectReference::of).toList();
        return new AddressMatch.One(new MatchedMethod(match.get().method(), refs));
    }

    private AddressMatch several(String address, PacketPatternBudget work) {
        OscPattern pattern = OscPattern.of(address);
        List<MatchedMethod> fitting = patternExpansion.of(pattern, work);
        List<MatchedMethod> reached = new ArrayList<>();
        boolean onlySent = !fitting.isEmpty();
        for (MatchedMethod each : fitting) {
            onlySent &= each.access() == Access.OUT;
            if (each.access().askable() || (each.access().obeyed() && pattern.endsLiteral())) {
                reached.add(unguarded(each));
            }
        }
        if (onlySent) {
            return new AddressMatch.NotImplemented();
        }
        if (reached.isEmpty()) {
            throw new Refusal(Refusal.Code.PATTERN, fitsNothing(fitting));
        }
        return new AddressMatch.Pattern(reached);
    }

    private static MatchedMethod unguarded(MatchedMethod matchedMethod) {
        if (matchedMethod.method().is(Flag.GUARDED)) {
            throw new Refusal(
                    Refusal.Code.PATTERN,
                    "the pattern could fire "
                            + matchedMethod.method()
                            + ", which is only fired by its own address");
        }
        return matchedMethod;
    }

    private static String fitsNothing(List<MatchedMethod> fitting) {
        return fitting.isEmpty()
                ? "the pattern fits no address"
                : "the pattern fits triggers only, such as "
                        + fitting.getFirst().method()
                        + "; they are fired where the last part is written out";
    }
}
