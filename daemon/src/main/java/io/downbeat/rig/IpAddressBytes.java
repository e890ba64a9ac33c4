package io.downbeat.rig;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The bytes of an address: four for IPv4, also if it is written as IPv6, else sixteen. */
final class IpAddressBytes {
    private static final int MAPPED = 12;

    private IpAddressBytes() {}

    static byte[] of(InetAddress address) {
        byte[] octets = address.getAddress();
        return isMapped(octets) ? Arrays.copyOfRange(octets, MAPPED, octets.length) : octets;
    }

    private static boolean isMapped(byte[] octets) {
        if (octets.length == 4 || octets[10] != -1 || octets[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (octets[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether both are of one family and begin with the same {@code bits}. */
    static boolean haveSamePrefix(byte[] one, byte[] other, int bits) {
        int whole = bits / 8;
        if (one.length != other.length || !Arrays.equals(one, 0, whole, other, 0, whole)) {
            return false;
        }
        int mask = 0xff00 >> bits % 8 & 0xff;
        return mask == 0 || (one[whole] & mask) == (other[whole] & mask);
    }

    static void clearFrom(byte[] octets, int bits) {
        for (int bit = bits; bit < octets.length * 8; bit++) {
            octets[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
    }

    static InetAddress toAddress(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }
}
