package io.downbeat.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The subscriptions of one client. The daemon knows them as one, so what ends here is taken from it
 * only where no other needs it. Thread safe.
 */
final class Subscriptions {
    private final List<Subscription> held = new CopyOnWriteArrayList<>();
    private final Consumer<Message> sending;
    private volatile List<String> options = List.of();

    Subscriptions(Consumer<Message> sending) {
        this.sending = sending;
    }

    /** The options of all that are begun, or renewed, from now on. */
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

    /** Tells the daemon all of them again. */
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
        if (Said.holds(message.address())) {
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
