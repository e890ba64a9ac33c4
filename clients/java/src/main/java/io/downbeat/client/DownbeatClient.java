package io.downbeat.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A connection to one running daemon over UDP: sends messages, asks for values, subscribes to
 * changes. It has a socket of its own, keeps its subscriptions alive and renews them when the
 * daemon was restarted.
 *
 * <pre>{@code
 * try (DownbeatClient client = DownbeatClient.connect("localhost", 9120)) {
 *     client.subscribe(System.out::println, "/track", "/scene");
 *     client.send("/scene/2/launch", "bar");
 *     double tempo = client.ask("/tempo").number(0);
 * }
 * }</pre>
 *
 * <p>Thread safe. Listeners are called one after the other on the client's receiving thread, so
 * they return soon and do not {@link #ask}; what a listener throws is logged and harms no other.
 */
public final class DownbeatClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DownbeatClient.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private final UdpConnection line;
    private final OscBytes outgoing = new OscBytes();
    private final OscBytes incoming = new OscBytes();
    private final LeaseRenewal lease = new LeaseRenewal();
    private volatile AddressPrefix prefix = new AddressPrefix("");
    private final PendingQuestions questions = new PendingQuestions();
    private final Subscriptions subscriptions = new Subscriptions(this::send);
    private final List<Consumer<Message>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Refusal>> errorListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Link>> linkListeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService seconds =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("downbeat-client-lease").factory());

    private DownbeatClient(String host, int port) {
        this.name = host + ":" + port;
        this.line = UdpConnection.open(host, port, new PacketReceiver());
    }

    /**
     * A client of the daemon at this UDP port. Nothing is sent yet; if no daemon runs there, {@link
     * #onLink} reports it later.
     *
     * @param host a name or an IP address
     * @param port 1 to 65535; the daemon's usual one is 9120
     * @throws DownbeatException if the name does not resolve
     */
    @SuppressWarnings("FutureReturnValueIgnored") // The ticking ends with its executor.
    public static DownbeatClient connect(String host, int port) {
        DownbeatClient client = new DownbeatClient(host, port);
        client.line.start();
        client.seconds.scheduleWithFixedDelay(client::tick, 1, 1, TimeUnit.SECONDS);
        return client;
    }

    /**
     * Sends one message. The address may be a pattern, as {@code /track/*}{@code /stop}.
     *
     * @param arguments strings, numbers, booleans or {@link Argument}s
     * @throws IllegalArgumentException for an address without a slash or another type of argument
     */
    public void send(String address, Object... arguments) {
        send(Message.of(address, arguments));
    }

    /** Sends one message. */
    public void send(Message message) {
        byte[] packet;
        synchronized (outgoing) {
            packet = outgoing.encode(prefix.added(message));
        }
        line.send(packet);
    }

    /** Sends messages as one bundle, so that they take effect together, in order. */
    public void sendTogether(Message... messages) {
        byte[] packet;
        synchronized (outgoing) {
            packet = outgoing.encode(Arrays.stream(messages).map(prefix::added).toList());
        }
        line.send(packet);
    }

    /**
     * The present value of an address; waits for up to two seconds.
     *
     * @param address one address of a value or a state, no pattern
     * @throws DownbeatException if the daemon refuses the question, is not there or does not answer
     */
    public Message ask(String address) {
        return ask(address, PATIENCE);
    }

    /** The present value of an address; waits for up to {@code patience}. */
    public Message ask(String address, Duration patience) {
        if (line.isHearing()) {
            throw new IllegalStateException(
                    "a listener cannot wait for an answer; ask on another thread");
        }
        return questions.ask(new Message(address, List.of()), patience, this::send, name);
    }

    /**
     * Calls a listener with every change, beginning with all present values.
     *
     * @param patterns addresses or OSC patterns; each covers what it matches and all below. None is
     *     everything
     */
    public Subscription subscribe(Consumer<Message> listener, String... patterns) {
        lease.onQuestion();
        return subscriptions.begin(listener, List.of(patterns));
    }

    /** The daemon was started with {@code --prefix}; addresses here go without it. */
    public void prefix(String written) {
        prefix = new AddressPrefix(written);
    }

    /** Options for all later subscriptions, as {@code heal=0} or {@code rate=10}. */
    public void options(String... options) {
        subscriptions.options(List.of(options));
    }

    /** Calls a listener with every message that arrives, answers and heartbeats too. */
    public void listen(Consumer<Message> listener) {
        listeners.add(listener);
    }

    /** Calls a listener with every refusal of the daemon. */
    public void onError(Consumer<Refusal> listener) {
        errorListeners.add(listener);
    }

    /** Calls a listener when the daemon is lost or back. */
    public void onLink(Consumer<Link> listener) {
        linkListeners.add(listener);
    }

    /** The local UDP port that the daemon sends to. */
    public int localPort() {
        return line.localPort();
    }

    /** Unsubscribes and closes the socket; a second call does nothing. */
    @Override
    public void close() {
        if (seconds.isShutdown()) {
            return;
        }
        seconds.shutdownNow();
        try {
            subscriptions.endAll();
        } catch (DownbeatException gone) {
            LOG.debug("could not unsubscribe from {}", name, gone);
        }
        line.close();
        questions.failAll("the client of " + name + " was closed");
    }

    private void tick() {
        if (subscriptions.isEmpty()) {
            return;
        }
        Link before = lease.link();
        boolean due = lease.tick();
        tellLink(before);
        if (due) {
            try {
                send("/ping");
            } catch (DownbeatException unreachable) {
                LOG.debug("could not ping {}", name, unreachable);
            }
        }
    }

    private void hear(Message message) {
        Link before = lease.link();
        if (lease.onMessage(message.address())) {
            subscriptions.renew();
        }
        tellLink(before);
        questions.hear(message);
        if (message.address().equals(ProtocolAddresses.ERROR)) {
            tell(errorListeners, Refusal.of(message));
        }
        tell(listeners, message);
        subscriptions.tell(message, DownbeatClient::tellOne);
    }

    private void tellLink(Link before) {
        Link now = lease.link();
        if (now != before) {
            tell(linkListeners, now);
        }
    }

    private static <T> void tell(List<Consumer<T>> listeners, T what) {
        listeners.forEach(listener -> tellOne(listener, what));
    }

    private static <T> void tellOne(Consumer<T> listener, T what) {
        try {
            listener.accept(what);
        } catch (RuntimeException failed) {
            LOG.error("a listener failed at {}", what, failed);
        }
    }

    /** Handles received packets and refused connections. */
    private final class PacketReceiver implements UdpConnection.Receiver {
        @Override
        public void packet(byte[] bytes) {
            incoming.decode(bytes, odd -> LOG.debug("left out {} from {}", odd, name))
                    .forEach(message -> hear(prefix.removed(message)));
        }

        @Override
        public void refused() {
            Link before = lease.link();
            lease.refused();
            tellLink(before);
            questions.failAll("nothing listens at UDP " + name + "; is the daemon running there?");
        }
    }
}
