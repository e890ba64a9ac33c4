package io.downbeat.feedback.subscriber;

import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowsOfPattern;
import io.downbeat.feedback.packet.HostBandwidthLimiter;
import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All subscriptions, one for each destination. */
public final class Subscriptions {

    static final int MOST = 512;
    static final int MOST_OF_A_HOST = 64;

    /** The most patterns of one destination: more than the largest surface has controls. */
    static final int MOST_PATTERNS = 1024;

    /** The most patterns of all destinations: each holds up to 4 kB of rows, 32 MB in all. */
    static final int MOST_PATTERNS_IN_ALL = 8192;

    /** The most characters of one destination's patterns. */
    static final int MOST_TEXT = 128 * 1024;

    /** The most characters of all patterns. */
    static final int MOST_TEXT_IN_ALL = 2 * 1024 * 1024;

    /** A longer pattern is matched again each time; 1,024 cached patterns are 1 MB at most. */
    private static final int LONGEST_REMEMBERED = 1024;

    private static final String EVERYTHING = "/";

    /** The highest rate of another computer, in messages a second: as fast as eyes can follow. */
    static final double FASTEST_ELSEWHERE = 120;

    /** The longest lease of another computer, in seconds. */
    static final double LONGEST_ELSEWHERE = 3600;

    private final PresentValueReader present;
    private final HostBandwidthLimiter budgets;
    private final Map<String, RowsOfPattern> covered =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, RowsOfPattern> eldest) {
                    return size() > MOST_PATTERNS;
                }
            };
    private final Map<Peer, Subscriber> subscribers = new LinkedHashMap<>();

    public Subscriptions(PresentValueReader present, HostBandwidthLimiter budgets) {
        this.present = present;
        this.budgets = budgets;
    }

    public Collection<Subscriber> all() {
        return subscribers.values();
    }

    public List<Subscriber> live() {
        return subscribers.values().stream().filter(Subscriber::isLive).toList();
    }

    /** The live destinations, as text. */
    public List<String> clients() {
        return live().stream().map(each -> each.to().toString()).toList();
    }

    /** The subscriptions as lines of text, for {@link #restore} after a restart. */
    public List<String> savedLines() {
        return subscribers.values().stream()
                .filter(each -> !each.isPaused() && !each.isFixed())
                .filter(each -> each.to().transport() == Peer.Transport.UDP)
                .map(each -> SavedSubscription.of(each).text())
                .toList();
    }

    /** Restores the subscriptions of an earlier run. Skips damaged lines. */
    public List<Subscriber> restore(List<String> lines, HostMicros now) {
        var restored = new ArrayList<Subscriber>();
        for (String text : lines) {
            SavedSubscription.parse(text)
                    .filter(line -> line.to().transport() == Peer.Transport.UDP)
                    .filter(line -> at(line.to()).isEmpty())
                    .flatMap(line -> restored(line, now))
                    .ifPresent(restored::add);
        }
        return restored;
    }

    private Optional<Subscriber> restored(SavedSubscription line, HostMicros now) {
        try {
            Subscriber subscriber =
                    subscribe(
                            line.to(),
                            coverages(line.patterns()),
                            restored(line.to(), line.options()),
                            now);
            if (line.byHost()) {
                subscriber.ownedByHost();
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
    public List<Subscriber> of(RequestOrigin by, Peer peer) {
        var found = new ArrayList<Subscriber>();
        for (Subscriber each : subscribers.values()) {
            if (each.isLive() && each.isSameClient(by, peer)) {
                found.add(each);
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
            Map<String, RowsOfPattern> wanted,
            Command.Options options,
            HostMicros now) {
        Subscriber known = subscribers.get(destination);
        Command.Options allowed =
                known != null && known.isFixed() ? options : allowed(destination, options);
        requireRoom(destination, wanted.keySet());
        Subscriber subscriber =
                subscribers.computeIfAbsent(destination, to -> new Subscriber(to, false, now));
        subscriber.subscribe(wanted, allowed, now);
        return subscriber;
    }

    /**
     * Throws {@link Refusal} if there is no room for these patterns of a destination. Costs little,
     * so it can be called before the patterns are looked up.
     */
    public void requireRoom(Peer destination, Set<String> wanted) {
        if (!subscribers.containsKey(destination)) {
            refuseWithoutRoom(destination);
        }
        refuseTooMany(destination, wanted);
    }

    /**
     * The options that a destination may have. The address of another computer can be forged, so
     * its subscription must end by itself. Throws {@link Refusal}.
     */
    private Command.Options allowed(Peer destination, Command.Options asked) {
        if (!budgets.isElsewhere(destination)) {
            return asked;
        }
        double lease = asked.leaseSeconds();
        if (lease == 0 || lease > LONGEST_ELSEWHERE) {
            throw new Refusal(
                    Refusal.Code.NOT_ALLOWED,
                    "from another computer a lease is at most "
                            + (int) LONGEST_ELSEWHERE
                            + " s, and any message renews it; a surface that never sends is"
                            + " entered in the rig file as a [[controller]], whose lease never"
                            + " ends");
        }
        return asked.withRate(Math.min(asked.rateHz(), FASTEST_ELSEWHERE));
    }

    /** The options of the last run, within what is allowed now. */
    private Command.Options restored(Peer destination, Command.Options before) {
        if (!budgets.isElsewhere(destination)) {
            return before;
        }
        double lease = before.leaseSeconds();
        return before.withLease(
                lease == 0 ? LONGEST_ELSEWHERE : Math.min(lease, LONGEST_ELSEWHERE));
    }

    /**
     * Subscribes a destination whose lease never ends. Throws {@link Refusal} as {@link #subscribe}
     * does.
     */
    public Subscriber addConfigured(
            Peer destination, List<String> patterns, Command.Options options, HostMicros now) {
        var subscriber = new Subscriber(destination, true, now);
        subscriber.subscribe(coverages(patterns), options, now);
        subscriber.ownedByHost();
        subscribers.put(destination, subscriber);
        return subscriber;
    }

    /** What patterns match; an empty list matches everything. */
    Map<String, RowsOfPattern> coverages(List<String> patterns) {
        var coverages = new LinkedHashMap<String, RowsOfPattern>();
        for (String pattern : named(patterns)) {
            coverages.put(pattern, coverage(pattern));
        }
        return coverages;
    }

    /** The patterns; if there are none, the one that matches everything. */
    public static List<String> named(List<String> patterns) {
        return patterns.isEmpty() ? List.of(EVERYTHING) : patterns;
    }

    /** Whether a pattern is cached, so that it costs nothing. */
    public boolean isKnown(String pattern) {
        return covered.containsKey(pattern);
    }

    /** What a pattern matches; throws {@link Refusal} if that is nothing. */
    public RowsOfPattern coverage(String pattern) {
        RowsOfPattern known = covered.get(pattern);
        if (known == null) {
            known = present.covered(pattern);
            if (pattern.length() <= LONGEST_REMEMBERED) {
                covered.put(pattern, known);
            }
        }
        return known;
    }

    /** Removes patterns of a destination, and the destination with its last pattern. */
    public void unsubscribe(Subscriber subscriber, List<String> patterns) {
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
        return subscribers.values().removeIf(each -> each.lease().forgotten(now));
    }

    /**
     * Programs that were started again and again from new ports leave subscriptions behind, which
     * are paused: the oldest of them gives way.
     */
    private void refuseWithoutRoom(Peer destination) {
        Predicate<Subscriber> ofHost = each -> each.to().host().equals(destination.host());
        boolean room = subscribers.size() < MOST || forgetOldestIdle(each -> true);
        if (subscribers.values().stream().filter(ofHost).count() >= MOST_OF_A_HOST) {
            room &= forgetOldestIdle(ofHost);
        }
        if (!room) {
            throw new Refusal(
                    Refusal.Code.BUSY,
                    "there is no room for another subscription: "
                            + MOST_OF_A_HOST
                            + " a host and "
                            + MOST
                            + " in all; unsubscribe some");
        }
    }

    /** Forgets the subscription that was silent for longest among those that are sent nothing. */
    private boolean forgetOldestIdle(Predicate<Subscriber> which) {
        return subscribers.values().stream()
                .filter(each -> !each.isLive() && !each.isFixed())
                .filter(which)
                .min(Comparator.comparing(each -> each.lease().lastMessage()))
                .map(oldest -> subscribers.remove(oldest.to()))
                .isPresent();
    }

    /** Patterns that a destination already has are not counted again. */
    private void refuseTooMany(Peer destination, Set<String> wanted) {
        Set<String> all =
                at(destination)
                        .<Set<String>>map(known -> new HashSet<>(known.patterns()))
                        .orElseGet(HashSet::new);
        long before = text(all);
        int had = all.size();
        all.addAll(wanted);
        long after = text(all);
        refuseBeyond(all.size(), MOST_PATTERNS, destination + " would have %d patterns");
        refuseBeyond(after, MOST_TEXT, destination + " would have patterns of %d characters");
        int added = all.size() - had;
        long textAdded = after - before;
        Predicate<Subscriber> others = each -> !each.to().equals(destination);
        while ((added + patternsInAll() > MOST_PATTERNS_IN_ALL
                        || textAdded + textInAll() > MOST_TEXT_IN_ALL)
                && forgetOldestIdle(others)) {
            // Each subscription that is forgotten makes some room.
        }
        refuseBeyond(
                added + patternsInAll(),
                MOST_PATTERNS_IN_ALL,
                "all clients together would have %d patterns");
        refuseBeyond(
                textAdded + textInAll(),
                MOST_TEXT_IN_ALL,
                "all clients together would have patterns of %d characters");
    }

    private int patternsInAll() {
        return subscribers.values().stream().mapToInt(each -> each.patterns().size()).sum();
    }

    private long textInAll() {
        return subscribers.values().stream().mapToLong(each -> text(each.patterns())).sum();
    }

    private static long text(Set<String> patterns) {
        return patterns.stream().mapToLong(String::length).sum();
    }

    private static void refuseBeyond(long number, int most, String problem) {
        if (number > most) {
            throw new Refusal(
                    Refusal.Code.BUSY,
                    problem.formatted(number)
                            + "; at most "
                            + most
                            + " are kept: unsubscribe some, or let one pattern stand for several");
        }
    }
}
