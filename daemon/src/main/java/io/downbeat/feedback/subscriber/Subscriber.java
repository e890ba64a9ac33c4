package io.downbeat.feedback.subscriber;

import io.downbeat.address.resolve.RowGroupsMatchedByPattern;
import io.downbeat.feedback.packet.Outbox;
import io.downbeat.guard.FaultGuard;
import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
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

    /** The most patterns in the queue of dumps; with more, all patterns are dumped once. */
    private static final int MOST_QUEUED_DUMPS = 64;

    /** A destination that refused packets is back when it has accepted heartbeats for this long. */
    private static final int BACK_AFTER_SECONDS = 3;

    /**
     * The most addresses that are noted as sent during a dump. A change beyond these is sent again
     * with the dump.
     */
    private static final int MOST_SENT_EARLY = 4096;

    private final Peer to;
    private final boolean configured;
    private final Map<SubscribedPattern, RowGroupsMatchedByPattern> patterns =
            new LinkedHashMap<>();
    private final Map<PatternLimit, PatternTotal> totals = new EnumMap<>(PatternLimit.class);
    private final Set<RequestSender> owners = new LinkedHashSet<>();
    private final Set<Integer> waiting = new LinkedHashSet<>();
    private final Map<Integer, HostMicros> moved = new LinkedHashMap<>();
    private final Set<Integer> touched = new LinkedHashSet<>();
    private final Set<RowGroupsMatchedByPattern> queuedDumps = new LinkedHashSet<>();
    private final UnchangedValueConfirmationLimiter unchangedValueConfirmationLimiter =
            new UnchangedValueConfirmationLimiter();
    private final Set<String> sentEarly = new LinkedHashSet<>();
    private boolean updating;
    private @Nullable FaultGuard guard;
    private boolean renewedByHost;
    private boolean paused;
    private boolean refused;
    private int quietSeconds;
    private boolean dumpPaused;
    private boolean behind;
    private Command.Options options = Command.Options.USUAL;
    private Lease lease;
    private Optional<MatchedAddresses> addresses = Optional.empty();
    private final List<RowGroupsMatchedByPattern> rowsMissingInAddresses = new ArrayList<>();
    private final SubscriberDeadlinesAndDumpState timers;

    Subscriber(Peer to, boolean configured, HostMicros now) {
        this.to = to;
        this.configured = configured;
        lease = new Lease(options.leaseSeconds(), now);
        timers = new SubscriberDeadlinesAndDumpState(now);
    }

    public Peer to() {
        return to;
    }

    boolean isConfigured() {
        return configured;
    }

    public boolean isLive() {
        return !paused && !refused;
    }

    /** Whether packets for it were dropped, and it has not read most of those before yet. */
    public boolean isBehind() {
        return behind;
    }

    /** Whether its dump waits until it has read more. */
    public boolean isDumpPaused() {
        return dumpPaused;
    }

    /** Pauses its dump until it has caught up. */
    public void pauseDump() {
        dumpPaused = true;
    }

    /** Notes that a packet was dropped: it is sent nothing until it has caught up. */
    public void onPacketDropped() {
        behind = true;
        forgetUnsentValues();
    }

    /** Notes that it has read most of what it was sent. It gets all values if it missed some. */
    public void onCaughtUp() {
        dumpPaused = false;
        if (behind) {
            behind = false;
            queueDump(patternRows());
        }
    }

    /** Whether its lease has ended. */
    public boolean isPaused() {
        return paused;
    }

    /** Notes that it refuses packets; true if it did not before. */
    public boolean onRefused() {
        boolean before = refused;
        refused = true;
        quietSeconds = 0;
        forgetUnsent();
        return !before;
    }

    /**
     * Counts a second in which the destination accepted a heartbeat; true if with it the
     * destination has returned. Must be called once a second.
     */
    public boolean pollReturned() {
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

    public SubscriberDeadlinesAndDumpState timers() {
        return timers;
    }

    public Set<SubscribedPattern> patterns() {
        return patterns.keySet();
    }

    /**
     * Whether it is sent a message about the program itself, such as a heartbeat or the beginning
     * of a dump. One that only listens is sent the addresses that it listens to, and nothing else.
     */
    public boolean wantsMessage(String address) {
        return total(PatternLimit.SUBSCRIBED).patterns() > 0
                || patterns.containsKey(SubscribedPattern.alone(address));
    }

    private boolean isListening() {
        return total(PatternLimit.LISTENED).patterns() > 0;
    }

    public List<RowGroupsMatchedByPattern> patternRows() {
        return List.copyOf(patterns.values());
    }

    boolean isRenewedByHost() {
        return renewedByHost;
    }

    /** The cached addresses of its patterns, without those of {@link #drainRowsMissing}. */
    public Optional<MatchedAddresses> addresses() {
        return addresses;
    }

    public void cacheAddresses(MatchedAddresses built) {
        addresses = Optional.of(built);
        rowsMissingInAddresses.clear();
    }

    /** The rows of the patterns that were added since addresses were cached, each once. */
    public List<RowGroupsMatchedByPattern> drainRowsMissing() {
        List<RowGroupsMatchedByPattern> missing = List.copyOf(rowsMissingInAddresses);
        rowsMissingInAddresses.clear();
        return missing;
    }

    /** Adds patterns and replaces the options. */
    void subscribe(
            Map<SubscribedPattern, RowGroupsMatchedByPattern> more,
            Command.Options wanted,
            HostMicros now) {
        more.forEach(this::addPattern);
        guard = null;
        options = wanted;
        lease = new Lease(configured || isListening() ? 0 : wanted.leaseSeconds(), now);
        paused = false;
        refused = false;
    }

    /**
     * Notes the client that subscribed it, and whether any packet from its host renews the lease.
     */
    public void addOwner(RequestSender by, boolean byHost) {
        owners.add(by);
        renewedByHost |= byHost;
    }

    /** Any packet from its host renews the lease. */
    void renewByHost() {
        renewedByHost = true;
    }

    /** Listens to the new spelling of a path instead of the old one, and queues a dump of it. */
    void replaceListened(
            String oldPath,
            String newPath,
            Function<SubscribedPattern, RowGroupsMatchedByPattern> rowsOf) {
        var renamed = new LinkedHashMap<SubscribedPattern, RowGroupsMatchedByPattern>();
        var gone = new LinkedHashSet<SubscribedPattern>();
        for (SubscribedPattern pattern : patterns.keySet()) {
            if (!pattern.includesBelow()) {
                pattern.moved(oldPath, newPath)
                        .ifPresent(moved -> {
                            gone.add(pattern);
                            renamed.put(moved, rowsOf.apply(moved));
                        });
            }
        }
        if (!renamed.isEmpty()) {
            removePatterns(gone);
            renamed.forEach(this::addPattern);
            queueDump(renamed.values());
        }
    }

    void removePatterns(Set<SubscribedPattern> fewer) {
        for (SubscribedPattern pattern : fewer) {
            if (patterns.remove(pattern) != null) {
                totals.computeIfPresent(
                        PatternLimit.of(pattern), (limit, total) -> total.minus(pattern));
            }
        }
        addresses = Optional.empty();
    }

    private void addPattern(SubscribedPattern pattern, RowGroupsMatchedByPattern rows) {
        if (patterns.put(pattern, rows) == null) {
            rowsMissingInAddresses.add(rows);
            totals.put(PatternLimit.of(pattern), total(PatternLimit.of(pattern)).plus(pattern));
        }
    }

    /** The patterns to which a limit applies. */
    PatternTotal total(PatternLimit limit) {
        return totals.getOrDefault(limit, PatternTotal.NONE);
    }

    /** Whether a packet from a peer renews the lease. */
    public boolean isRenewedBy(Peer peer) {
        return to.equals(peer) || (renewedByHost && to.host().equals(peer.host()));
    }

    /**
     * Whether this sender and this destination are one client, which gets no echo of what it moves.
     */
    public boolean isSameClient(RequestSender by, Peer peer) {
        return owners.contains(by)
                || to.equals(peer)
                || (owners.isEmpty() && renewedByHost && to.host().equals(peer.host()));
    }

    /**
     * Renews the lease; true if that resumes the subscription. A packet from another program on the
     * same host does not show that a closed port is open again.
     */
    public boolean onMessage(Peer peer, HostMicros now) {
        lease = lease.renewed(now);
        boolean resumed = paused || (refused && to.equals(peer));
        paused = false;
        refused &= !to.equals(peer);
        return resumed && !refused;
    }

    /** Pauses it if its lease has ended; true if that happened now. */
    public boolean pauseIfLeaseEnded(HostMicros now) {
        if (paused || !lease.hasEnded(now)) {
            return false;
        }
        paused = true;
        forgetUnsent();
        return true;
    }

    /** Forgets everything that still had to be sent. */
    private void forgetUnsent() {
        moved.clear();
        touched.clear();
        forgetUnsentValues();
    }

    private void forgetUnsentValues() {
        waiting.clear();
        queuedDumps.clear();
        timers.dumpCursor = Optional.empty();
        updating = false;
        sentEarly.clear();
    }

    /** The guard of the work for this subscriber alone. */
    public FaultGuard guard(Function<String, FaultGuard> maker) {
        FaultGuard existing = guard;
        if (existing == null) {
            existing = maker.apply("feedback to " + to);
            guard = existing;
        }
        return existing;
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
        return !queuedDumps.isEmpty() || timers.dumpCursor.isPresent();
    }

    /** Whether it was sent the beginning of a dump, and not yet its end. */
    public boolean isUpdating() {
        return updating;
    }

    public void setUpdating(boolean begun) {
        updating = begun;
        sentEarly.clear();
    }

    /** Notes an address that was sent because of a change during a dump: the dump leaves it out. */
    public void noteSentEarly(String address) {
        if (sentEarly.size() < MOST_SENT_EARLY) {
            sentEarly.add(address);
        }
    }

    /** Whether an address of the dump was sent already because of a change. */
    public boolean wasSentEarly(ConcreteAddressAndItsText addressed) {
        return sentEarly.contains(addressed.address());
    }

    /** Begins an unfinished dump again: it uses names and positions that have changed. */
    public void restartDump() {
        timers.dumpCursor.ifPresent(cursor -> queuedDumps.addAll(cursor.patterns()));
        timers.dumpCursor = Optional.empty();
        sentEarly.clear();
    }

    /** Forgets the touches and moves of parameters that are no longer there. */
    public void forgetRemoved(IntPredicate isThere) {
        IntPredicate isGone =
                valueNumber ->
                        !NumbersOfContinuousNonParameterValues.isContinuousValue(valueNumber)
                                && !isThere.test(valueNumber);
        waiting.removeIf(isGone::test);
        moved.keySet().removeIf(isGone::test);
        touched.removeIf(isGone::test);
    }

    /** Queues a dump of the present values of some patterns. */
    public void queueDump(Collection<RowGroupsMatchedByPattern> wanted) {
        queuedDumps.addAll(wanted);
        if (queuedDumps.size() > Math.max(MOST_QUEUED_DUMPS, patterns.size())) {
            queuedDumps.clear();
            queuedDumps.addAll(patterns.values());
        }
    }

    /** The patterns of the next dump; the queue is empty then. */
    public List<RowGroupsMatchedByPattern> drainQueuedDumps() {
        List<RowGroupsMatchedByPattern> all = List.copyOf(queuedDumps);
        queuedDumps.clear();
        return all;
    }

    public UnchangedValueConfirmationLimiter unchangedValueConfirmationLimiter() {
        return unchangedValueConfirmationLimiter;
    }

    /** Notes that the client is moving a value: it gets no echo for a while. */
    public void onMoved(int valueNumber, HostMicros at) {
        moved.put(valueNumber, at);
        waiting.remove(valueNumber);
    }

    public void onTouched(int parameter, boolean down, HostMicros at) {
        if (down) {
            touched.add(parameter);
            onMoved(parameter, at);
        } else if (touched.remove(parameter)) {
            onMoved(parameter, at);
        }
    }

    public boolean isTouching(int parameter) {
        return touched.contains(parameter);
    }

    /** Whether the client is touching or moving a value. */
    public boolean isMoving(int valueNumber) {
        return touched.contains(valueNumber) || moved.containsKey(valueNumber);
    }

    /** The values that the client has stopped moving; each is returned once, to be confirmed. */
    public List<Integer> drainReleasedValues(HostMicros since) {
        var released = new ArrayList<Integer>();
        moved.forEach((valueNumber, at) -> {
            if (!at.isAfter(since) && !touched.contains(valueNumber)) {
                released.add(valueNumber);
            }
        });
        released.forEach(moved::remove);
        return released;
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
