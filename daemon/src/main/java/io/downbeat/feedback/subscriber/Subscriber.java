package io.downbeat.feedback.subscriber;

import io.downbeat.address.resolve.RowsOfPattern;
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
 * One destination: its patterns and options, its lease, the values that it is moving itself, and
 * what still has to be sent to it.
 */
public final class Subscriber {

    private static final int MOST_ASKED = 64;

    /** A refused destination is back when it has accepted heartbeats for so many seconds. */
    private static final int BACK_AFTER_SECONDS = 3;

    /** The most addresses that are noted; a change beyond these is sent again with the dump. */
    private static final int MOST_TOLD_EARLY = 4096;

    private final Peer to;
    private final boolean fixed;
    private final Map<String, RowsOfPattern> patterns = new LinkedHashMap<>();
    private final Set<RequestOrigin> owners = new LinkedHashSet<>();
    private final Set<Integer> waiting = new LinkedHashSet<>();
    private final Map<Integer, HostMicros> moved = new LinkedHashMap<>();
    private final Set<Integer> touched = new LinkedHashSet<>();
    private final Set<RowsOfPattern> queuedDumps = new LinkedHashSet<>();
    private final ConfirmationLimiter confirmationLimiter = new ConfirmationLimiter();
    private final Set<String> noteSentEarly = new LinkedHashSet<>();
    private boolean updating;
    private @Nullable FaultGuard guard;
    private boolean byHost;
    private boolean paused;
    private boolean onRefused;
    private int quietSeconds;
    private Command.Options options = Command.Options.USUAL;
    private Lease lease;
    private Optional<MatchedAddresses> addresses = Optional.empty();
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
        return !paused && !onRefused;
    }

    /** Whether its lease has ended. */
    public boolean isPaused() {
        return paused;
    }

    /** Notes that it refuses packets; true if it did not before. */
    public boolean onRefused() {
        boolean before = onRefused;
        onRefused = true;
        quietSeconds = 0;
        forgetUnsent();
        return !before;
    }

    /**
     * Whether it accepts packets again after it had refused them. Called once a second, after a
     * heartbeat was sent.
     */
    public boolean hasReturned() {
        if (!onRefused || paused) {
            return false;
        }
        quietSeconds++;
        onRefused = quietSeconds < BACK_AFTER_SECONDS;
        return !onRefused;
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

    public List<RowsOfPattern> coverages() {
        return List.copyOf(patterns.values());
    }

    boolean byHost() {
        return byHost;
    }

    public Optional<MatchedAddresses> addresses() {
        return addresses;
    }

    public void cacheAddresses(MatchedAddresses made) {
        addresses = Optional.of(made);
    }

    /** Adds patterns and replaces the options. */
    void subscribe(Map<String, RowsOfPattern> more, Command.Options wanted, HostMicros now) {
        patterns.putAll(more);
        guard = null;
        options = wanted;
        lease = new Lease(fixed ? 0 : wanted.leaseSeconds(), now);
        paused = false;
        onRefused = false;
        addresses = Optional.empty();
    }

    /** Notes who subscribed it, and whether any packet from its host renews the lease. */
    public void ownedBy(RequestOrigin by, boolean host) {
        owners.add(by);
        byHost |= host;
    }

    /** Any packet from its host renews the lease. */
    void ownedByHost() {
        byHost = true;
    }

    /** Removes patterns; an empty list removes all. */
    void removePatterns(List<String> fewer) {
        if (fewer.isEmpty()) {
            patterns.clear();
        } else {
            fewer.forEach(patterns::remove);
        }
        addresses = Optional.empty();
    }

    /** Whether a packet from a peer renews the lease. */
    public boolean isRenewedBy(Peer peer) {
        return to.equals(peer) || (byHost && to.host().equals(peer.host()));
    }

    /**
     * Whether this sender and this destination are one client, which gets no echo of what it moves.
     */
    public boolean isSameClient(RequestOrigin by, Peer peer) {
        return owners.contains(by)
                || to.equals(peer)
                || (owners.isEmpty() && byHost && to.host().equals(peer.host()));
    }

    /**
     * Renews the lease; true if that resumes the subscription. A packet from another program on the
     * same host does not show that a closed port is open again.
     */
    public boolean onMessage(Peer peer, HostMicros now) {
        lease = lease.renewed(now);
        boolean resumed = paused || (onRefused && to.equals(peer));
        paused = false;
        onRefused &= !to.equals(peer);
        return resumed && !onRefused;
    }

    /** Pauses it if its lease has ended; true if that happened now. */
    public boolean pauseIfLeaseEnded(HostMicros now) {
        if (paused || !lease.lapsed(now)) {
            return false;
        }
        paused = true;
        forgetUnsent();
        return true;
    }

    /** Forgets everything that still had to be sent. */
    private void forgetUnsent() {
        waiting.clear();
        moved.clear();
        touched.clear();
        queuedDumps.clear();
        subscriberTimers.dumping = Optional.empty();
        updating = false;
        noteSentEarly.clear();
    }

    /** The guard of the work for this subscriber alone. */
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

    /** The parameters and other values that are sent when the rate allows it. */
    public Set<Integer> waiting() {
        return waiting;
    }

    /** Whether a dump is being sent, or is queued. */
    public boolean isDumping() {
        return !queuedDumps.isEmpty() || subscriberTimers.dumping.isPresent();
    }

    /** Whether it was sent the beginning of a dump, and not yet its end. */
    public boolean isUpdating() {
        return updating;
    }

    public void updating(boolean begun) {
        updating = begun;
        noteSentEarly.clear();
    }

    /** Notes an address that was sent because of a change during a dump: the dump leaves it out. */
    public void noteSentEarly(String address) {
        if (noteSentEarly.size() < MOST_TOLD_EARLY) {
            noteSentEarly.add(address);
        }
    }

    /** Whether an address of the dump was sent already because of a change. */
    public boolean wasSentEarly(ValueAndAddress addressed) {
        return noteSentEarly.contains(addressed.address());
    }

    /** Begins a dump again that is under way: it uses the names and positions of before. */
    public void restartDump() {
        subscriberTimers.dumping.ifPresent(cursor -> queuedDumps.addAll(cursor.patterns()));
        subscriberTimers.dumping = Optional.empty();
        noteSentEarly.clear();
    }

    /** Forgets the touches and moves of parameters that are no longer there. */
    public void forgetRemoved(IntPredicate isThere) {
        IntPredicate isGone = what -> !ContinuousValueNumbers.isValue(what) && !isThere.test(what);
        waiting.removeIf(isGone::test);
        moved.keySet().removeIf(isGone::test);
        touched.removeIf(isGone::test);
    }

    /** Queues a dump of the present values of some patterns. */
    public void refresh(Collection<RowsOfPattern> wanted) {
        queuedDumps.addAll(wanted);
        if (queuedDumps.size() > Math.max(MOST_ASKED, patterns.size())) {
            queuedDumps.clear();
            queuedDumps.addAll(patterns.values());
        }
    }

    /** The patterns of the next dump; the queue is empty then. */
    public List<RowsOfPattern> drainRequested() {
        List<RowsOfPattern> all = List.copyOf(queuedDumps);
        queuedDumps.clear();
        return all;
    }

    public ConfirmationLimiter confirmationLimiter() {
        return confirmationLimiter;
    }

    /** Notes that the client is moving a value: it gets no echo for a while. */
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

    /** Whether the client is touching or moving a value. */
    public boolean isMoving(int what) {
        return touched.contains(what) || moved.containsKey(what);
    }

    /** The values that the client has stopped moving; each is returned once, to be confirmed. */
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

    /** The earliest of the last moves of all values that are not confirmed yet. */
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
