package io.downbeat.feedback.request;

import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowsOfPattern;
import io.downbeat.feedback.change.SubscriberDelivery;
import io.downbeat.feedback.packet.HostBandwidthLimiter;
import io.downbeat.feedback.packet.Outbox;
import io.downbeat.feedback.packet.StringListSplitter;
import io.downbeat.feedback.packet.TextTruncation;
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
import io.downbeat.session.command.RequestOrigin;
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
     * The most bytes of a message, and of its outcome, in a report: with the sender, it fits one
     * datagram.
     */
    private static final int PART_OF_A_REPORT = 600;

    /** The cost of matching a pattern, in answers. */
    private static final int OF_A_PATTERN = 64;

    private static final int OF_A_COVERAGE = 4;

    /** So many bytes of an answer cost as much as one more answer. */
    private static final int BYTES_OF_AN_ANSWER = 128;

    private final PresentValueReader present;
    private final Subscriptions subscriptions;
    private final HostBandwidthLimiter budgets;
    private final SubscriberDelivery subscriberDelivery;
    private final Map<RequestOrigin, Map<String, RowsOfPattern>> lookedUp = new LinkedHashMap<>();
    private final Outbox outbox;
    private final int prefixLength;
    private final ErrorAddressPrefixAdder errorAddressPrefixAdder;
    private final ReplyDestinations replyDestinations = new ReplyDestinations();
    private final ErrorLimiter errorLimiter;
    private final ClientActivityTracker clientActivityTracker = new ClientActivityTracker();
    private final TouchedParametersByClient touchedParametersByClient =
            new TouchedParametersByClient();
    private final RequestThrottle requestThrottle = new RequestThrottle();
    private final MonitorClients monitors = new MonitorClients();
    private final List<Event> handled = new ArrayList<>();
    private boolean changed;

    public ClientRequests(
            PresentValueReader present,
            Subscriptions subscriptions,
            HostBandwidthLimiter budgets,
            SubscriberDelivery subscriberDelivery,
            Outbox outbox,
            int prefixLength,
            ErrorAddressPrefixAdder errorAddressPrefixAdder) {
        this.errorAddressPrefixAdder = errorAddressPrefixAdder;
        this.present = present;
        this.subscriptions = subscriptions;
        this.budgets = budgets;
        this.subscriberDelivery = subscriberDelivery;
        this.outbox = outbox;
        this.prefixLength = prefixLength;
        errorLimiter = new ErrorLimiter(Outbox.DATAGRAM - prefixLength);
    }

    public TouchedParametersByClient touchedParametersByClient() {
        return touchedParametersByClient;
    }

    /** Whether subscriptions have changed since the last call. */
    public boolean pollChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    public void noteChange() {
        changed = true;
    }

    /** The subscribers that show what this sender sets: they get no echo of it. */
    public List<Subscriber> subscribersOf(RequestOrigin by) {
        return replyDestinations.peer(by).map(peer -> subscriptions.of(by, peer)).orElse(List.of());
    }

    /** Handles a request now, or queues it if its sender has asked for too much. */
    public void handleOrQueue(Event.ClientRequested event, SessionViewAtTime viewAtTime) {
        if (mayAnswer(event.by()) && requestThrottle.mayHandle(event.by(), isWide(event))) {
            handle(event, viewAtTime);
        } else if (!requestThrottle.await(event, isWide(event))) {
            String text = "too much of what you asked for waits already: ask more slowly";
            refuse(refused(event, new Refusal(Refusal.Code.BUSY, text)), viewAtTime.at());
        }
    }

    /** Begins an update: handles the requests that had to wait. */
    public void handleWaiting(SessionViewAtTime viewAtTime) {
        requestThrottle.beginTurn(viewAtTime.at());
        for (var next = requestThrottle.next(this::mayAnswer);
                next.isPresent();
                next = requestThrottle.next(this::mayAnswer)) {
            handle(next.get(), viewAtTime);
        }
    }

    /** Whether the host of a sender may be sent answers now. */
    private boolean mayAnswer(RequestOrigin by) {
        return replyDestinations.to(by).map(budgets::isOpen).orElse(true);
    }

    private static boolean isWide(Event.ClientRequested event) {
        return switch (event.request()) {
            case Command.Query query -> OscAddressParts.isPattern(event.address());
            case Command.Subscribe subscribe -> true;
            case Command.Refresh refresh -> true;
            case Command.Unsubscribe unsubscribe -> false;
            case Command.Ping ping -> QueuedEventSizeEstimate.isLarge(event);
            case Command.Monitor monitor -> false;
            case Command.Respond respond -> false;
        };
    }

    private void handle(Event.ClientRequested event, SessionViewAtTime viewAtTime) {
        requestThrottle.spent(1);
        try {
            switch (event.request()) {
                case Command.Query query -> answer(event, viewAtTime);
                case Command.Ping(var carried) -> pong(event.by(), carried);
                case Command.Monitor monitor -> monitors.watch(event.by(), viewAtTime.at());
                case Command.Respond respond -> replyDestinations.redirect(event.by(), respond);
                case Command.Subscribe subscribe -> subscribe(event, subscribe, viewAtTime);
                case Command.Unsubscribe unsubscribe -> unsubscribe(event.by(), unsubscribe);
                case Command.Refresh refresh -> refresh(event, refresh, viewAtTime);
            }
        } catch (Refusal refusal) {
            lookedUp.remove(event.by());
            refuse(refused(event, refusal), viewAtTime.at());
        }
    }

    public MonitorClients monitors() {
        return monitors;
    }

    /** Reports incoming messages to the clients that watch them. */
    public void report(List<ReceivedMessageOutcome> reports, HostMicros now) {
        for (RequestOrigin watching : monitors.watching(now)) {
            for (ReceivedMessageOutcome each : reports) {
                reply(
                        watching,
                        OscMessage.of(
                                "/monitor/in",
                                OscArgument.s(each.by().text()),
                                OscArgument.s(
                                        TextTruncation.truncated(each.message(), PART_OF_A_REPORT)),
                                OscArgument.s(
                                        TextTruncation.truncated(
                                                PrintableText.of(each.outcome()),
                                                PART_OF_A_REPORT))));
            }
        }
    }

    /** The packets since the last call and what was refused, in order. */
    public List<Event> drainHandled() {
        List<Event> taken = List.copyOf(handled);
        handled.clear();
        return taken;
    }

    /**
     * Matches patterns with the contract, a few in each update: hundreds of costly patterns at once
     * would delay everyone else.
     *
     * @return what they match; empty if the request was put back, to be handled again
     */
    private Optional<Map<String, RowsOfPattern>> lookUp(
            Event.ClientRequested event, List<String> patterns, SessionViewAtTime viewAtTime) {
        Map<String, RowsOfPattern> found =
                lookedUp.computeIfAbsent(event.by(), by -> new LinkedHashMap<>());
        for (String pattern : Subscriptions.named(patterns)) {
            if (!found.containsKey(pattern)) {
                if (!subscriptions.isKnown(pattern) && !requestThrottle.useLookup()) {
                    requestThrottle.putBack(event);
                    return Optional.empty();
                }
                RowsOfPattern coveredRows = subscriptions.coverage(pattern);
                // Its objects are looked up too, before their values are sent.
                subscriberDelivery.addressesOf(List.of(coveredRows), viewAtTime.view());
                found.put(pattern, coveredRows);
            }
        }
        lookedUp.remove(event.by());
        return Optional.of(found);
    }

    public void refuse(Event.Refused inside, HostMicros now) {
        Event.Refused refused = errorAddressPrefixAdder.of(inside);
        handled.add(refused);
        errorLimiter.endSeconds(now, this::reply);
        errorLimiter
                .errorFor(refused, mayAnswer(refused.by()), now)
                .ifPresent(error -> reply(refused.by(), error));
    }

    public void onSaved(Event.Saved saved) {
        reply(saved.by(), OscMessage.of("/session/saved", OscArgument.s(saved.name())));
    }

    /** Answers with the place of a new object, on the address of the question. */
    public void onAdded(Event.Added added) {
        reply(added.by(), present.addedAnswer(added));
    }

    /** Sends the warnings of a load, and then its answer. */
    public void onLoaded(Event.SessionLoaded loaded) {
        List<Command.FileWarning> warnings = loaded.warnings();
        warnings.stream().limit(MOST_WARNINGS).forEach(each -> warn(loaded.by(), each));
        if (warnings.size() > MOST_WARNINGS) {
            String more = (warnings.size() - MOST_WARNINGS) + " more warnings are in the log";
            warn(loaded.by(), new Command.FileWarning("", more));
        }
        reply(loaded.by(), OscMessage.of("/session/loaded", OscArgument.s(loaded.name())));
    }

    private void warn(RequestOrigin to, Command.FileWarning warning) {
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
                .orEarlier(touchedParametersByClient.wakeAt())
                .orEarlier(requestThrottle.wakeAt());
    }

    /** Whether there is no client whose silence would have to be noticed. */
    public boolean isQuiet() {
        return clientActivityTracker.isEmpty() && subscriptions.all().isEmpty();
    }

    /** Clients that have been silent for longer than their lease. */
    public List<RequestOrigin> gone(HostMicros now) {
        return clientActivityTracker.removeSilent(now, this::leaseOf);
    }

    /** A connection has ended. */
    public void onClientGone(Peer peer) {
        clientActivityTracker.onClientGone(new RequestOrigin(peer.toString()));
        if (subscriptions.at(peer).isPresent()) {
            subscriptions.forget(peer);
            changed = true;
        }
    }

    private double leaseOf(RequestOrigin by) {
        Optional<Peer> peer = replyDestinations.peer(by);
        double seconds = peer.isEmpty() ? 0 : ClientActivityTracker.SECONDS;
        boolean subscribed = false;
        for (Subscriber each : subscriptions.all()) {
            if (peer.isPresent() && each.isSameClient(by, peer.get())) {
                double lease = each.lease().seconds();
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
        RequestOrigin by = packet.by();
        Optional<Peer> peer = replyDestinations.peer(by);
        if (peer.isEmpty()) {
            return;
        }
        clientActivityTracker.onMessage(by, now);
        touchedParametersByClient.onMessage(by, now);
        for (Subscriber each : subscriptions.all()) {
            if (each.isRenewedBy(peer.get()) && each.onMessage(peer.get(), now)) {
                each.refresh(each.coverages());
                each.subscriberTimers().beginSecond(now);
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
                    .to(event.by())
                    .ifPresent(to ->
                            reply(event.by(), OscMessage.of(RESPOND, OscArgument.i(to.port()))));
            return;
        }
        boolean wide = isWide(event);
        requestThrottle.spent(wide ? PresentValueReader.MOST_MATCHES : 0);
        List<PresentValueReader.Answered> answers = present.read(event.address(), viewAtTime);
        if (wide) {
            // One that is refused has cost the whole search; one that is answered, what it found.
            requestThrottle.spent(OF_A_PATTERN + answers.size() - PresentValueReader.MOST_MATCHES);
        }
        for (PresentValueReader.Answered answer : answers) {
            for (OscMessage part :
                    StringListSplitter.split(answer.row(), answer.message(), prefixLength)) {
                reply(event.by(), part);
            }
        }
    }

    private void pong(RequestOrigin by, List<Object> carried) {
        var arguments = new ArrayList<OscArgument>();
        for (Object each : carried) {
            if (each instanceof OscArgument argument) {
                arguments.add(argument);
            }
        }
        var pong = new OscMessage("/pong", arguments);
        int size = OscCodec.size(pong) + prefixLength;
        requestThrottle.spent(size / BYTES_OF_AN_ANSWER);
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
                .to(by)
                .ifPresent(to -> budgets.spend(to, outbox.putAsIs(to, form(to), pong), true));
    }

    private void subscribe(
            Event.ClientRequested event, Command.Subscribe asked, SessionViewAtTime viewAtTime) {
        if (!lookedUp.containsKey(event.by())) {
            // A client with too many patterns could otherwise have new ones looked up without end.
            subscriptions.requireRoom(
                    destination(event.by(), asked.port()),
                    Set.copyOf(Subscriptions.named(asked.patterns())));
        }
        Optional<Map<String, RowsOfPattern>> found = lookUp(event, asked.patterns(), viewAtTime);
        if (found.isPresent()) {
            subscribe(event.by(), asked, found.get(), viewAtTime.at());
        }
    }

    private void subscribe(
            RequestOrigin by,
            Command.Subscribe asked,
            Map<String, RowsOfPattern> wanted,
            HostMicros now) {
        Peer peer = replyDestinations.peer(by).orElseThrow(ClientRequests::noDestination);
        Peer to = destination(by, asked.port());
        requestThrottle.spent(OF_A_COVERAGE * asked.patterns().size());
        Subscriber subscriber = subscriptions.subscribe(to, wanted, asked.options(), now);
        subscriber.ownedBy(by, asked.port().isPresent() || !to.equals(peer));
        subscriber.refresh(wanted.values());
        changed = true;
    }

    private void unsubscribe(RequestOrigin by, Command.Unsubscribe asked) {
        subscriptions
                .at(destination(by, asked.port()))
                .ifPresent(subscriber -> {
                    subscriptions.unsubscribe(subscriber, asked.patterns());
                    changed = true;
                });
    }

    private void refresh(
            Event.ClientRequested event, Command.Refresh asked, SessionViewAtTime viewAtTime) {
        Optional<Map<String, RowsOfPattern>> found =
                asked.patterns().isEmpty()
                        ? Optional.of(Map.of())
                        : lookUp(event, asked.patterns(), viewAtTime);
        if (found.isPresent()) {
            refresh(event.by(), asked, found.get());
        }
    }

    private void refresh(
            RequestOrigin by, Command.Refresh asked, Map<String, RowsOfPattern> wanted) {
        Peer to = destination(by, asked.port());
        requestThrottle.spent(OF_A_COVERAGE * asked.patterns().size());
        Subscriber subscriber =
                subscriptions
                        .at(to)
                        .orElseThrow(() ->
                                new Refusal(
                                        Refusal.Code.NO_SUCH,
                                        to
                                                + " has no subscription to refresh:"
                                                + " /subscribe first"));
        subscriber.refresh(asked.patterns().isEmpty() ? subscriber.coverages() : wanted.values());
    }

    private Peer destination(RequestOrigin by, Optional<Integer> port) {
        Peer answers = replyDestinations.to(by).orElseThrow(ClientRequests::noDestination);
        return port.map(named -> new Peer(Peer.Transport.UDP, answers.host(), named))
                .orElse(answers);
    }

    private static Refusal noDestination() {
        return new Refusal(Refusal.Code.NOT_ALLOWED, "there is noDestination to send feedback to");
    }

    private void reply(RequestOrigin by, OscMessage message) {
        replyDestinations
                .to(by)
                .ifPresent(to -> budgets.spend(to, outbox.put(to, form(to), message), true));
    }

    private Outbox.Form form(Peer to) {
        return subscriptions.at(to).map(Subscriber::form).orElse(Outbox.Form.USUAL);
    }
}
