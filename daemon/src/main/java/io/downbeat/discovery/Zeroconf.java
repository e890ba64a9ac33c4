package io.downbeat.discovery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Announces this program on each network interface, once, and finds the surfaces that announce
 * where they receive OSC. Interfaces may come and go; without one, nothing is announced. Start,
 * {@link #withdraw} and {@link #close} are thread safe and do not wait for the network, except
 * {@code close}.
 */
public final class Zeroconf implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Zeroconf.class);

    /**
     * Two of three withdrawals are sent within this time. Longer waits would make every end of the
     * program slow.
     */
    private static final long LONGEST_WITHDRAWAL_MILLIS = 1_300;

    /** An IPv6 address can be used some seconds after it has appeared. */
    private static final int FAILURES_BEFORE_WARNING = 5;

    private final AnnouncedPorts ports;
    private final Source source;
    private final Listener listener;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("downbeat-zeroconf").factory());
    private final Map<OwnAddressOnInterface, ServiceAnnouncer> open = new LinkedHashMap<>();
    private final Map<OwnAddressOnInterface, Integer> refused = new LinkedHashMap<>();
    private final List<CompletableFuture<Void>> withdrawals = new ArrayList<>();
    private List<AnnouncedSurface> offered = List.of();
    private Set<String> hostNames = Set.of();
    private Optional<Future<?>> everySecond = Optional.empty();
    private boolean withdrawn;
    private boolean isWithoutNetwork;

    /** Where this program can be announced. */
    interface Source {
        /** The name of this computer; may ask a name server. Empty if it has none. */
        String hostName();

        /** The addresses to announce at, one on each interface. */
        List<OwnAddressOnInterface> addresses() throws IOException;
    }

    /** Is told what has changed, on the thread of zeroconf. */
    public interface Listener {
        /** The surfaces that are announced now. */
        void onSurfaces(List<AnnouncedSurface> announced);

        /** The host names by which this program is announced now. */
        void onHostNames(Set<String> names);
    }

    Zeroconf(AnnouncedPorts ports, Source source, Listener listener) {
        this.ports = ports;
        this.source = source;
        this.listener = listener;
    }

    /**
     * Announces the ports on all interfaces.
     *
     * @param bind the only address at which the program can be reached; empty for all
     */
    public static Zeroconf start(
            AnnouncedPorts ports, Optional<InetAddress> bind, Listener listener) {
        return new Zeroconf(ports, new SystemNetworkInterfaces(bind), listener).start();
    }

    Zeroconf start() {
        everySecond =
                Optional.of(thread.scheduleWithFixedDelay(this::onSecond, 0, 1, TimeUnit.SECONDS));
        return this;
    }

    /** An executor would never run a task again after it threw an exception. */
    private void onSecond() {
        try {
            update();
        } catch (RuntimeException broken) {
            LOG.debug("zeroconf", broken);
        }
    }

    private synchronized void update() {
        if (withdrawn) {
            return;
        }
        rescan();
        for (ServiceAnnouncer announcer : open.values()) {
            announcer.onSecond();
        }
        Set<String> names =
                open.values().stream().map(ServiceAnnouncer::hostName).collect(Collectors.toSet());
        if (!names.equals(hostNames)) {
            hostNames = names;
            listener.onHostNames(names);
        }
        var found = new LinkedHashMap<String, AnnouncedSurface>();
        for (ServiceAnnouncer announcer : open.values()) {
            for (AnnouncedSurface surface : announcer.surfaces()) {
                if (!isSelf(surface) && found.size() < MulticastDnsWithLimits.MOST_SURFACES) {
                    found.putIfAbsent(key(surface), surface);
                }
            }
        }
        List<AnnouncedSurface> now = List.copyOf(found.values());
        if (!now.equals(offered)) {
            offered = now;
            listener.onSurfaces(now);
        }
    }

    /** Another interface of this computer announces this program, too. */
    private boolean isSelf(AnnouncedSurface surface) {
        return surface.port() == ports.oscUdp() && isOnThisComputer(surface);
    }

    /** A program of this computer is announced at each of its addresses, and offered once. */
    private String key(AnnouncedSurface surface) {
        return (isOnThisComputer(surface) ? "" : surface.address()) + ":" + surface.port();
    }

    private boolean isOnThisComputer(AnnouncedSurface surface) {
        return open.keySet().stream().anyMatch(own -> own.address().equals(surface.address()));
    }

    private void rescan() {
        List<OwnAddressOnInterface> present = present();
        var gone = new ArrayList<>(open.keySet());
        gone.removeAll(present);
        for (OwnAddressOnInterface address : gone) {
            Optional.ofNullable(open.remove(address)).ifPresent(this::withdraw);
        }
        refused.keySet().retainAll(present);
        for (OwnAddressOnInterface address : present) {
            if (!open.containsKey(address)) {
                open(address);
            }
        }
        boolean none = present.isEmpty();
        if (none && !isWithoutNetwork) {
            LOG.info(
                    "zeroconf: there is no network interface to announce this program on;"
                            + " it is announced when there is one");
        }
        isWithoutNetwork = none;
    }

    private List<OwnAddressOnInterface> present() {
        try {
            return source.addresses();
        } catch (IOException unknown) {
            LOG.debug("zeroconf: the network interfaces cannot be read", unknown);
            return List.copyOf(open.keySet());
        }
    }

    private void open(OwnAddressOnInterface at) {
        String host = source.hostName();
        try {
            open.put(
                    at,
                    ServiceAnnouncer.open(
                            at.address(),
                            ServiceName.ofProgram(host),
                            ServiceName.hostLabel(
                                    ServiceAnnouncer.HOST_LABEL,
                                    String.valueOf(ports.oscUdp()),
                                    at.network(),
                                    host),
                            ports));
            refused.remove(at);
        } catch (IOException | RuntimeException unusable) {
            if (refused.merge(at, 1, Integer::sum) == FAILURES_BEFORE_WARNING) {
                LOG.warn(
                        "zeroconf: this program cannot be announced on {} ({}): {}; surfaces there"
                                + " need its address",
                        at.network(),
                        at.address().getHostAddress(),
                        unusable.toString());
            }
        }
    }

    private void withdraw(ServiceAnnouncer announcer) {
        withdrawals.removeIf(CompletableFuture::isDone);
        withdrawals.add(
                CompletableFuture.runAsync(
                        () -> close(announcer),
                        Thread.ofPlatform().daemon().name("downbeat-zeroconf-end")::start));
    }

    private static void close(ServiceAnnouncer announcer) {
        try {
            announcer.close();
        } catch (RuntimeException broken) {
            LOG.debug("zeroconf: closing", broken);
        }
    }

    /** Begins to withdraw all announcements; nothing is announced any more. */
    public synchronized void withdraw() {
        withdrawn = true;
        everySecond.ifPresent(updates -> updates.cancel(false));
        thread.shutdown();
        Collection<ServiceAnnouncer> announcers = List.copyOf(open.values());
        open.clear();
        announcers.forEach(this::withdraw);
    }

    /** Withdraws all announcements and waits until most of the network should know. */
    @Override
    public void close() {
        withdraw();
        CompletableFuture<Void> all;
        synchronized (this) {
            all = CompletableFuture.allOf(withdrawals.toArray(CompletableFuture[]::new));
        }
        try {
            all.get(LONGEST_WITHDRAWAL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException usual) {
            // The third withdrawal is not waited for.
        } catch (ExecutionException broken) {
            LOG.debug("zeroconf: closing", broken);
        }
    }
}
