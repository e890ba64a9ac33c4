package io.downbeat.control;

import io.downbeat.osc.OscAddress;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.Access;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Flag;
import io.downbeat.schema.Match;
import io.downbeat.session.Ref;
import io.downbeat.session.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What each address stands for, remembered for those that come often. The memory has a fixed size,
 * so that a flood of different addresses cannot fill it, and few places for patterns that reach
 * much. Threads may share it, since its entries never change and a lost one is only found again.
 */
final class Addresses {
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
    private final Expansion expansion;
    private final Memory narrow = new Memory(PLACES);
    private final Memory wide = new Memory(PLACES_FOR_WIDE);

    private record Known(String address, Target target) {}

    Addresses(AddressSpace space) {
        this.space = space;
        expansion = new Expansion(space);
    }

    /** The same for one that comes alone. */
    Target target(String address) {
        return target(address, new PatternWork());
    }

    /**
     * What an address stands for. The first pattern for which no work is left in its packet is
     * refused as {@code busy}, for all that follow; that is not remembered, since alone it would be
     * obeyed.
     */
    Target target(String address, PatternWork work) {
        if (!OscAddress.isPattern(address)) {
            return known(address, work);
        }
        if (work.isSpent()) {
            return work.takeTold()
                    ? new Target.Unanswered()
                    : new Target.Refused(Refusal.Code.BUSY, TOO_MUCH);
        }
        Target target = known(address, work);
        if (target instanceof Target.Several(List<Reached> reached)) {
            work.spend(reached.size() * WORK_OF_A_MATCH);
        }
        return target;
    }

    private Target known(String address, PatternWork work) {
        Target kept = narrow.of(address);
        if (kept == null) {
            kept = wide.of(address);
        }
        return kept == null ? found(address, work) : kept;
    }

    private Target found(String address, PatternWork work) {
        Target target = resolve(address, work);
        if (address.length() <= LONGEST_KEPT) {
            (isWide(target) ? wide : narrow).keep(new Known(address, target));
        }
        return target;
    }

    private static boolean isWide(Target target) {
        return target instanceof Target.Several(List<Reached> reached) && reached.size() > NARROW;
    }

    /** A table in which each address has one place, and the last one that came has it. */
    private static final class Memory {
        private final @Nullable Known[] places;

        Memory(int size) {
            places = new Known[size];
        }

        @Nullable Target of(String address) {
            Known kept = places[place(address)];
            return kept != null && kept.address.equals(address) ? kept.target : null;
        }

        void keep(Known one) {
            places[place(one.address)] = one;
        }

        private int place(String address) {
            int hash = address.hashCode();
            return (hash ^ (hash >>> 16)) & (places.length - 1);
        }
    }

    private Target resolve(String address, PatternWork work) {
        try {
            return OscAddress.isPattern(address) ? several(address, work) : one(address);
        } catch (OscFormatException e) {
            return new Target.Refused(
                    Refusal.Code.PATTERN, "this is no pattern: " + e.getMessage());
        } catch (Refusal refusal) {
            return new Target.Refused(refusal.code(), refusal.text());
        }
    }

    private Target one(String address) {
        Optional<Match> match = space.match(OscAddress.parts(address));
        if (match.isEmpty()) {
            return new Target.Unknown();
        }
        if (match.get().method().access() == Access.OUT) {
            return new Target.Unanswered();
        }
        List<Ref> refs = match.get().captures().stream().map(Ref::of).toList();
        return new Target.One(new Reached(match.get().method(), refs));
    }

    private Target several(String address, PatternWork work) {
        OscPattern pattern = OscPattern.of(address);
        List<Reached> fitting = expansion.of(pattern, work);
        List<Reached> reached = new ArrayList<>();
        boolean onlySent = !fitting.isEmpty();
        for (Reached each : fitting) {
            onlySent &= each.access() == Access.OUT;
            if (each.access().askable() || (each.access().obeyed() && pattern.endsLiteral())) {
                reached.add(unguarded(each));
            }
        }
        if (onlySent) {
            return new Target.Unanswered();
        }
        if (reached.isEmpty()) {
            throw new Refusal(Refusal.Code.PATTERN, fitsNothing(fitting));
        }
        return new Target.Several(reached);
    }

    private static Reached unguarded(Reached reached) {
        if (reached.method().is(Flag.GUARDED)) {
            throw new Refusal(
                    Refusal.Code.PATTERN,
                    "the pattern could fire "
                            + reached.method()
                            + ", which is only fired by its own address");
        }
        return reached;
    }

    private static String fitsNothing(List<Reached> fitting) {
        return fitting.isEmpty()
                ? "the pattern fits no address"
                : "the pattern fits triggers only, such as "
                        + fitting.getFirst().method()
                        + "; they are fired where the last part is written out";
    }
}
