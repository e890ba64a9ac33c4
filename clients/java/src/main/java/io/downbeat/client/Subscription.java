package io.downbeat.client;

import java.util.List;
import java.util.function.Consumer;

/** A subscription of one listener, until it is closed. Thread safe. */
public final class Subscription implements AutoCloseable {
    private final List<Coverage> covered;
    private final Consumer<Message> listener;
    private final Consumer<Subscription> ending;

    Subscription(
            List<Coverage> covered, Consumer<Message> listener, Consumer<Subscription> ending) {
        this.covered = List.copyOf(covered);
        this.listener = listener;
        this.ending = ending;
    }

    /** The patterns as they were given; none means everything. */
    public List<String> patterns() {
        return covered.stream().map(Coverage::pattern).toList();
    }

    boolean covers(String address) {
        return covered.isEmpty() || covered.stream().anyMatch(one -> one.covers(address));
    }

    void tell(Message message) {
        listener.accept(message);
    }

    /**
     * Ends the subscription. The client sends this to the daemon, unless another subscription of
     * this client needs the same.
     */
    @Override
    public void close() {
        ending.accept(this);
    }
}
