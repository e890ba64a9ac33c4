package io.downbeat.net;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The addresses of all network interfaces of this computer, and its names. A local program that
 * sends to the computer's network address also comes from that address and must be allowed. Thread
 * safe; a query only reads cached values.
 */
public final class ThisComputer {
    private static final Logger LOG = LoggerFactory.getLogger(ThisComputer.class);

    private final Source source;
    private final CompletableFuture<Set<String>> names;
    private volatile Set<InetAddress> addresses;
    private volatile Set<String> announcedNames = Set.of();

    /** Reads the addresses and names of the system. */
    interface Source {
        /** The addresses of all network interfaces. */
        Set<InetAddress> addresses() throws IOException;

        /** The computer's own names, in lower case; may ask a name server. */
        Set<String> names();
    }

    ThisComputer(Source source) {
        this.source = source;
        names =
                CompletableFuture.supplyAsync(
                        source::names,
                        Thread.ofPlatform().daemon().name("downbeat-own-names")::start);
        addresses = Set.of();
        refresh();
    }

    /** The computer that this program runs on. */
    public static ThisComputer read() {
        return new ThisComputer(new SystemSource());
    }

    /** Whether an address is a loopback address or belongs to an interface of this computer. */
    public boolean has(InetAddress address) {
        return address.isLoopbackAddress() || addresses.contains(address);
    }

    /** The host names by which this program is announced on the networks now, by zeroconf. */
    public void setAnnouncedNames(Set<String> names) {
        announcedNames =
                names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a name is the computer's own, one that is announced, or a loopback name. False until
     * the own names are known.
     */
    boolean isCalled(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("localhost")
                || lower.endsWith(".localhost")
                || announcedNames.contains(lower)
                || names.getNow(Set.of()).contains(lower);
    }

    /**
     * Reads the addresses again, because interfaces come and go. It takes some tenths of a
     * millisecond, so it must not run on the conductor thread.
     */
    public void refresh() {
        try {
            addresses = Set.copyOf(source.addresses());
        } catch (IOException unreadable) {
            LOG.debug("the addresses of this computer cannot be read", unreadable);
        }
    }

    private static final class SystemSource implements Source {
        @Override
        public Set<InetAddress> addresses() throws IOException {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toSet());
        }

        @Override
        public Set<String> names() {
            try {
                InetAddress own = InetAddress.getLocalHost();
                String name = own.getHostName().toLowerCase(Locale.ROOT);
                String first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
                String full = own.getCanonicalHostName().toLowerCase(Locale.ROOT);
                // ".local" is what zeroconf calls it.
                return Set.copyOf(List.of(name, first, first + ".local", full));
            } catch (UnknownHostException nameless) {
                LOG.debug("this computer's own name has no address", nameless);
                return Set.of();
            }
        }
    }
}
