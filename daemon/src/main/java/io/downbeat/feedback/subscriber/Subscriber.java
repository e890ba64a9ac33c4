package io.downbeat.feedback.subscriber;

import io.downbeat.address.resolve.CoveredRows;
import io.downbeat.feedback.packet.Outbox;
import io.downbeat.guard.FaultGuard;
import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * One destination: what it wants to hear, for how long, what its hands are on, and what is still on
 * its way to it. Owned by {@link Subscriptions}. Not thread safe.
 */
public final class Subscriber {

    private static final int MOST_ASKED = 64;

    /** A port that was closed is open when it has not refused what came in this time. */
    private static final int BACK_AFTER_SECONDS = 3;

    /** Beyond so many, what has changed during a dump comes once more with the dump. */
    private static final int MOST_TOLD_EARLY = 4096;

    private final Peer to;
    private final boolean fixed;
    private final Map<String, CoveredRows> patterns = new LinkedHashMap<>();
    private final Set<RequestOrigin> owners = new LinkedHashSet<>();
    private final Set<Integer> waiting = new LinkedHashSet<>();
    private final Map<Integer, HostMicros> moved = new LinkedHashMap<>();
    private final Set<Integer> touched = new LinkedHashSet<>();
    private final Set<CoveredRows> asked = new LinkedHashSet<>();
    private final ConfirmationLimiter confirmationLimiter = new ConfirmationLimiter();
    private final Set<String> markToldEarly = new LinkedHashSet<>();
    private boolean updating;
    private @Nullable FaultGuard guard;
    private boolean byHost;
    private boolean paused;
    private boolean refused;
    private int quietSeconds;
    private Command.Options options = Command.Options.USUAL;
    private Lease lease;
    private Optional<SubscribedAddresses> addresses = Optional.empty();
    private final SubscriberTimers subscriberTimers;

    Subscriber(Peer to, boolean fixed, HostMicros now) {
        this.to = to;
        this.fixed = fixed;
        lease = new Lease(options.leaseSeconds(), now);
        subscriberTimers = new SubscriberTimers(now);
    }

    public Peer to() {
        return to;
    }

    boolean isFixed() {
        return fixed;
    }

    public boolean isLive() {
        return !paused && !refused;
    }

    /** Whether its lease has lapsed. */
    public boolean isPaused() {
        return paused;
    }

    /** It refuses what it is sent; true if it did not before. */
    public boolean refused() {
        boolean before = refused;
        refused = true;
        quietSeconds = 0;
        silence();
        return !before;
    }

    /**
     * Asked once a second, with a heartbeat on its way to it: whether it takes that again, after
     * refusing it.
     */
    public boolean isBackAgain() {
        if (!refused || paused) {
            return false;
        }
        quietSeconds++;
        refused = quietSeconds < BACK_AFTER_SECONDS;
        return !refused;
    }

    public Command.Options options() {
        return options;
    }

    public Outbox.Form form() {
        return new Outbox.Form(options.typed(), options.bundle());
    }

    public SubscriberTimers subscriberTimers() {
        return subscriberTimers;
    }

    public Set<String> patterns() {
        return patterns.keySet();
    }

    public List<CoveredRows> coverages() {
        return List.copyOf(patterns.values());
    }

    boolean byHost() {
        return byHost;
    }

    public Optional<SubscribedAddresses> addresses() {
        return addresses;
    }

    public void reach(SubscribedAddresses made) {
        addresses = Optional.of(made);
    }

    /** Adds patterns and sets the options anew. */
    void subscribe(Map<String, CoveredRows> more, Command.Options wanted, HostMicros now) {
        patterns.putAll(more);
        guard = null;
        options = wanted;
        lease = new Lease(fixed ? 0 : wanted.leaseSeconds(), now);
        paused = false;
        refused = false;
        addresses = Optional.empty();
    }

    /** Who asked, and whether any word from its host keeps this alive. */
    public void ownedBy(RequestOrigin by, boolean host) {
        owners.add(by);
        byHost |= host;
    }

    /** Any word from its host keeps this alive. */
    void ownedByHost() {
        byHost = true;
    }

    /** Forgets some patterns; none means all. */
    void unwant(List<String> fewer) {
        if (fewer.isEmpty()) {
            patterns.clear();
        } else {
            fewer.forEach(patterns::remove);
        }
        addresses = Optional.empty();
    }

    /** Whether a word from a peer renews the lease. */
    public boolean isRenewedBy(Peer peer) {
        return to.equals(peer) || (byHost && to.host().equals(peer.host()));
    }

    /** Whether what this sender moves is moved by the hand that looks at this destination. */
    public boolean isHandOf(RequestOrigin by, Peer peer) {
        return owners.contains(by)
                || to.equals(peer)
                || (owners.isEmpty() && byHost && to.host().equals(peer.host()));
    }

    /**
     * A peer that renews the lease was heard; true if that takes the subscription up again. Where
     * another program on the host was heard, a port that refuses may still do so.
     */
    public boolean onMessage(Peer peer, HostMicros now) {
        lease = lease.renewed(now);
        boolean resumed = paused || (refused && to.equals(peer));
        paused = false;
        refused &= !to.equals(peer);
        return resumed && !refused;
    }

    /** Pauses it if its lease has lapsed; true if that happened just now. */
    public boolean lapse(HostMicros now) {
        if (paused || !lease.lapsed(now)) {
            return false;
        }
        paused = true;
        silence();
        return true;
    }

    /** Forgets all that was still to be told. */
    private void silence() {
        waiting.clear();
        moved.clear();
        touched.clear();
        asked.clear();
        subscriberTimers.dumping = Optional.empty();
        updating = false;
        markToldEarly.clear();
    }

    /** The guard of what is done for this subscriber alone. */
    public FaultGuard guard(Function<String, FaultGuard> maker) {
        FaultGuard known = guard;
        if (known == null) {
            known = maker.apply("the telling of " + to);
            guard = known;
        }
        return known;
    }

    public Lease lease() {
        return lease;
    }

    /** What is to be told when the rate allows it. */
    public Set<Integer> waiting() {
        return waiting;
    }

    /** Whether a dump goes out to it, or is to. */
    public boolean isDumping() {
        return !asked.isEmpty() || subscriberTimers.dumping.isPresent();
    }

    /** Whether it was told that present values are coming, and not yet that they have come. */
    public boolean isUpdating() {
        return updating;
    }

    public void updating(boolean begun) {
        updating = begun;
        markToldEarly.clear();
    }

    /**
     * Notes what was told of a change while a dump goes out: that was its present value, which the
     * dump then leaves out.
     */
    public void markToldEarly(String address) {
        if (markToldEarly.size() < MOST_TOLD_EARLY) {
            markToldEarly.add(address);
        }
    }

    /** Whether an item of the dump was told already, by a change. */
    public boolean isTold(SubscribedAddress addressed) {
        return markToldEarly.contains(addressed.address());
    }

    /** A dump that is under way begins again: it goes by the names and positions of before. */
    public void restartDump() {
        subscriberTimers.dumping.ifPresent(cursor -> asked.addAll(cursor.patterns()));
        subscriberTimers.dumping = Optional.empty();
        markToldEarly.clear();
    }

    /** Forgets what its hand does with parameters that are no longer there. */
    public void forgetRemoved(IntPredicate isThere) {
        IntPredicate isGone = what -> !NonParameterValueKeys.isValue(what) && !isThere.test(what);
        waiting.removeIf(isGone::test);
        moved.keySet().removeIf(isGone::test);
        touched.removeIf(isGone::test);
    }

    /** Asks for all present values of some patterns, together with what is still to come. */
    public void refresh(Collection<CoveredRows> wanted) {
        asked.addAll(wanted);
        if (asked.size() > Math.max(MOST_ASKED, patterns.size())) {
            asked.clear();
            asked.addAll(patterns.values());
        }
    }

    /** What the next dump is of; nothing is asked for after that. */
    public List<CoveredRows> drainRequested() {
        List<CoveredRows> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    public ConfirmationLimiter confirmationLimiter() {
        return confirmationLimiter;
    }

    /** Notes that its hand has moved something: silence about it for a while. */
    public void moved(int what, HostMicros at) {
        moved.put(what, at);
        waiting.remove(what);
    }

    public void touched(int parameter, boolean down, HostMicros at) {
        if (down) {
            touched.add(parameter);
            moved(parameter, at);
        } else if (touched.remove(parameter)) {
            moved(parameter, at);
        }
    }

    public boolean isTouching(int parameter) {
        return touched.contains(parameter);
    }

    /** Whether its own hand is on something. */
    public boolean isHolding(int what) {
        return touched.contains(what) || moved.containsKey(what);
    }

    /** What its hand has left for long enough to be told of once more. */
    public List<Integer> releasedParameters(HostMicros since) {
        var left = new ArrayList<Integer>();
        moved.forEach((what, at) -> {
            if (!at.isAfter(since) && !touched.contains(what)) {
                left.add(what);
            }
        });
        left.forEach(moved::remove);
        return left;
    }

    /** When its hand last moved what it has not been told of yet. */
    public HostMicros earliestMove() {
        HostMicros first = HostMicros.NEVER;
        for (var entry : moved.entrySet()) {
            if (!touched.contains(entry.getKey())) {
                first = first.orEarlier(entry.getValue());
            }
        }
        return first;
    }
}
