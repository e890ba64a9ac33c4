package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Resolves host names and keeps the addresses. A caller never waits: a name server may take ten
 * seconds, so each lookup has its own thread, at most one for each name. Thread safe.
 */
public final class HostNames {
    private static final Logger LOG = LoggerFactory.getLogger(HostNames.class);
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final long PREPARED_MILLIS = 500;
    private static final long BETWEEN_LOOKUPS = 5_000_000;

    private final HostClock clock;
    private final Map<String, Lookup> lookups = new ConcurrentHashMap<>();

    public HostNames(HostClock clock) {
        this.clock = clock;
    }

    /** The last known address of a host. An unknown name is resolved in the background. */
    public Optional<InetAddress> addressOf(String host) {
        if (isLiteral(host)) {
            return lookedUp(host);
        }
        Lookup lookup = lookups.computeIfAbsent(host, Lookup::new);
        if (lookup.found.isEmpty()) {
            lookup.start();
        }
        return lookup.found;
    }

    /** Resolves a name again because its address does not work; at most every five seconds. */
    public void lookUpAgain(String host) {
        if (!isLiteral(host)) {
            lookups.computeIfAbsent(host, Lookup::new).start();
        }
    }

    /**
     * Resolves hosts before they are needed, and waits until each is resolved or fails, but at most
     * half a second for one. Used at the start of the program.
     */
    public void prepare(Collection<String> hosts) {
        hosts.forEach(this::addressOf);
        try {
            for (String host : hosts) {
                Lookup lookup = lookups.get(host);
                if (lookup != null && !lookup.ended.await(PREPARED_MILLIS, TimeUnit.MILLISECONDS)) {
                    LOG.info("{} is still being looked up", host);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
    }

    private static Optional<InetAddress> lookedUp(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
    }

    private final class Lookup {
        private final String host;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile Optional<InetAddress> found = Optional.empty();
        private Optional<HostMicros> begun = Optional.empty();
        private boolean running;

        Lookup(String host) {
            this.host = host;
        }

        synchronized void start() {
            HostMicros now = clock.now();
            boolean lately = begun.isPresent() && now.since(begun.orElseThrow()) < BETWEEN_LOOKUPS;
            if (!running && !lately) {
                running = true;
                begun = Optional.of(now);
                Thread.ofPlatform().daemon().name("downbeat-names").start(this::look);
            }
        }

        private void look() {
            Optional<InetAddress> now = lookedUp(host);
            // The previous address is a better guess than none.
            found = now.isPresent() ? now : found;
            synchronized (this) {
                running = false;
            }
            ended.countDown();
        }
    }
}
