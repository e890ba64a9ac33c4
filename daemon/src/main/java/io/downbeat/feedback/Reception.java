package io.downbeat.feedback;

import io.downbeat.address.Coverage;
import io.downbeat.address.Moment;
import io.downbeat.address.PresentValues;
import io.downbeat.osc.OscAddress;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.Peer;
import io.downbeat.osc.PlainText;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.Refusal;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What clients ask for themselves: questions, subscriptions, where answers go, errors. Not thread
 * safe.
 */
final class Reception {

    private static final String RESPOND = "/respond";

    /** Bytes of a message, and of its outcome: with the sender, a report fits one datagram. */
    private static final int PART_OF_A_REPORT = 600;

    /** What the search through the contract costs, in answers. */
    private static final int OF_A_PATTERN = 64;

    private static final int OF_A_COVERAGE = 4;

    /** So many bytes of an answer cost as much as another one: each is looked at several times. */
    private static final int BYTES_OF_AN_ANSWER = 128;

    private final PresentValues present;
    private final Subscriptions subscriptions;
    private final HostBudgets budgets;
    private final Delivery delivery;
    private final Map<Origin, Map<String, Coverage>> lookedUp = new LinkedHashMap<>();
    private final Outbox outbox;
    private final int prefixLength;
    private final ErrorAddresses errorAddresses;
    private final Replies replies = new Replies();
    private final Complaints complaints;
    private final Visitors visitors = new Visitors();
    private final Fingers fingers = new Fingers();
    private final Questions questions = new Questions();
    private final ArrivalMonitors monitors = new ArrivalMonitors();
    private final List<Event.Refused> refusals = new ArrayList<>();
    private boolean changed;

    Reception(
            PresentValues present,
            Subscriptions subscriptions,
            HostBudgets budgets,
            Delivery delivery,
            Outbox outbox,
            int prefixLength,
            ErrorAddresses errorAddresses) {
        this.errorAddresses = errorAddresses;
        this.present = present;
        this.subscriptions = subscriptions;
        this.budgets = budgets;
        this.delivery = delivery;
        this.outbox = outbox;
        this.prefixLength = prefixLength;
        complaints = new Complaints(Outbox.DATAGRAM - prefixLength);
    }

    Fingers fingers() {
        return fingers;
    }

    /** Whether the set of subscriptions has changed since this was last asked. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    void noteChange() {
        changed = true;
    }

    /** The subscribers whose hand a sender is. */
    List<Subscriber> handsOf(Origin by) {
        return replies.peer(by).map(peer -> subscriptions.of(by, peer)).orElse(List.of());
    }

    /** Obeys at once, or when it is its turn. */
    void take(Event.ForClient event, Moment moment) {
        if (event.request() instanceof Command.Heard) {
            heard(event.by(), moment.at());
        } else if (mayAnswer(event.by()) && questions.mayObey(event.by(), isWide(event))) {
            obey(event, moment);
        } else if (!questions.await(event, isWide(event))) {
            String text = "too much of what you asked for waits already: ask more slowly";
            refuse(refused(event, new Refusal(Refusal.Code.BUSY, text)), moment.at());
        }
    }

    /** Begins a turn: what had to wait comes first. */
    void takeWaiting(Moment moment) {
        questions.beginTurn(moment.at());
        for (var next = questions.next(this::mayAnswer);
                next.isPresent();
                next = questions.next(this::mayAnswer)) {
            obey(next.get(), moment);
        }
    }

    /** Whether the host of a sender may be sent answers now. */
    private boolean mayAnswer(Origin by) {
        return replies.to(by).map(budgets::isOpen).orElse(true);
    }

    private static boolean isWide(Event.ForClient event) {
        return switch (event.request()) {
            case Command.Ask ask -> OscAddress.isPattern(event.address());
            case Command.Subscribe subscribe -> true;
            case Command.Refresh refresh -> true;
            case Command.Unsubscribe unsubscribe -> false;
            case Command.Confirm confirm -> false;
            case Command.Ping ping -> EventSize.isLarge(event);
            case Command.Monitor monitor -> false;
            case Command.Respond respond -> false;
            case Command.Heard heard -> false;
        };
    }

    private void obey(Event.ForClient event, Moment moment) {
        questions.spent(1);
        try {
            switch (event.request()) {
                case Command.Ask ask -> answer(event, moment);
                case Command.Confirm confirm -> {}
                case Command.Ping(var carried) -> pong(event.by(), carried);
                case Command.Monitor monitor -> monitors.watch(event.by(), moment.at());
                case Command.Respond respond -> replies.redirect(event.by(), respond);
                case Command.Heard heard -> heard(event.by(), moment.at());
                case Command.Subscribe subscribe -> subscribe(event, subscribe, moment);
                case Command.Unsubscribe unsubscribe -> unsubscribe(event.by(), unsubscribe);
                case Command.Refresh refresh -> refresh(event, refresh, moment);
            }
        } catch (Refusal refusal) {
            lookedUp.remove(event.by());
            refuse(refused(event, refusal), moment.at());
        }
    }

    ArrivalMonitors monitors() {
        return monitors;
    }

    /** Tells those who watch what arrived. */
    void report(List<ArrivalReport> reports, HostMicros now) {
        for (Origin watching : monitors.watching(now)) {
            for (ArrivalReport each : reports) {
                reply(
                        watching,
                        OscMessage.of(
                                "/monitor/in",
                                OscArgument.s(each.by().text()),
                                OscArgument.s(ShortText.fitting(each.message(), PART_OF_A_REPORT)),
                                OscArgument.s(
                                        ShortText.fitting(
                                                PlainText.of(each.outcome()), PART_OF_A_REPORT))));
            }
        }
    }

    /** What was refused since this was last asked, in order. */
    List<Event.Refused> takeRefusals() {
        List<Event.Refused> taken = List.copyOf(refusals);
        refusals.clear();
        return taken;
    }

    /**
     * Looks up patterns, a few between two pauses: hundreds of costly ones at once would hold up
     * what everybody else is told.
     *
     * @return what they hold; empty if the request has been put back and is to be obeyed again
     */
    private Optional<Map<String, Coverage>> lookUp(
            Event.ForClient event, List<String> patterns, Moment moment) {
        Map<String, Coverage> found =
                lookedUp.computeIfAbsent(event.by(), by -> new LinkedHashMap<>());
        for (String pattern : Subscriptions.named(patterns)) {
            if (!found.containsKey(pattern)) {
                if (!subscriptions.isKnown(pattern) && !questions.takeLookup()) {
                    questions.putBack(event);
                    return Optional.empty();
                }
                Coverage coverage = subscriptions.coverage(pattern);
                // Its objects too, which are then known when they are told.
                delivery.reach(List.of(coverage), moment.view());
                found.put(pattern, coverage);
            }
        }
        lookedUp.remove(event.by());
        return Optional.of(found);
    }

    void refuse(Event.Refused inside, HostMicros now) {
        Event.Refused refused = errorAddresses.of(inside);
        refusals.add(refused);
        complaints.endSeconds(now, this::reply);
        complaints
                .told(refused, mayAnswer(refused.by()), now)
                .ifPresent(error -> reply(refused.by(), error));
    }

    void saved(Event.Saved saved) {
        reply(saved.by(), OscMessage.of("/session/saved", OscArgument.s(saved.name())));
    }

    /** Tells what was withheld from senders of too many mistakes. */
    void endSeconds(HostMicros now) {
        complaints.endSeconds(now, this::reply);
    }

    HostMicros wakeAt() {
        return complaints.wakeAt().orEarlier(fingers.wakeAt()).orEarlier(questions.wakeAt());
    }

    /** Whether nobody is around whose silence would mean something. */
    boolean isQuiet() {
        return visitors.isEmpty() && subscriptions.all().isEmpty();
    }

    /** Clients that have been silent for longer than their lease. */
    List<Origin> gone(HostMicros now) {
        return visitors.gone(now, this::leaseOf);
    }

    /** A connection has ended. */
    void left(Peer peer) {
        visitors.left(new Origin(peer.toString()));
        if (subscriptions.at(peer).isPresent()) {
            subscriptions.forget(peer);
            changed = true;
        }
    }

    private double leaseOf(Origin by) {
        Optional<Peer> peer = replies.peer(by);
        double seconds = peer.isEmpty() ? 0 : Visitors.SECONDS;
        boolean subscribed = false;
        for (Subscriber each : subscriptions.all()) {
            if (peer.isPresent() && each.isHandOf(by, peer.get())) {
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

    private void heard(Origin by, HostMicros now) {
        Optional<Peer> peer = replies.peer(by);
        if (peer.isEmpty()) {
            return;
        }
        visitors.heard(by, now);
        fingers.heard(by, now);
        for (Subscriber each : subscriptions.all()) {
            if (each.isRenewedBy(peer.get()) && each.heard(peer.get(), now)) {
                each.refresh(each.coverages());
                each.schedule().beginSecond(now);
                changed = true;
            }
        }
    }

    private static Event.Refused refused(Event.ForClient request, Refusal refusal) {
        return new Event.Refused(
                request.at(), request.by(), request.address(), refusal.code(), refusal.text());
    }

    private void answer(Event.ForClient event, Moment moment) {
        if (event.address().equals(RESPOND)) {
            replies.to(event.by())
                    .ifPresent(to ->
                            reply(event.by(), OscMessage.of(RESPOND, OscArgument.i(to.port()))));
            return;
        }
        boolean wide = isWide(event);
        questions.spent(wide ? PresentValues.MOST_MATCHES : 0);
        List<PresentValues.Asked> answers = present.asked(event.address(), moment);
        if (wide) {
            // One that is refused has cost the whole search; one that is answered, what it found.
            questions.spent(OF_A_PATTERN + answers.size() - PresentValues.MOST_MATCHES);
        }
        for (PresentValues.Asked answer : answers) {
            for (OscMessage part : Lists.split(answer.row(), answer.message(), prefixLength)) {
                reply(event.by(), part);
            }
        }
    }

    private void pong(Origin by, List<Object> carried) {
        var arguments = new ArrayList<OscArgument>();
        for (Object each : carried) {
            if (each instanceof OscArgument argument) {
                arguments.add(argument);
            }
        }
        var pong = new OscMessage("/pong", arguments);
        int size = OscCodec.size(pong) + prefixLength;
        questions.spent(size / BYTES_OF_AN_ANSWER);
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
        replies.to(by).ifPresent(to -> budgets.spend(to, outbox.putAsIs(to, form(to), pong), true));
    }

    private void subscribe(Event.ForClient event, Command.Subscribe asked, Moment moment) {
        Optional<Map<String, Coverage>> found = lookUp(event, asked.patterns(), moment);
        if (found.isPresent()) {
            subscribe(event.by(), asked, found.get(), moment.at());
        }
    }

    private void subscribe(
            Origin by, Command.Subscribe asked, Map<String, Coverage> wanted, HostMicros now) {
        Peer peer = replies.peer(by).orElseThrow(Reception::nowhere);
        Peer to = destination(by, asked.port());
        questions.spent(OF_A_COVERAGE * asked.patterns().size());
        Subscriber subscriber = subscriptions.subscribe(to, wanted, asked.options(), now);
        subscriber.ownedBy(by, asked.port().isPresent() || !to.equals(peer));
        subscriber.refresh(wanted.values());
        changed = true;
    }

    private void unsubscribe(Origin by, Command.Unsubscribe asked) {
        subscriptions
                .at(destination(by, asked.port()))
                .ifPresent(subscriber -> {
                    subscriptions.unsubscribe(subscriber, asked.patterns());
                    changed = true;
                });
    }

    private void refresh(Event.ForClient event, Command.Refresh asked, Moment moment) {
        Optional<Map<String, Coverage>> found =
                asked.patterns().isEmpty()
                        ? Optional.of(Map.of())
                        : lookUp(event, asked.patterns(), moment);
        if (found.isPresent()) {
            refresh(event.by(), asked, found.get());
        }
    }

    private void refresh(Origin by, Command.Refresh asked, Map<String, Coverage> wanted) {
        Peer to = destination(by, asked.port());
        questions.spent(OF_A_COVERAGE * asked.patterns().size());
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

    private Peer destination(Origin by, Optional<Integer> port) {
        Peer answers = replies.to(by).orElseThrow(Reception::nowhere);
        return port.map(named -> new Peer(Peer.Transport.UDP, answers.host(), named))
                .orElse(answers);
    }

    private static Refusal nowhere() {
        return new Refusal(Refusal.Code.NOT_ALLOWED, "there is nowhere to send feedback to");
    }

    private void reply(Origin by, OscMessage message) {
        replies.to(by).ifPresent(to -> budgets.spend(to, outbox.put(to, form(to), message), true));
    }

    private Outbox.Form form(Peer to) {
        return subscriptions.at(to).map(Subscriber::form).orElse(Outbox.Form.USUAL);
    }

    /** What settings speak of. */
    Concerns concerns() {
        return new Concerns(present);
    }
}
