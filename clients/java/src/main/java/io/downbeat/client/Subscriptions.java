package io.downbeat.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The subscriptions of one client. To the daemon they are one subscriber, so a pattern is
 * unsubscribed only when no other subscription needs it. Thread safe.
 */
final class Subscriptions {
    private final List<Subscription> held = new CopyOnWriteArrayList<>();
    private final Consumer<Message> sending;
    private volatile List<String> options = List.of();

    Subscriptions(Consumer<Message> sending) {
        this.sending = sending;
    }

    /** The options of all later subscriptions and renewals. */
    void options(List<String> words) {
        options = List.copyOf(words);
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    Subscription begin(Consumer<Message> listener, List<String> patterns) {
        List<Coverage> covered = patterns.stream().map(Coverage::of).toList();
        Subscription begun = new Subscription(covered, listener, this::end);
        held.add(begun);
        subscribe(begun);
        return begun;
    }

    /** Sends all subscriptions to the daemon again. */
    void renew() {
        held.forEach(this::subscribe);
    }

    void endAll() {
        if (!held.isEmpty()) {
            held.clear();
            sending.accept(Message.of("/unsubscribe"));
        }
    }

    void tell(Message message, BiConsumer<Consumer<Message>, Message> telling) {
        if (ProtocolAddresses.contains(message.address())) {
            return;
        }
        for (Subscription one : held) {
            if (one.covers(message.address())) {
                telling.accept(one::tell, message);
            }
        }
    }

    private void end(Subscription ended) {
        if (!held.remove(ended)) {
            return;
        }
        Set<String> unneeded = new LinkedHashSet<>(ended.patterns());
        held.forEach(other -> other.patterns().forEach(unneeded::remove));
        if (held.isEmpty() || ended.patterns().isEmpty()) {
            sending.accept(Message.of("/unsubscribe"));
            renew();
        } else if (!unneeded.isEmpty()) {
            sending.accept(Message.of("/unsubscribe", unneeded.toArray()));
        }
    }

    private void subscribe(Subscription one) {
        List<String> arguments = new ArrayList<>(one.patterns());
        arguments.addAll(options);
        sending.accept(Message.of("/subscribe", arguments.toArray()));
    }
}
