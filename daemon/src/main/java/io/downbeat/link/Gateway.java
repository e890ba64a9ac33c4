package io.downbeat.link;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Comparator;

/**
 * One address of this machine on which Link is spoken.
 *
 * @param pingAt the place where it answers measurements, and which other peers are told
 */
record Gateway(InetSocketAddress pingAt) implements Comparable<Gateway> {

    private static final Comparator<Gateway> BY_OCTETS =
            Comparator.comparing(
                    gateway -> gateway.pingAt.getAddress().getAddress(), Arrays::compareUnsigned);

    private static final Comparator<Gateway> ORDER =
            BY_OCTETS.thenComparingInt(gateway -> gateway.pingAt.getPort());

    @Override
    public int compareTo(Gateway other) {
        return ORDER.compare(this, other);
    }
}
