package io.downbeat.bench;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A WebSocket client that does what the page does with <em>Listen</em> on: subscribes to the page's
 * own list of patterns and to {@code /node}, renews its lease every 10 s, and asks for the clock
 * every second.
 */
final class PageClient implements AutoCloseable {
    private static final String STORE = "/io/downbeat/browser/session/store.js";
    private static final Pattern LIST = Pattern.compile("(?s)const PATTERNS = \\[(.*?)\\];");
    private static final Pattern QUOTED = Pattern.compile("\"(/[^\"]*)\"");

    /** The page's own intervals. */
    private static final int PING_SECONDS = 10;

    private static final int CLOCK_SECONDS = 1;
    private static final List<String> CLOCK = List.of("/tempo", "/beat", "/beat/phase");

    private static final int LONGEST_DUMP_SECONDS = 60;

    private final OscCodec codec = new OscCodec();
    private final Received received = new Received();
    private final WebSocket socket;

    /** A WebSocket takes one message after the other; guarded by this. */
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    private PageClient(HttpClient http, int port) {
        URI address = URI.create("ws://127.0.0.1:" + port + "/");
        try {
            socket = http.newWebSocketBuilder().buildAsync(address, received).join();
        } catch (CompletionException refused) {
            throw new BenchmarkException("no page could connect to " + address + ": " + refused);
        }
    }

    /**
     * Connects and subscribes.
     *
     * @param timer calls for as long as it runs
     */
    @SuppressWarnings("FutureReturnValueIgnored") // The calls end with the timer.
    static PageClient connect(HttpClient http, int port, ScheduledExecutorService timer) {
        PageClient page = new PageClient(http, port);
        page.send("/subscribe", patterns().toArray(String[]::new));
        timer.scheduleAtFixedRate(
                () -> page.send("/ping"), PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
        timer.scheduleAtFixedRate(
                () -> CLOCK.forEach(page::send), CLOCK_SECONDS, CLOCK_SECONDS, TimeUnit.SECONDS);
        return page;
    }

    /** The patterns of the page, read from its own source. */
    private static List<String> patterns() {
        try (InputStream store = PageClient.class.getResourceAsStream(STORE)) {
            if (store == null) {
                throw new BenchmarkException("the page's " + STORE + " is not on the class path");
            }
            String source = new String(store.readAllBytes(), StandardCharsets.UTF_8);
            Stream<String> listed =
                    LIST.matcher(source)
                            .results()
                            .flatMap(list -> QUOTED.matcher(list.group(1)).results())
                            .map((MatchResult quoted) -> quoted.group(1));
            List<String> patterns = Stream.concat(listed, Stream.of("/node")).toList();
            if (patterns.size() < 2) {
                throw new BenchmarkException("no list of patterns was found in " + STORE);
            }
            return patterns;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private synchronized void send(String address, String... texts) {
        OscArgument[] arguments = Stream.of(texts).map(OscArgument::s).toArray(OscArgument[]::new);
        ByteBuffer packet = ByteBuffer.wrap(codec.encode(OscMessage.of(address, arguments)));
        sending = sending.thenCompose(before -> socket.sendBinary(packet, true));
    }

    /** Waits until the daemon has sent all present values. */
    void awaitValues() {
        try {
            if (!received.complete.await(LONGEST_DUMP_SECONDS, TimeUnit.SECONDS)) {
                throw new BenchmarkException("the daemon did not send its values to a page");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Decodes all that arrives, as the page does. */
    private static final class Received implements WebSocket.Listener {
        private final OscCodec codec = new OscCodec();
        private final CountDownLatch complete = new CountDownLatch(1);
        private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            frame.writeBytes(bytes);
            if (last) {
                try {
                    onPacket(codec.decode(ByteBuffer.wrap(frame.toByteArray())));
                } catch (OscFormatException unreadable) {
                    throw new IllegalStateException("a packet cannot be read", unreadable);
                } finally {
                    frame.reset();
                }
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void onPacket(OscPacket packet) {
            switch (packet) {
                case OscBundle bundle -> bundle.packets().forEach(this::onPacket);
                case OscMessage message -> {
                    if (message.address().equals("/update")
                            && message.arguments().getFirst().number().orElse(1) == 0) {
                        complete.countDown();
                    }
                }
            }
        }
    }
}
