package io.downbeat.feedback.subscriber;

import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowGroupsMatchedByPattern;
import io.downbeat.feedback.packet.HostBandwidthLimiter;
import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All subscriptions, one for each destination. */
public final class Subscriptions {

    /** The most subscriptions of all clients together. */
    static final int MOST_SUBSCRIPTIONS = 512;

    static final int MOST_PER_HOST = 64;

    private static final int MOST_CACHED_PATTERNS = 1024;

    /** A longer pattern is matched again each time: cached ones have 1 MB at most. */
    private static final int LONGEST_CACHED_PATTERN = 1024;

    /** The highest rate for another computer: faster than eyes can follow. */
    static final double HIGHEST_REMOTE_RATE_HZ = 120;

    /** The longest lease for another computer. */
    static final double LONGEST_REMOTE_LEASE_SECONDS = 3600;

    /** One message in each packet: not every client of OSCQuery reads bundles. */
    private static final Command.Options OPTIONS_OF_LISTENERS =
            new Command.Options(false, Command.Options.USUAL.rateHz(), false, 0, 0);

    private final PresentValueReader present;
    private final HostBandwidthLimiter bandwidthLimiter;
    private final Map<SubscribedPattern, RowGroupsMatchedByPattern> cachedRows =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<SubscribedPattern, RowGroupsMatchedByPattern> eldest) {
                    return size() > MOST_CACHED_PATTERNS;
                }
            };
    private final Map<Peer, Subscriber> subscribers = new LinkedHashMap<>();

    public Subscriptions(PresentValueReader present, HostBandwidthLimiter bandwidthLimiter) {
        this.present = present;
        this.bandwidthLimiter = bandwidthLimiter;
    }

    public Collection<Subscriber> all() {
        return subscribers.values();
    }

    /** Those that are sent what changes. */
    public List<Subscriber> live() {
        return subscribers.values().stream()
                .filter(subscriber -> subscriber.isLive() && !subscriber.isBehind())
                .toList();
    }

    /** The live destinations, as text. */
    public List<String> clients() {
        return subscribers.values().stream()
                .filter(Subscriber::isLive)
                .map(subscriber -> subscriber.to().toString())
                .toList();
    }

    /** The subscriptions as lines of text, for {@link #restore} after a restart. */
    public List<String> savedLines() {
        return subscribers.values().stream()
                .filter(subscriber -> !subscriber.isPaused() && !subscriber.isConfigured())
                .filter(subscriber -> subscriber.to().transport() == Peer.Transport.UDP)
                .map(subscriber -> SavedSubscription.of(subscriber).text())
                .toList();
    }

    /** Restores the subscriptions of an earlier run. Skips damaged lines. */
    public List<Subscriber> restore(List<String> lines, HostMicros now) {
        var restored = new ArrayList<Subscriber>();
        for (String text : lines) {
            SavedSubscription.parse(text)
                    .filter(line -> line.to().transport() == Peer.Transport.UDP)
                    .filter(line -> at(line.to()).isEmpty())
                    .flatMap(line -> restoredSubscriber(line, now))
                    .ifPresent(restored::add);
        }
        return restored;
    }

    private Optional<Subscriber> restoredSubscriber(SavedSubscription line, HostMicros now) {
        try {
            Subscriber subscriber =
                    subscribe(
                            line.to(),
                            rowsOfEach(line.patterns()),
                            restoredOptions(line.to(), line.options()),
                            now);
            if (line.renewedByHost()) {
                subscriber.renewByHost();
            }
            return Optional.of(subscriber);
        } catch (Refusal otherContract) {
            // A pattern of another version that matches nothing here: its client subscribes again.
            return Optional.empty();
        }
    }

    public Optional<Subscriber> at(Peer destination) {
        return Optional.ofNullable(subscribers.get(destination));
    }

    /** The live subscribers that are one client with a sender. */
    public List<Subscriber> ofClient(RequestSender by, Peer peer) {
        var found = new ArrayList<Subscriber>();
        for (Subscriber subscriber : subscribers.values()) {
            if (subscriber.isLive() && subscriber.isSameClient(by, peer)) {
                found.add(subscriber);
            }
        }
        return found;
    }

    /**
     * Subscribes a destination, or adds to its subscription. Throws {@link Refusal} for a pattern
     * that matches nothing, and if there is no room.
     */
    public Subscriber subscribe(
            Peer destination,
            Map<SubscribedPattern, RowGroupsMatchedByPattern> wanted,
            Command.Options options,
            HostMicros now) {
        Subscriber known = subscribers.get(destination);
        Command.Options allowed =
                known != null && known.isConfigured()
                        ? options
                        : allowedOptions(destination, options);
        requireRoom(destination, wanted.keySet());
        Subscriber subscriber =
                subscribers.computeIfAbsent(destination, to -> new Subscriber(to, false, now));
        subscriber.subscribe(wanted, allowed, now);
        return subscriber;
    }

    /**
     * Subscribes a connection to addresses alone. The options that it has stay. Throws {@link
     * Refusal} as {@link #subscribe} does.
     */
    public Subscriber listen(
            Peer connection,
            Map<SubscribedPattern, RowGroupsMatchedByPattern> wanted,
            HostMicros now) {
        Command.Options options =
                at(connection).map(Subscriber::options).orElse(OPTIONS_OF_LISTENERS);
        return subscribe(connection, wanted, options, now);
    }

    /**
     * Lets those that listen to a path, or below it, listen to its new spelling.
     *
     * @param oldPath without the prefix of this program, as {@code newPath} is
     */
    public void onRenamed(String oldPath, String newPath) {
        for (Subscriber subscriber : subscribers.values()) {
            subscriber.replaceListened(oldPath, newPath, this::rowsOf);
        }
    }

    /**
     * As {@link #subscribe}, for a surface that another client has chosen: any packet from the
     * surface's host renews the lease.
     */
    public Subscriber subscribeOffered(
            Peer destination,
            Map<SubscribedPattern, RowGroupsMatchedByPattern> wanted,
            Command.Options options,
            HostMicros now) {
        Subscriber subscriber = subscribe(destination, wanted, options, now);
        subscriber.renewByHost();
        return subscriber;
    }

    /**
     * Throws {@link Refusal} if there is no room for these patterns of a destination. Costs little,
     * so it can be called before the patterns are looked up.
     */
    public void requireRoom(Peer destination, Set<SubscribedPattern> wanted) {
        if (!subscribers.containsKey(destination)) {
            requireRoomForDestination(destination);
        }
        requireRoomForPatterns(destination, wanted);
    }

    /**
     * The options that a destination may have. The address of another computer can be forged, so
     * its subscription must end by itself. Throws {@link Refusal}.
     */
    private Command.Options allowedOptions(Peer destination, Command.Options requested) {
        if (!bandwidthLimiter.isRemoteUdp(destination)) {
            return requested;
        }
        double lease = requested.leaseSeconds();
        if (lease == 0 || lease > LONGEST_REMOTE_LEASE_SECONDS) {
            throw new Refusal(
                    Refusal.Code.NOT_ALLOWED,
                    "from another computer a lease is at most "
                            + (int) LONGEST_REMOTE_LEASE_SECONDS
                            + " s, and any message renews it; a surface that never sends is"
                            + " entered in the rig file as a [[controller]], whose lease never"
                            + " ends");
        }
        return requested.withRate(Math.min(requested.rateHz(), HIGHEST_REMOTE_RATE_HZ));
    }

    /** The options of the last run, within what is allowed now. */
    private Command.Options restoredOptions(Peer destination, Command.Options before) {
        if (!bandwidthLimiter.isRemoteUdp(destination)) {
            return before;
        }
        double lease = before.leaseSeconds();
        return before.withLease(
                lease == 0
                        ? LONGEST_REMOTE_LEASE_SECONDS
                        : Math.min(lease, LONGEST_REMOTE_LEASE_SECONDS));
    }

    /**
     * Subscribes a destination whose lease never ends. Throws {@link Refusal} as {@link #subscribe}
     * does.
     */
    public Subscriber addConfigured(
            Peer destination, List<String> patterns, Command.Options options, HostMicros now) {
        var subscriber = new Subscriber(destination, true, now);
        subscriber.subscribe(rowsOfEach(patterns), options, now);
        subscriber.renewByHost();
        subscribers.put(destination, subscriber);
        return subscriber;
    }

    /** The rows that each pattern matches; an empty list matches everything. */
    private Map<SubscribedPattern, RowGroupsMatchedByPattern> rowsOfEach(List<String> patterns) {
        var rows = new LinkedHashMap<SubscribedPattern, RowGroupsMatchedByPattern>();
        for (SubscribedPattern pattern : SubscribedPattern.withAllBelow(patterns)) {
            rows.put(pattern, rowsOf(pattern));
        }
        return rows;
    }

    /** Whether it costs little to find the rows of a pattern. */
    public boolean isFoundAtOnce(SubscribedPattern pattern) {
        return pattern.isOneAddress() || cachedRows.containsKey(pattern);
    }

    /** The rows that a pattern matches; throws {@link Refusal} if there are none. */
    public RowGroupsMatchedByPattern rowsOf(SubscribedPattern pattern) {
        RowGroupsMatchedByPattern known = cachedRows.get(pattern);
        if (known == null) {
            known =
                    pattern.includesBelow()
                            ? present.rowsOf(pattern.text())
                            : present.rowsOfAddressAlone(pattern.text());
            if (!pattern.isOneAddress() && pattern.text().length() <= LONGEST_CACHED_PATTERN) {
                cachedRows.put(pattern, known);
            }
        }
        return known;
    }

    /** Removes patterns of a destination, and the destination with its last pattern. */
    public void unsubscribe(Subscriber subscriber, Set<SubscribedPattern> patterns) {
        subscriber.removePatterns(patterns);
        if (subscriber.patterns().isEmpty()) {
            subscribers.remove(subscriber.to());
        }
    }

    public void forget(Peer destination) {
        subscribers.remove(destination);
    }

    /** Forgets subscriptions that have been paused for a day; true if there was one. */
    public boolean forgetOld(HostMicros now) {
        return subscribers.values().removeIf(subscriber -> subscriber.lease().isForgotten(now));
    }

    /**
     * Makes room for a new destination. Programs that are restarted on new ports leave paused
     * subscriptions behind: the oldest of them is forgotten.
     */
    private void requireRoomForDestination(Peer destination) {
        Predicate<Subscriber> ofHost =
                subscriber -> subscriber.to().host().equals(destination.host());
        boolean room =
                subscribers.size() < MOST_SUBSCRIPTIONS || forgetOldestIdle(subscriber -> true);
        if (subscribers.values().stream().filter(ofHost).count() >= MOST_PER_HOST) {
            room &= forgetOldestIdle(ofHost);
        }
        if (!room) {
            throw new Refusal(
                    Refusal.Code.BUSY,
                    "there is no room for another subscription: "
                            + MOST_PER_HOST
                            + " a host and "
                            + MOST_SUBSCRIPTIONS
                            + " in all; unsubscribe some");
        }
    }

    /** Forgets the subscription that was silent for longest among those that are sent nothing. */
    private boolean forgetOldestIdle(Predicate<Subscriber> which) {
        return subscribers.values().stream()
                .filter(subscriber -> !subscriber.isLive() && !subscriber.isConfigured())
                .filter(which)
                .min(Comparator.comparing(subscriber -> subscriber.lease().lastMessage()))
                .map(oldest -> subscribers.remove(oldest.to()))
                .isPresent();
    }

    /** Patterns that a destination already has are not counted again. */
    private void requireRoomForPatterns(Peer destination, Set<SubscribedPattern> wanted) {
        Optional<Subscriber> known = at(destination);
        for (PatternLimit limit : PatternLimit.values()) {
            PatternTotal had =
                    known.map(subscriber -> subscriber.total(limit)).orElse(PatternTotal.NONE);
            PatternTotal added = PatternTotal.NONE;
            for (SubscribedPattern pattern : wanted) {
                boolean isNew =
                        known.filter(subscriber -> subscriber.patterns().contains(pattern))
                                .isEmpty();
                if (isNew && PatternLimit.of(pattern) == limit) {
                    added = added.plus(pattern);
                }
            }
            if (!added.equals(PatternTotal.NONE)) {
                limit.requireOfOne(had.plus(added), destination.toString());
                requireRoomInAll(destination, limit, added);
            }
        }
    }

    private void requireRoomInAll(Peer destination, PatternLimit limit, PatternTotal added) {
        Predicate<Subscriber> others = subscriber -> !subscriber.to().equals(destination);
        while (!limit.allows(totalOfAll(limit).plus(added)) && forgetOldestIdle(others)) {
            // Each subscription that is forgotten makes some room.
        }
        limit.requireOfAll(totalOfAll(limit).plus(added));
    }

    private PatternTotal totalOfAll(PatternLimit limit) {
        return subscribers.values().stream()
                .map(subscriber -> subscriber.total(limit))
                .reduce(PatternTotal.NONE, PatternTotal::plus);
    }
}
