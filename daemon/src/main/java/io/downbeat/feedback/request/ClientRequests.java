package io.downbeat.feedback.request;

import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowGroupsMatchedByPattern;
import io.downbeat.feedback.change.SubscriberDelivery;
import io.downbeat.feedback.packet.HostBandwidthLimiter;
import io.downbeat.feedback.packet.Outbox;
import io.downbeat.feedback.packet.StringListSplitter;
import io.downbeat.feedback.packet.TextTruncation;
import io.downbeat.feedback.subscriber.SubscribedPattern;
import io.downbeat.feedback.subscriber.Subscriber;
import io.downbeat.feedback.subscriber.Subscriptions;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.Peer;
import io.downbeat.osc.PrintableText;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.SessionView.OfferedSurface;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Handles what clients ask for: questions, subscriptions, the destination of their answers. Sends
 * errors.
 */
public final class ClientRequests {

    private static final String RESPOND = "/respond";

    /** Warnings of one load that are sent; more than a person reads on a surface. */
    private static final int MOST_WARNINGS = 200;

    /**
     * The most bytes of a message in a report, and of its outcome: both and the sender fit one
     * datagram.
     */
    private static final int MOST_REPORT_PART_BYTES = 600;

    /** The cost of answering a pattern, without its answers. One answer costs 1. */
    private static final int PATTERN_COST = 64;

    /** The cost of subscribing to, or refreshing, one pattern. */
    private static final int LOOKED_UP_PATTERN_COST = 4;

    /** The cost of listening to one address: 160 in an update take some 2 ms. */
    private static final int LISTENING_COST = 16;

    /** This many bytes of an answer cost as much as one more answer. */
    private static final int BYTES_PER_ANSWER = 128;

    private final PresentValueReader present;
    private final Subscriptions subscriptions;
    private final HostBandwidthLimiter bandwidthLimiter;
    private final SubscriberDelivery subscriberDelivery;
    private final Map<RequestSender, Map<SubscribedPattern, RowGroupsMatchedByPattern>> lookups =
            new LinkedHashMap<>();
    private final Outbox outbox;
    private final int prefixLength;
    private final OwnPrefixToErrorAddressesAdder ownPrefixToErrorAddressesAdder;
    private final ReplyDestinations replyDestinations = new ReplyDestinations();
    private final ErrorLimiter errorLimiter;
    private final SilentClientDetector clientActivityTracker = new SilentClientDetector();
    private final ParameterTouchTracker parameterTouchTracker = new ParameterTouchTracker();
    private final RequestThrottle requestThrottle = new RequestThrottle();
    private final MonitorClients monitors = new MonitorClients();
    private final List<Event> handled = new ArrayList<>();
    private boolean changed;

    public ClientRequests(
            PresentValueReader present,
            Subscriptions subscriptions,
            HostBandwidthLimiter bandwidthLimiter,
            SubscriberDelivery subscriberDelivery,
            Outbox outbox,
            int prefixLength,
            OwnPrefixToErrorAddressesAdder ownPrefixToErrorAddressesAdder) {
        this.ownPrefixToErrorAddressesAdder = ownPrefixToErrorAddressesAdder;
        this.present = present;
        this.subscriptions = subscriptions;
        this.bandwidthLimiter = bandwidthLimiter;
        this.subscriberDelivery = subscriberDelivery;
        this.outbox = outbox;
        this.prefixLength = prefixLength;
        errorLimiter = new ErrorLimiter(Outbox.DATAGRAM_BYTES - prefixLength);
    }

    public ParameterTouchTracker parameterTouchTracker() {
        return parameterTouchTracker;
    }

    /** Whether subscriptions have changed since the last call. */
    public boolean pollChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    public void markChanged() {
        changed = true;
    }

    /** The subscribers that show what this sender sets: they get no echo of it. */
    public List<Subscriber> subscribersOf(RequestSender by) {
        return replyDestinations
                .peerOf(by)
                .map(peer -> subscriptions.ofClient(by, peer))
                .orElse(List.of());
    }

    /** Handles a request now, or queues it if its sender has asked for too much. */
    public void handleOrQueue(Event.ClientRequested event, SessionViewAtTime viewAtTime) {
        if (mayAnswer(event.by()) && requestThrottle.mayHandle(event.by(), isCostly(event))) {
            handle(event, viewAtTime);
        } else if (!requestThrottle.tryQueue(event, isCostly(event))) {
            String text = "too much of what you asked for waits already: ask more slowly";
            refuse(refused(event, new Refusal(Refusal.Code.BUSY, text)), viewAtTime.at());
        }
    }

    /** Begins an update: handles the requests that had to wait. */
    public void handleWaiting(SessionViewAtTime viewAtTime) {
        requestThrottle.beginUpdate(viewAtTime.at());
        for (var next = requestThrottle.next(this::mayAnswer);
                next.isPresent();
                next = requestThrottle.next(this::mayAnswer)) {
            handle(next.get(), viewAtTime);
        }
    }

    /** Whether the host of a sender may be sent answers now. */
    private boolean mayAnswer(RequestSender by) {
        return replyDestinations.destinationOf(by).map(bandwidthLimiter::maySend).orElse(true);
    }

    private static boolean isCostly(Event.ClientRequested event) {
        return switch (event.request()) {
            case Command.Query query -> OscAddressParts.isPattern(event.address());
            case Command.Subscribe subscribe -> true;
            case Command.SubscribeOfferedSurface subscribe -> true;
            case Command.Refresh refresh -> true;
            case Command.StartListening(var address) -> OscAddressParts.isPattern(address);
            case Command.StopListening listening -> false;
            case Command.Unsubscribe unsubscribe -> false;
            case Command.Ping ping -> QueuedEventMemoryEstimate.isLarge(event);
            case Command.Monitor monitor -> false;
            case Command.Respond respond -> false;
        };
    }

    private void handle(Event.ClientRequested event, SessionViewAtTime viewAtTime) {
        requestThrottle.spend(1);
        try {
            switch (event.request()) {
                case Command.Query query -> answer(event, viewAtTime);
                case Command.Ping(var carried) -> replyPong(event.by(), carried);
                case Command.Monitor monitor -> monitors.watch(event.by(), viewAtTime.at());
                case Command.Respond respond -> replyDestinations.redirect(event.by(), respond);
                case Command.Subscribe subscribe -> subscribe(event, subscribe, viewAtTime);
                case Command.SubscribeOfferedSurface subscribe ->
                        subscribe(event, subscribe, viewAtTime);
                case Command.StartListening(var address) ->
                        startListening(event, address, viewAtTime);
                case Command.StopListening(var address) -> stopListening(event.by(), address);
                case Command.Unsubscribe unsubscribe -> unsubscribe(event.by(), unsubscribe);
                case Command.Refresh refresh -> refresh(event, refresh, viewAtTime);
            }
        } catch (Refusal refusal) {
            lookups.remove(event.by());
            refuse(refused(event, refusal), viewAtTime.at());
        }
    }

    public MonitorClients monitors() {
        return monitors;
    }

    /** Reports incoming messages to the clients that watch them. */
    public void report(List<MonitoredMessageWithOutcome> reports, HostMicros now) {
        for (RequestSender watching : monitors.watching(now)) {
            for (MonitoredMessageWithOutcome message : reports) {
                reply(
                        watching,
                        OscMessage.of(
                                "/monitor/in",
                                OscArgument.s(message.by().text()),
                                OscArgument.s(
                                        TextTruncation.truncated(
                                                message.message(), MOST_REPORT_PART_BYTES)),
                                OscArgument.s(
                                        TextTruncation.truncated(
                                                PrintableText.of(message.outcome()),
                                                MOST_REPORT_PART_BYTES))));
            }
        }
    }

    /** The packets and refused messages since the last call, in order. */
    public List<Event> drainHandled() {
        List<Event> drained = List.copyOf(handled);
        handled.clear();
        return drained;
    }

    /**
     * Matches patterns with the contract, a few in each update: hundreds of costly patterns at once
     * would delay all other clients.
     *
     * @return the rows that each matches; empty if the request was put back, to be handled again
     */
    private Optional<Map<SubscribedPattern, RowGroupsMatchedByPattern>> lookUp(
            Event.ClientRequested event,
            Set<SubscribedPattern> patterns,
            SessionViewAtTime viewAtTime) {
        Map<SubscribedPattern, RowGroupsMatchedByPattern> found =
                lookups.computeIfAbsent(event.by(), by -> new LinkedHashMap<>());
        for (SubscribedPattern pattern : patterns) {
            if (!found.containsKey(pattern)) {
                if (!subscriptions.isFoundAtOnce(pattern) && !requestThrottle.tryLookup()) {
                    requestThrottle.putBack(event);
                    return Optional.empty();
                }
                RowGroupsMatchedByPattern rows = subscriptions.rowsOf(pattern);
                // Matches its objects too, so that no later update has to match many at once.
                subscriberDelivery.addressesOf(List.of(rows), viewAtTime.view());
                found.put(pattern, rows);
            }
        }
        lookups.remove(event.by());
        return Optional.of(found);
    }

    public void refuse(Event.Refused unprefixed, HostMicros now) {
        Event.Refused refused = ownPrefixToErrorAddressesAdder.of(unprefixed);
        handled.add(refused);
        errorLimiter.endSeconds(now, this::reply);
        errorLimiter
                .errorFor(refused, mayAnswer(refused.by()), now)
                .ifPresent(error -> reply(refused.by(), error));
    }

    public void onSaved(Event.Saved saved) {
        reply(saved.by(), OscMessage.of("/session/saved", OscArgument.s(saved.name())));
    }

    /** Sends a warning for each thing that is not in the MIDI file, and then the answer. */
    public void onExported(Event.Exported exported) {
        warn(
                exported.by(),
                exported.omitted().stream()
                        .map(text ->
                                new Command.FileWarning(
                                        exported.name() + ".mid", "not in this file: " + text))
                        .toList());
        reply(
                exported.by(),
                OscMessage.of("/arrangement/exported", OscArgument.s(exported.name())));
    }

    /** Answers with the place of a new object, on the address of the question. */
    public void onAdded(Event.Added added) {
        reply(added.by(), present.addedAnswer(added));
    }

    /** Sends the warnings of a load, and then its answer. */
    public void onLoaded(Event.SessionLoaded loaded) {
        warn(loaded.by(), loaded.warnings());
        reply(loaded.by(), OscMessage.of("/session/loaded", OscArgument.s(loaded.name())));
    }

    private void warn(RequestSender to, List<Command.FileWarning> warnings) {
        warnings.stream().limit(MOST_WARNINGS).forEach(warning -> warn(to, warning));
        if (warnings.size() > MOST_WARNINGS) {
            String more = (warnings.size() - MOST_WARNINGS) + " more warnings are in the log";
            warn(to, new Command.FileWarning("", more));
        }
    }

    private void warn(RequestSender to, Command.FileWarning warning) {
        reply(
                to,
                OscMessage.of(
                        "/session/warning",
                        OscArgument.s(PrintableText.of(warning.path())),
                        OscArgument.s(PrintableText.of(warning.text()))));
    }

    /** Sends the number of errors that were suppressed in the last second. */
    public void endSeconds(HostMicros now) {
        errorLimiter.endSeconds(now, this::reply);
    }

    public HostMicros wakeAt() {
        return errorLimiter
                .wakeAt()
                .orEarlier(parameterTouchTracker.wakeAt())
                .orEarlier(requestThrottle.wakeAt());
    }

    /** Whether there is neither a subscription nor a client that was active lately. */
    public boolean hasNoClients() {
        return clientActivityTracker.isEmpty() && subscriptions.all().isEmpty();
    }

    /** Forgets the clients that have been silent for longer than their lease, and returns them. */
    public List<RequestSender> removeSilent(HostMicros now) {
        return clientActivityTracker.removeSilent(now, this::leaseOf);
    }

    /** A connection has ended. */
    public void onClientGone(Peer peer) {
        clientActivityTracker.onClientGone(new RequestSender(peer.toString()));
        if (subscriptions.at(peer).isPresent()) {
            subscriptions.forget(peer);
            changed = true;
        }
    }

    private double leaseOf(RequestSender by) {
        Optional<Peer> peer = replyDestinations.peerOf(by);
        double seconds = peer.isEmpty() ? 0 : SilentClientDetector.LONGEST_SILENCE_SECONDS;
        boolean subscribed = false;
        for (Subscriber subscriber : subscriptions.all()) {
            if (peer.isPresent() && subscriber.isSameClient(by, peer.get())) {
                double lease = subscriber.lease().seconds();
                boolean longer = lease == 0 || (subscribed && seconds > 0 && lease > seconds);
                seconds = !subscribed || longer ? lease : seconds;
                subscribed = true;
                if (lease == 0) {
                    return 0;
                }
            }
        }
        return seconds;
    }

    /** Notes that a client has sent a packet. */
    public void onPacket(Event.PacketReceived packet, HostMicros now) {
        handled.add(packet);
        RequestSender by = packet.by();
        Optional<Peer> peer = replyDestinations.peerOf(by);
        if (peer.isEmpty()) {
            return;
        }
        clientActivityTracker.onMessage(by, now);
        parameterTouchTracker.onMessage(by, now);
        for (Subscriber subscriber : subscriptions.all()) {
            if (subscriber.isRenewedBy(peer.get()) && subscriber.onMessage(peer.get(), now)) {
                subscriber.queueDump(subscriber.patternRows());
                subscriber.timers().beginSecond(now);
                changed = true;
            }
        }
    }

    private static Event.Refused refused(Event.ClientRequested request, Refusal refusal) {
        return new Event.Refused(
                request.at(), request.by(), request.address(), refusal.code(), refusal.text());
    }

    private void answer(Event.ClientRequested event, SessionViewAtTime viewAtTime) {
        if (event.address().equals(RESPOND)) {
            replyDestinations
                    .destinationOf(event.by())
                    .ifPresent(to ->
                            reply(event.by(), OscMessage.of(RESPOND, OscArgument.i(to.port()))));
            return;
        }
        boolean costly = isCostly(event);
        requestThrottle.spend(costly ? PresentValueReader.MOST_MATCHES : 0);
        List<PresentValueReader.Answer> answers = present.read(event.address(), viewAtTime);
        if (costly) {
            // The cost of the whole search was taken before, for a refused pattern. An answered one
            // costs only what it found.
            requestThrottle.spend(PATTERN_COST + answers.size() - PresentValueReader.MOST_MATCHES);
        }
        Peer.Transport transport =
                replyDestinations
                        .destinationOf(event.by())
                        .map(Peer::transport)
                        .orElse(Peer.Transport.UDP);
        for (PresentValueReader.Answer answer : answers) {
            for (OscMessage part :
                    StringListSplitter.split(
                            answer.row(), answer.message(), prefixLength, transport)) {
                reply(event.by(), part);
            }
        }
    }

    private void replyPong(RequestSender by, List<Object> carried) {
        var arguments = new ArrayList<OscArgument>();
        for (Object each : carried) {
            if (each instanceof OscArgument argument) {
                arguments.add(argument);
            }
        }
        var pong = new OscMessage("/pong", arguments);
        int size = OscCodec.size(pong) + prefixLength;
        requestThrottle.spend(size / BYTES_PER_ANSWER);
        if (size > OscCodec.MAX_PACKET) {
            // Bytes that are not UTF-8 become longer on their way back.
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "the answer would have "
                            + size
                            + " bytes, and a packet has at most "
                            + OscCodec.MAX_PACKET
                            + ": send less");
        }
        replyDestinations
                .destinationOf(by)
                .ifPresent(
                        to -> bandwidthLimiter.spend(to, outbox.putAsIs(to, form(to), pong), true));
    }

    private void subscribe(
            Event.ClientRequested event, Command.Subscribe request, SessionViewAtTime viewAtTime) {
        Set<SubscribedPattern> patterns = SubscribedPattern.withAllBelow(request.patterns());
        Optional<Map<SubscribedPattern, RowGroupsMatchedByPattern>> found =
                lookUpIfRoom(event, destination(event.by(), request.port()), patterns, viewAtTime);
        if (found.isPresent()) {
            subscribe(event.by(), request, found.get(), viewAtTime.at());
        }
    }

    /**
     * As {@link #lookUp}, for a destination that has room. A client with too many patterns could
     * otherwise have new ones looked up without end.
     */
    private Optional<Map<SubscribedPattern, RowGroupsMatchedByPattern>> lookUpIfRoom(
            Event.ClientRequested event,
            Peer to,
            Set<SubscribedPattern> patterns,
            SessionViewAtTime viewAtTime) {
        if (!lookups.containsKey(event.by())) {
            subscriptions.requireRoom(to, patterns);
        }
        return lookUp(event, patterns, viewAtTime);
    }

    private void subscribe(
            Event.ClientRequested event,
            Command.SubscribeOfferedSurface request,
            SessionViewAtTime viewAtTime) {
        Peer to = offered(request.surface(), viewAtTime.view());
        Set<SubscribedPattern> patterns = SubscribedPattern.withAllBelow(request.patterns());
        Optional<Map<SubscribedPattern, RowGroupsMatchedByPattern>> found =
                lookUpIfRoom(event, to, patterns, viewAtTime);
        if (found.isPresent()) {
            requestThrottle.spend(LOOKED_UP_PATTERN_COST * request.patterns().size());
            subscriptions
                    .subscribeOffered(to, found.get(), request.options(), viewAtTime.at())
                    .queueDump(found.get().values());
            changed = true;
        }
    }

    private static Peer offered(String surface, SessionView view) {
        List<OfferedSurface> called =
                view.offeredSurfaces().stream().filter(one -> one.isCalled(surface)).toList();
        if (called.size() > 1) {
            throw new Refusal(
                    Refusal.Code.AMBIGUOUS,
                    "two surfaces have this name: %s and %s; give the destination"
                            .formatted(called.get(0).destination(), called.get(1).destination()));
        }
        return called.stream()
                .findFirst()
                .map(one -> Peer.parse(one.destination()))
                .orElseThrow(() ->
                        new Refusal(
                                Refusal.Code.NO_SUCH,
                                "no surface that announces itself now has this name or destination;"
                                        + " /clients/list shows those that are offered"));
    }

    private void subscribe(
            RequestSender by,
            Command.Subscribe request,
            Map<SubscribedPattern, RowGroupsMatchedByPattern> wanted,
            HostMicros now) {
        Peer peer = replyDestinations.peerOf(by).orElseThrow(ClientRequests::noDestination);
        Peer to = destination(by, request.port());
        requestThrottle.spend(LOOKED_UP_PATTERN_COST * request.patterns().size());
        Subscriber subscriber = subscriptions.subscribe(to, wanted, request.options(), now);
        subscriber.addOwner(by, request.port().isPresent() || !to.equals(peer));
        subscriber.queueDump(wanted.values());
        changed = true;
    }

    private void unsubscribe(RequestSender by, Command.Unsubscribe request) {
        subscriptions
                .at(destination(by, request.port()))
                .ifPresent(subscriber -> {
                    subscriptions.unsubscribe(
                            subscriber,
                            request.patterns().isEmpty()
                                    ? Set.copyOf(subscriber.patterns())
                                    : SubscribedPattern.withAllBelow(request.patterns()));
                    changed = true;
                });
    }

    private void startListening(
            Event.ClientRequested event, String address, SessionViewAtTime viewAtTime) {
        Peer connection =
                replyDestinations.peerOf(event.by()).orElseThrow(ClientRequests::noDestination);
        Set<SubscribedPattern> pattern = Set.of(SubscribedPattern.alone(address));
        Optional<Map<SubscribedPattern, RowGroupsMatchedByPattern>> found =
                lookUpIfRoom(event, connection, pattern, viewAtTime);
        if (found.isPresent()) {
            requestThrottle.spend(LISTENING_COST);
            Subscriber subscriber = subscriptions.listen(connection, found.get(), viewAtTime.at());
            subscriber.addOwner(event.by(), false);
            subscriber.queueDump(found.get().values());
            changed = true;
        }
    }

    private void stopListening(RequestSender by, String address) {
        replyDestinations
                .peerOf(by)
                .flatMap(subscriptions::at)
                .ifPresent(subscriber -> {
                    subscriptions.unsubscribe(subscriber, Set.of(SubscribedPattern.alone(address)));
                    changed = true;
                });
    }

    private void refresh(
            Event.ClientRequested event, Command.Refresh request, SessionViewAtTime viewAtTime) {
        Optional<Map<SubscribedPattern, RowGroupsMatchedByPattern>> found =
                request.patterns().isEmpty()
                        ? Optional.of(Map.of())
                        : lookUp(
                                event,
                                SubscribedPattern.withAllBelow(request.patterns()),
                                viewAtTime);
        if (found.isPresent()) {
            refresh(event.by(), request, found.get());
        }
    }

    private void refresh(
            RequestSender by,
            Command.Refresh request,
            Map<SubscribedPattern, RowGroupsMatchedByPattern> wanted) {
        Peer to = destination(by, request.port());
        requestThrottle.spend(LOOKED_UP_PATTERN_COST * request.patterns().size());
        Subscriber subscriber =
                subscriptions
                        .at(to)
                        .orElseThrow(() ->
                                new Refusal(
                                        Refusal.Code.NO_SUCH,
                                        to
                                                + " has no subscription to refresh:"
                                                + " /subscribe first"));
        subscriber.queueDump(
                request.patterns().isEmpty() ? subscriber.patternRows() : wanted.values());
    }

    private Peer destination(RequestSender by, Optional<Integer> port) {
        Peer answers =
                replyDestinations.destinationOf(by).orElseThrow(ClientRequests::noDestination);
        return port.map(named -> new Peer(Peer.Transport.UDP, answers.host(), named))
                .orElse(answers);
    }

    private static Refusal noDestination() {
        return new Refusal(Refusal.Code.NOT_ALLOWED, "there is noDestination to send feedback to");
    }

    private void reply(RequestSender by, OscMessage message) {
        replyDestinations
                .destinationOf(by)
                .ifPresent(
                        to -> bandwidthLimiter.spend(to, outbox.put(to, form(to), message), true));
    }

    private Outbox.Form form(Peer to) {
        return subscriptions.at(to).map(Subscriber::form).orElse(Outbox.Form.USUAL);
    }
}
