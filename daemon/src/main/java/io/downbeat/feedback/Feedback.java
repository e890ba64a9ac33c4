package io.downbeat.feedback;

import io.downbeat.address.AddressRow;
import io.downbeat.address.AddressTable;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.feedback.change.DumpPacer;
import io.downbeat.feedback.change.FadeAndFollowActionProgressFeedback;
import io.downbeat.feedback.change.PositionFeedback;
import io.downbeat.feedback.change.ReassignedAddressFinder;
import io.downbeat.feedback.change.SubscriberDelivery;
import io.downbeat.feedback.change.ViewDiff;
import io.downbeat.feedback.packet.HostBandwidthLimiter;
import io.downbeat.feedback.packet.Outbox;
import io.downbeat.feedback.packet.OutgoingPacket;
import io.downbeat.feedback.request.AddressesToConfirmFinder;
import io.downbeat.feedback.request.ClientRequests;
import io.downbeat.feedback.request.MonitoredMessageWithOutcome;
import io.downbeat.feedback.request.OwnPrefixToErrorAddressesAdder;
import io.downbeat.feedback.request.ParameterTouchTracker;
import io.downbeat.feedback.subscriber.ConfiguredSubscriber;
import io.downbeat.feedback.subscriber.MatchedAddresses;
import io.downbeat.feedback.subscriber.Subscriber;
import io.downbeat.feedback.subscriber.Subscriptions;
import io.downbeat.guard.FaultGuard;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.Peer;
import io.downbeat.osc.PrintableText;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides what clients are sent after each turn.
 *
 * <p>A value is read when its packet is made. So no packet of an update has an older value than one
 * that left before it.
 */
public final class Feedback {

    /**
     * The result of one update.
     *
     * @param packets to be sent now, in this order
     * @param wakeAt when the next update must come at the latest
     * @param requests requests to the conductor that only feedback can make, such as the end of a
     *     touch
     * @param subscriptionsChanged whether {@link #savedLines} have changed
     * @param handled the packets that were handled ({@link Event.PacketReceived}), each followed by
     *     its refused messages ({@link Event.Refused}), whether or not an error was sent to its
     *     sender
     * @param failures the failures of parts of this update, for the log
     */
    public record UpdateResult(
            List<OutgoingPacket> packets,
            HostMicros wakeAt,
            List<ConductorRequest> requests,
            boolean subscriptionsChanged,
            List<Event> handled,
            List<FaultGuard.Failure> failures) {

        /** A request to the conductor, in the name of a client or of the program. */
        public record ConductorRequest(RequestSender by, CommandWithAddress request) {}

        public UpdateResult {
            packets = List.copyOf(packets);
            requests = List.copyOf(requests);
            handled = List.copyOf(handled);
            failures = List.copyOf(failures);
        }
    }

    private static final long SECOND_MICROS = 1_000_000;

    /**
     * The shortest pause after a failure. Without it, the failed work would be tried again at once,
     * without end.
     */
    private static final long PAUSE_AFTER_FAILURE_MICROS = 5_000;

    /** A part that is out of service is tried again after this many updates: about a second. */
    private static final long RETRY_AFTER_UPDATES = 64;

    private final String version;
    private final PresentValueReader present;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final HostBandwidthLimiter bandwidthLimiter;
    private final ClientRequests clientRequests;
    private final SubscriberDelivery subscriberDelivery;
    private final DumpPacer dumpPacer;
    private final PositionFeedback positionFeedback;
    private final FadeAndFollowActionProgressFeedback fadeAndFollowActionProgressFeedback;
    private final ParameterFeedback parameterFeedback;
    private final WarningLimiter warningLimiter = new WarningLimiter();
    private final List<UpdateResult.ConductorRequest> conductorRequests = new ArrayList<>();
    private final List<FaultGuard.Failure> failures = new ArrayList<>();
    private final FaultGuard requestsGuard = guard("client requests");
    private final FaultGuard changesGuard =
            FaultGuard.catching("feedback of changes", failures::add);
    private final FaultGuard housekeepingGuard = guard("subscription expiry");
    private final FaultGuard positionGuard = guard("feedback of positions");
    private final FaultGuard fadeProgressGuard = guard("feedback of fade progress");
    private final FaultGuard dumpGuard = guard("dumps and healing");
    private SessionView view;
    private HostMicros nextHousekeeping;
    private long changeCount;

    /**
     * What does not change while the program runs.
     *
     * @param version of the program, as {@code /hello} and {@code /version} send it
     * @param prefix the prefix of every address that is sent; empty for none
     * @param isThisComputer whether an IP address is one of this computer
     */
    public record Services(
            AddressTable table,
            ObjectNamesInAddresses objectNamesInAddresses,
            String version,
            String prefix,
            Predicate<String> isThisComputer) {}

    /**
     * @param view the session before the first turn
     */
    public Feedback(Services services, SessionView view, HostMicros now) {
        this.version = services.version();
        this.view = view;
        present = new PresentValueReader(services.table(), services.objectNamesInAddresses(), view);
        outbox = new Outbox(services.prefix());
        bandwidthLimiter = new HostBandwidthLimiter(services.isThisComputer(), now);
        subscriptions = new Subscriptions(present, bandwidthLimiter);
        int prefixLength = services.prefix().length() + Integer.BYTES;
        var ownPrefixToErrorAddressesAdder =
                new OwnPrefixToErrorAddressesAdder(services.table().space(), services.prefix());
        subscriberDelivery = new SubscriberDelivery(present, view, outbox, prefixLength);
        clientRequests =
                new ClientRequests(
                        present,
                        subscriptions,
                        bandwidthLimiter,
                        subscriberDelivery,
                        outbox,
                        prefixLength,
                        ownPrefixToErrorAddressesAdder);
        positionFeedback = new PositionFeedback(present, subscriberDelivery, now);
        dumpPacer = new DumpPacer(subscriberDelivery, bandwidthLimiter, now);
        fadeAndFollowActionProgressFeedback =
                new FadeAndFollowActionProgressFeedback(present, subscriberDelivery);
        parameterFeedback =
                new ParameterFeedback(
                        new AddressesToConfirmFinder(present),
                        subscriptions,
                        clientRequests,
                        subscriberDelivery);
        nextHousekeeping = now;
    }

    /**
     * Subscribes a client that the rig file names, and sends it {@code /hello}. Throws {@link
     * Refusal} if one of its patterns matches nothing.
     */
    public void addConfigured(ConfiguredSubscriber surface, HostMicros now) {
        onNewSubscriber(
                subscriptions.addConfigured(
                        surface.to(), surface.patterns(), surface.options(), now));
    }

    /**
     * Restores the subscriptions of the last run, and sends {@code /hello} to each. Skips damaged
     * lines.
     */
    public void restore(List<String> lines, HostMicros now) {
        subscriptions.restore(lines, now).forEach(this::onNewSubscriber);
    }

    /**
     * Sends a warning about the session to all subscribers.
     *
     * @param path its place in the file, such as {@code session.scenes[2]}
     */
    public void sendWarning(String path, String text) {
        for (Subscriber subscriber : subscriptions.live()) {
            subscriberDelivery.sendMessage(
                    subscriber,
                    "/session/warning",
                    List.of(
                            OscArgument.s(PrintableText.of(path)),
                            OscArgument.s(PrintableText.of(text))));
        }
    }

    private void warn(Event.ArrangementSkipped skipped, HostMicros now) {
        if (warningLimiter.trySend(skipped.what(), now)) {
            sendWarning("arrangement", skipped.what());
        }
    }

    /** The subscriptions as lines of text, for {@link #restore} after a restart. */
    public List<String> savedLines() {
        return subscriptions.savedLines();
    }

    /** Forgets a connection that has ended. */
    public void onClientGone(Peer peer) {
        clientRequests.onClientGone(peer);
        conductorRequests.add(
                byDaemon(new Command.ReportClientGone(new RequestSender(peer.toString()))));
    }

    /**
     * Pauses a destination that refuses packets, because no program listens on its port. It is sent
     * only a heartbeat each second until it accepts that.
     */
    public void onRefused(Peer destination) {
        subscriptions
                .at(destination)
                .filter(Subscriber::onRefused)
                .ifPresent(lost -> {
                    clientRequests.markChanged();
                });
    }

    /** So much waits for a connection that its dump pauses until it has caught up. */
    public void onBacklog(Peer destination) {
        subscriptions.at(destination).ifPresent(Subscriber::pauseDump);
    }

    /**
     * A packet for a connection was dropped because its receiver does not read fast enough. Until
     * it has caught up, nothing more is sent of what changes.
     */
    public void onPacketDropped(Peer destination) {
        subscriptions.at(destination).ifPresent(Subscriber::onPacketDropped);
    }

    /** A connection has read most of what waited for it. If it missed changes, it gets a dump. */
    public void onCaughtUp(Peer destination) {
        subscriptions.at(destination).ifPresent(Subscriber::onCaughtUp);
    }

    /**
     * An object is reached by another name. Clients that listen to an address with the old one
     * listen to the new one from now on (OSCQuery proposal, PATH_RENAMED).
     *
     * @param oldPath a path without the prefix of this program, as {@code newPath} is
     */
    public void onRenamed(String oldPath, String newPath) {
        subscriptions.onRenamed(oldPath, newPath);
    }

    /** The UDP destinations of all subscriptions. */
    public Set<Peer> destinations() {
        Set<Peer> all = new LinkedHashSet<>();
        for (Subscriber subscriber : subscriptions.all()) {
            if (subscriber.to().transport() == Peer.Transport.UDP) {
                all.add(subscriber.to());
            }
        }
        return all;
    }

    /** A goodbye to each subscriber. */
    public List<OutgoingPacket> goodbye() {
        for (Subscriber subscriber : subscriptions.live()) {
            subscriberDelivery.sendMessage(subscriber, "/bye", List.of());
        }
        return outbox.drain();
    }

    /** The number of answers so far that were too large for any packet and were left out. */
    public long tooLargeAnswers() {
        return outbox.tooLarge();
    }

    /** The clients that watch incoming messages, by {@code /monitor}. */
    public List<RequestSender> monitors(HostMicros now) {
        return clientRequests.monitors().watching(now);
    }

    /** Reports incoming messages to the clients that watch them. */
    public List<OutgoingPacket> report(List<MonitoredMessageWithOutcome> reports, HostMicros now) {
        clientRequests.report(reports, now);
        return outbox.drain();
    }

    /**
     * Handles the turns and sends what is due by {@code now}.
     *
     * @param turns the turns in order, none after {@code now}
     */
    public UpdateResult update(HostMicros now, List<TurnResult> turns) {
        bandwidthLimiter.advance(now);
        requestsGuard.run(() -> clientRequests.handleWaiting(new SessionViewAtTime(view, now)));
        positionGuard.run(() -> positionFeedback.beginUpdate(turns));
        for (TurnResult turn : turns) {
            changesGuard.run(() -> apply(turn));
        }
        var viewAtTime = new SessionViewAtTime(view, now);
        housekeepingGuard.run(() -> expireClients(viewAtTime));
        for (Subscriber subscriber : subscriptions.live()) {
            subscriber
                    .guard(this::guard)
                    .run(() -> subscriberDelivery.deliver(subscriber, viewAtTime));
        }
        positionGuard.run(() -> positionFeedback.sendDue(subscriptions.live(), viewAtTime));
        fadeProgressGuard.run(() ->
                fadeAndFollowActionProgressFeedback.sendDue(subscriptions.live(), viewAtTime));
        dumpGuard.run(() -> dumpPacer.sendDue(subscriptions.live(), viewAtTime));
        boolean changed = clientRequests.pollChanged();
        if (changed) {
            conductorRequests.add(byDaemon(new Command.ReportClients(subscriptions.clients())));
        }
        var result =
                new UpdateResult(
                        outbox.drain(),
                        wakeAt(now),
                        conductorRequests,
                        changed,
                        clientRequests.drainHandled(),
                        failures);
        conductorRequests.clear();
        failures.clear();
        return result;
    }

    private FaultGuard guard(String part) {
        return FaultGuard.retrying(part, RETRY_AFTER_UPDATES, failures::add);
    }

    private void apply(TurnResult turn) {
        var viewAtTime = new SessionViewAtTime(turn.view(), turn.at());
        SessionView before = view;
        Map<Subscriber, MatchedAddresses> addressesBefore = addressesThatMayChange(turn.view());
        var views = new ViewDiff.Views(before, turn.view());
        view = turn.view();
        Set<ConcreteAddress> changed = new LinkedHashSet<>();
        changeCount +=
                new ViewDiff(present, views, turn.at(), isSubscribed(), changed::add).compareAll();
        addressesBefore.forEach((subscriber, addresses) ->
                changesGuard.run(() ->
                        sendReassignedAddresses(
                                subscriber, addresses, before, viewAtTime, changed)));
        for (Event event : turn.events()) {
            changesGuard.run(() -> apply(event, viewAtTime, changed));
        }
        changesGuard.run(() ->
                positionFeedback.sendChangedCountdowns(subscriptions.live(), before, viewAtTime));
        changesGuard.run(() -> parameterFeedback.sendLaunched(viewAtTime));
        for (ConcreteAddress place : changed) {
            for (Subscriber subscriber : subscriptions.live()) {
                changesGuard.run(() -> parameterFeedback.sendChange(subscriber, place, viewAtTime));
            }
        }
    }

    /**
     * The addresses that each subscriber's patterns match in the view before, if objects have other
     * names or positions in the next view. Must be called before the next view is read.
     */
    @SuppressWarnings("ReferenceEquality") // Unchanged parts of a view are the same objects.
    private Map<Subscriber, MatchedAddresses> addressesThatMayChange(SessionView next) {
        Map<Subscriber, MatchedAddresses> addressesBefore = new LinkedHashMap<>();
        if (view != next && ReassignedAddressFinder.isNeeded(view, next)) {
            for (Subscriber subscriber : subscriptions.live()) {
                addressesBefore.put(subscriber, subscriberDelivery.addressesOf(subscriber, view));
                subscriber.restartDump();
            }
        }
        if (view.graph().nodes() != next.graph().nodes()) {
            clientRequests.parameterTouchTracker().forgetRemoved(next.graph()::isThere);
            subscriptions
                    .all()
                    .forEach(subscriber -> subscriber.forgetRemoved(next.graph()::isThere));
        }
        return addressesBefore;
    }

    private void sendReassignedAddresses(
            Subscriber to,
            MatchedAddresses addressesBefore,
            SessionView before,
            SessionViewAtTime viewAtTime,
            Set<ConcreteAddress> changed) {
        new ReassignedAddressFinder(
                        present,
                        subscriberDelivery,
                        new SessionViewAtTime(before, viewAtTime.at()),
                        viewAtTime,
                        changed,
                        addressesBefore,
                        subscriberDelivery.addressesOf(to, viewAtTime.view()),
                        (addressed, arguments) ->
                                subscriberDelivery.sendChange(to, addressed, arguments))
                .sendAll();
    }

    private void apply(Event event, SessionViewAtTime viewAtTime, Set<ConcreteAddress> changed) {
        switch (event) {
            case Event.PacketReceived e -> clientRequests.onPacket(e, viewAtTime.at());
            case Event.ClientRequested e -> clientRequests.handleOrQueue(e, viewAtTime);
            case Event.Refused e -> clientRequests.refuse(e, viewAtTime.at());
            case Event.ParamsWritten e -> parameterFeedback.onWritten(e, viewAtTime);
            case Event.BeatPassed e -> positionFeedback.onBeat(subscriptions.live(), e, viewAtTime);
            case Event.TransportChanged e -> {}
            case Event.CountMoved e -> positionFeedback.onJump(subscriptions.live(), viewAtTime);
            case Event.MeterChanged e ->
                    positionFeedback.onMeterChange(subscriptions.live(), viewAtTime);
            case Event.ValueSet e ->
                    parameterFeedback.confirm(e.by(), e.address(), viewAtTime, changed);
            case Event.Edited e -> {}
            case Event.ParamsUnset e -> parameterFeedback.unset(e.parameters(), viewAtTime.view());
            case Event.Touched e -> parameterFeedback.onTouch(e, viewAtTime.at());
            case Event.Saved e -> clientRequests.onSaved(e);
            case Event.Exported e -> clientRequests.onExported(e);
            case Event.Added e -> clientRequests.onAdded(e);
            case Event.LoadRequested e -> {}
            case Event.SessionLoaded e -> onLoaded(e);
            case Event.ClipQueued e -> {}
            case Event.StopQueued e -> {}
            case Event.ClipCancelled e -> {}
            case Event.StopCancelled e -> {}
            case Event.Retimed e -> {}
            case Event.SceneQueued e -> {}
            case Event.SceneCancelled e -> {}
            case Event.SceneLaunched e -> {}
            case Event.CueQueued e -> {}
            case Event.CueCancelled e -> {}
            case Event.CueLaunched e -> {}
            case Event.ClipActivated e -> {}
            case Event.TrackStopped e -> {}
            case Event.TempoChanged e -> {}
            case Event.TempoNudged e -> {}
            case Event.ClockSourceChanged e -> {}
            case Event.LinkRequested e -> {}
            case Event.Panicked e -> {}
            case Event.FadesCut e -> {}
            case Event.ArrangementSkipped e -> warn(e, viewAtTime.at());
            case Event.OutputResent e -> {}
            case Event.OutputChanged e -> {}
            case Event.SaveRequested e -> {}
            case Event.ExportRequested e -> {}
            case Event.QuitRequested e -> {}
            case Event.Failed e -> {}
        }
    }

    /** The client that loaded gets the warnings and the answer. Every subscriber gets a dump. */
    private void onLoaded(Event.SessionLoaded loaded) {
        clientRequests.onLoaded(loaded);
        parameterFeedback.forgetWritten();
        for (Subscriber subscriber : subscriptions.live()) {
            subscriber.queueDump(subscriber.patternRows());
        }
    }

    private void expireClients(SessionViewAtTime viewAtTime) {
        HostMicros now = viewAtTime.at();
        clientRequests.endSeconds(now);
        for (ParameterTouchTracker.Released released :
                clientRequests.parameterTouchTracker().removeSilent(now)) {
            releaseTouch(released);
        }
        for (Subscriber subscriber : List.copyOf(subscriptions.all())) {
            if (!now.isBefore(subscriber.timers().nextSecond)) {
                beginSecond(subscriber, viewAtTime);
            }
        }
        if (!now.isBefore(nextHousekeeping)) {
            if (subscriptions.forgetOld(now)) {
                clientRequests.markChanged();
            }
            for (RequestSender gone : clientRequests.removeSilent(now)) {
                conductorRequests.add(byDaemon(new Command.ReportClientGone(gone)));
            }
            nextHousekeeping = now.plus(SECOND_MICROS);
        }
    }

    private void beginSecond(Subscriber subscriber, SessionViewAtTime viewAtTime) {
        if (subscriber.pauseIfLeaseEnded(viewAtTime.at())) {
            clientRequests.markChanged();
        }
        if (subscriber.pollReturned()) {
            subscriber.queueDump(subscriber.patternRows());
            clientRequests.markChanged();
        }
        if (!subscriber.isPaused() && !subscriber.isBehind()) {
            subscriberDelivery.sendMessage(
                    subscriber, "/heartbeat", List.of(OscArgument.i((int) changeCount)));
        }
        if (subscriber.isLive()) {
            dumpPacer.beginSecond(subscriber, viewAtTime);
        }
        HostMicros second = subscriber.timers().nextSecond.plus(SECOND_MICROS);
        subscriber.timers().nextSecond =
                second.isAfter(viewAtTime.at()) ? second : viewAtTime.at().plus(SECOND_MICROS);
    }

    private void releaseTouch(ParameterTouchTracker.Released released) {
        var path = view.graph().parameter(released.parameter()).path();
        conductorRequests.add(
                new UpdateResult.ConductorRequest(
                        released.by(),
                        new CommandWithAddress(
                                present.address(touchAddress(released), view),
                                new Command.Touch(
                                        ObjectReference.of(path.node()),
                                        ObjectReference.of(path.param()),
                                        OnOffToggle.OFF))));
    }

    private ConcreteAddress touchAddress(ParameterTouchTracker.Released released) {
        return ConcreteAddress.of(present.row("/node/{id}/{param}/touch"), released.parameter());
    }

    private void onNewSubscriber(Subscriber subscriber) {
        subscriberDelivery.sendMessage(
                subscriber, "/hello", List.of(OscArgument.s(version), OscArgument.s(view.name())));
        subscriber.queueDump(subscriber.patternRows());
        clientRequests.markChanged();
    }

    private HostMicros wakeAt(HostMicros now) {
        List<Subscriber> live = subscriptions.live();
        HostMicros later = now.plus(SECOND_MICROS);
        HostMicros at = requestsGuard.call(clientRequests::wakeAt, later);
        at = at.orEarlier(positionGuard.call(() -> positionFeedback.wakeAt(live, view), later));
        at =
                at.orEarlier(
                        fadeProgressGuard.call(
                                () -> fadeAndFollowActionProgressFeedback.wakeAt(live, view),
                                later));
        at = at.orEarlier(dumpGuard.call(() -> dumpPacer.wakeAt(live), later));
        for (Subscriber subscriber : live) {
            at =
                    at.orEarlier(
                            subscriber
                                    .guard(this::guard)
                                    .call(() -> subscriberDelivery.wakeAt(subscriber), later));
        }
        at = clientRequests.hasNoClients() ? at : at.orEarlier(nextHousekeeping);
        return isFailing() ? at.orLater(now.plus(PAUSE_AFTER_FAILURE_MICROS)) : at;
    }

    /** Work that failed is due again at once; without a pause, nothing else would be done. */
    private boolean isFailing() {
        return !failures.isEmpty()
                || housekeepingGuard.isOutOfService()
                || requestsGuard.isOutOfService();
    }

    private Predicate<AddressRow> isSubscribed() {
        List<MatchedAddresses> allAddresses =
                subscriptions.live().stream()
                        .map(subscriber -> subscriberDelivery.addressesOf(subscriber, view))
                        .toList();
        return row -> {
            for (AddressRow spelling : present.spellings(row)) {
                for (MatchedAddresses addresses : allAddresses) {
                    if (addresses.wants(spelling)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    private static UpdateResult.ConductorRequest byDaemon(Command command) {
        return new UpdateResult.ConductorRequest(
                RequestSender.DAEMON, new CommandWithAddress("", command));
    }
}
