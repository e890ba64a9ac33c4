package io.downbeat.oscquery;

import io.downbeat.address.AddressTable;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Tells clients of OSCQuery which addresses come and go as the session is edited: PATH_REMOVED,
 * PATH_ADDED, PATH_RENAMED and PATH_CHANGED of the proposal. A client that reads again what the
 * messages name has the present namespace.
 *
 * <p>The views that clients may know are compared with the latest one: the view that the last
 * messages told of, and the views that were read since. In a large session this takes some tenths
 * of a second, so it is done by another thread, one comparison at a time, and one in {@value
 * #INTERVAL_MICROS} microseconds for all edits since the last.
 *
 * <p>Belongs to one thread, but for {@link #onRead}.
 */
public final class NamespaceChanges {

    /** A person sees little delay, and a client is not asked to read all the time. */
    private static final long INTERVAL_MICROS = 250_000;

    /** The views that were read between two comparisons; after more, all may have changed. */
    private static final int MOST_READ = 8;

    private final NamespaceMessages messages;
    private final List<SessionViewAtTime> read = new ArrayList<>();
    private boolean readMore;

    /** The view that clients were told of last. */
    private SessionViewAtTime told;

    private SessionViewAtTime latest;
    private HostMicros nextComparison;
    private @Nullable CompletableFuture<List<String>> comparison;

    /**
     * @param prefix the prefix of every address of this program; empty for none
     * @param first the view before all that are given to {@link #onView}
     */
    public NamespaceChanges(
            AddressTable table,
            ObjectNamesInAddresses names,
            String prefix,
            SessionViewAtTime first) {
        messages = new NamespaceMessages(table, names, prefix);
        told = first;
        latest = first;
        nextComparison = first.at();
    }

    /** Notes the next view. */
    public void onView(SessionViewAtTime next) {
        latest = next;
    }

    /** Notes that a client reads the namespace of a view. Thread safe. */
    public void onRead(SessionViewAtTime view) {
        synchronized (read) {
            boolean isNoted =
                    read.stream()
                            .anyMatch(each -> !NamespaceDiff.isNeeded(each.view(), view.view()));
            if (isNoted) {
                return;
            }
            if (read.size() < MOST_READ) {
                read.add(view);
            } else {
                readMore = true;
            }
        }
    }

    /** There is no client: nothing is told of the views until now. */
    public void skip() {
        if (comparison != null && comparison.isDone()) {
            comparison = null;
        }
        if (comparison == null) {
            told = latest;
            takeRead();
        }
    }

    /**
     * The text messages of a comparison that has ended by now, in order. Begins the next comparison
     * if it is due.
     *
     * @param comparing runs the comparison
     */
    public List<String> drainDue(HostMicros now, Executor comparing) {
        List<String> ended = takeEnded();
        if (comparison == null && !now.isBefore(nextComparison) && isBehind()) {
            nextComparison = now.plus(INTERVAL_MICROS);
            begin(comparing);
        }
        return ended.isEmpty() ? takeEnded() : ended;
    }

    /**
     * When a comparison is due; never, if there is nothing to compare, or while one runs, at whose
     * end {@link #drainDue} is to be called.
     */
    public HostMicros wakeAt() {
        return comparison == null && isBehind() ? nextComparison : HostMicros.NEVER;
    }

    /** The message for a client that has missed some: all may have changed. */
    public String allChanged() {
        return messages.allChanged();
    }

    private boolean isBehind() {
        if (NamespaceDiff.isNeeded(told.view(), latest.view())) {
            return true;
        }
        synchronized (read) {
            return readMore
                    || read.stream()
                            .anyMatch(each -> NamespaceDiff.isNeeded(each.view(), latest.view()));
        }
    }

    /** Noted first, so that a comparison that fails is not tried again. */
    private void begin(Executor comparing) {
        SessionViewAtTime present = latest;
        List<SessionViewAtTime> known = new ArrayList<>();
        known.add(told);
        told = present;
        boolean toAll;
        synchronized (read) {
            toAll = readMore;
            known.addAll(takeRead());
        }
        comparison =
                toAll
                        ? CompletableFuture.completedFuture(List.of(allChanged()))
                        : CompletableFuture.supplyAsync(
                                () -> messages.between(known, present), comparing);
    }

    private List<SessionViewAtTime> takeRead() {
        synchronized (read) {
            List<SessionViewAtTime> taken = List.copyOf(read);
            read.clear();
            readMore = false;
            return taken;
        }
    }

    private List<String> takeEnded() {
        CompletableFuture<List<String>> ended = comparison;
        if (ended == null || !ended.isDone()) {
            return List.of();
        }
        comparison = null;
        return ended.join();
    }
}
