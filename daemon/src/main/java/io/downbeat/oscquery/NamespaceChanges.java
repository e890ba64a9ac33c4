package io.downbeat.oscquery;

import io.downbeat.address.AddressTable;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides when to compare namespaces, so that clients of OSCQuery are told which addresses come and
 * go as the session is edited: PATH_REMOVED, PATH_ADDED, PATH_RENAMED and PATH_CHANGED of the
 * proposal. A client that reads again what the messages name has the present namespace.
 *
 * <p>The views that clients may know are compared with the latest one: the view that the last
 * messages told of, and the views that were read since. In a large session this takes some tenths
 * of a second, so the comparison may be run by another thread. There is one at a time, and one in
 * {@value #INTERVAL_MICROS} microseconds for all edits since the last.
 */
public final class NamespaceChanges {

    /** A person sees little delay, and a client is not asked to read all the time. */
    private static final long INTERVAL_MICROS = 250_000;

    /** The views that were read between two comparisons; after more, all may have changed. */
    private static final int MOST_READ = 8;

    private final NamespaceMessages messages;
    private final List<SessionViewAtTime> read = new ArrayList<>();
    private boolean tooManyRead;

    /** The view that clients were told of last. */
    private SessionViewAtTime told;

    private SessionViewAtTime latest;
    private HostMicros nextComparison;
    private boolean comparing;

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

    /** Notes that a client has read the namespace of a view. */
    public void onRead(SessionViewAtTime view) {
        boolean isNoted =
                read.stream().anyMatch(each -> !NamespaceDiff.isNeeded(each.view(), view.view()));
        if (isNoted) {
            return;
        }
        if (read.size() < MOST_READ) {
            read.add(view);
        } else {
            tooManyRead = true;
        }
    }

    /** There is no client: nothing is told of the views until now. */
    public void skip() {
        told = latest;
        forgetRead();
    }

    /**
     * The comparison that is due now, if none is under way. It can be run by any thread, once;
     * {@link #onEnded} must follow.
     */
    public Optional<Supplier<NamespaceChange>> beginDue(HostMicros now) {
        if (comparing || now.isBefore(nextComparison) || !isBehind()) {
            return Optional.empty();
        }
        comparing = true;
        nextComparison = now.plus(INTERVAL_MICROS);
        List<SessionViewAtTime> known = new ArrayList<>(read);
        known.add(told);
        SessionViewAtTime present = latest;
        boolean allMayHaveChanged = tooManyRead;
        // Even if the comparison fails, it is not tried again.
        skip();
        return Optional.of(() ->
                allMayHaveChanged
                        ? new NamespaceChange(List.of(allChanged()), List.of())
                        : messages.between(known, present));
    }

    /** The comparison that was begun has ended, or has failed. */
    public void onEnded() {
        comparing = false;
    }

    /**
     * When a comparison is due; never, if there is nothing to compare, or while one is under way.
     */
    public HostMicros wakeAt() {
        return !comparing && isBehind() ? nextComparison : HostMicros.NEVER;
    }

    /** The message for a client that has missed some: all may have changed. */
    public String allChanged() {
        return messages.allChanged();
    }

    private boolean isBehind() {
        return tooManyRead
                || NamespaceDiff.isNeeded(told.view(), latest.view())
                || read.stream()
                        .anyMatch(each -> NamespaceDiff.isNeeded(each.view(), latest.view()));
    }

    private void forgetRead() {
        read.clear();
        tooManyRead = false;
    }
}
