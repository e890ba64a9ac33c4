package io.downbeat.app;

import io.downbeat.address.SessionViewAtTime;
import io.downbeat.guard.FaultGuard;
import io.downbeat.osc.Peer;
import io.downbeat.oscquery.NamespaceChange;
import io.downbeat.oscquery.NamespaceChanges;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tells clients with a WebSocket which addresses come and go. Namespaces are compared on a thread
 * of its own, so that feedback does not wait for it.
 *
 * <p>Belongs to the feedback thread, but for {@link #onRead}.
 */
final class NamespaceChangeSender implements AutoCloseable {

    private final NamespaceChanges changes;
    private final Queue<SessionViewAtTime> read = new ConcurrentLinkedQueue<>();
    private final Set<Peer> withoutText = new HashSet<>();
    private final FaultGuard guard =
            FaultGuard.catching("the namespace of OSCQuery", FeedbackThread::log);
    private final ExecutorService comparisons =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("downbeat-namespace").factory());
    private volatile @Nullable SessionView lastRead;
    private @Nullable CompletableFuture<NamespaceChange> comparison;

    NamespaceChangeSender(NamespaceChanges changes) {
        this.changes = changes;
    }

    /** Notes that OSCQuery answers from a view. Thread safe. */
    @SuppressWarnings("ReferenceEquality") // A view that is read again is the same object.
    void onRead(SessionViewAtTime view) {
        if (lastRead != view.view()) {
            lastRead = view.view();
            read.add(view);
        }
    }

    void onClientGone(Peer peer) {
        withoutText.remove(peer);
    }

    /** A client that missed a message is told that all may have changed. */
    void onCaughtUp(Peer peer, TcpAndHttpServers servers) {
        if (withoutText.remove(peer)) {
            send(List.of(peer), changes.allChanged(), servers);
        }
    }

    /**
     * Sends what was found until now, and begins the comparison that is due.
     *
     * @param turns the turns since the last call
     * @param wake called by another thread when a comparison has ended: then this is to be called
     *     again
     * @return the objects that clients were told to be reached by another name
     */
    List<NamespaceChange.Rename> update(
            List<TurnResult> turns, HostMicros now, TcpAndHttpServers servers, Runnable wake) {
        return guard.call(
                () -> {
                    noteViews(turns);
                    List<Peer> webSockets = servers.webSockets();
                    NamespaceChange ended = takeEnded();
                    ended.messages().forEach(message -> send(webSockets, message, servers));
                    if (webSockets.isEmpty()) {
                        changes.skip();
                    } else {
                        beginDue(now, wake);
                    }
                    return ended.renamed();
                },
                List.of());
    }

    /** When {@link #update} must be called at the latest. */
    HostMicros wakeAt() {
        return changes.wakeAt();
    }

    @Override
    public void close() {
        comparisons.shutdownNow();
    }

    private void noteViews(List<TurnResult> turns) {
        if (!turns.isEmpty()) {
            TurnResult last = turns.getLast();
            changes.onView(new SessionViewAtTime(last.view(), last.at()));
        }
        for (SessionViewAtTime view = read.poll(); view != null; view = read.poll()) {
            changes.onRead(view);
        }
    }

    private NamespaceChange takeEnded() {
        CompletableFuture<NamespaceChange> ended = comparison;
        if (ended == null || !ended.isDone()) {
            return NamespaceChange.NONE;
        }
        comparison = null;
        changes.onEnded();
        return ended.join();
    }

    private void beginDue(HostMicros now, Runnable wake) {
        changes.beginDue(now)
                .ifPresent(due -> {
                    comparison = CompletableFuture.supplyAsync(due, comparisons);
                    // The one thread does it after the comparison.
                    comparisons.execute(wake);
                });
    }

    private void send(List<Peer> to, String message, TcpAndHttpServers servers) {
        for (Peer peer : to) {
            if (!servers.sendText(peer, message)) {
                withoutText.add(peer);
            }
        }
    }
}
