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
 * What this computer is called: the addresses of all its network interfaces, and its names. A
 * program on this computer that sends to the computer's own address on the network comes from that
 * address, and is no stranger. Asked from any thread; asking never reads anything anew.
 */
public final class ThisComputer {
    private static final Logger LOG = LoggerFactory.getLogger(ThisComputer.class);

    private final Source source;
    private final CompletableFuture<Set<String>> names;
    private volatile Set<InetAddress> addresses;

    /** Where addresses and names are read. */
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

    /** Whether an address is loopback, or that of one of this computer's interfaces. */
    public boolean has(InetAddress address) {
        return address.isLoopbackAddress() || addresses.contains(address);
    }

    /**
     * Whether a name is the computer's own, or a name of loopback; false while the own names are
     * not known yet.
     */
    boolean isCalled(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("localhost")
                || lower.endsWith(".localhost")
                || names.getNow(Set.of()).contains(lower);
    }

    /**
     * Reads the addresses anew, since interfaces come and go. Some tenths of a millisecond: not on
     * a thread that music waits for.
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
                LOG.debug("this computer's own name stands for no address", nameless);
                return Set.of();
            }
        }
    }
}
