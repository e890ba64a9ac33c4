package io.downbeat.osc;

/**
 * An OSC time tag, kept as the 64 bits of the wire: NTP seconds since 1900 in the upper half,
 * binary fraction in the lower (OSC 1.0, "Time Tags"). Seconds with the top bit clear lie after the
 * roll-over of 7 February 2036 (RFC 4330, section 3), so tags span 1968-01-20T03:14:08Z up to, not
 * including, 2104-02-26T09:42:24Z.
 *
 * <p>{@code ofEpoch(s, n)} gives back {@code s} and {@code n} for every nanosecond, {@code
 * ofEpochMicros(u).epochMicros() == u} for every microsecond of that span.
 *
 * @param ntp the bits as they are on the wire
 */
public record OscTimetag(long ntp) implements Comparable<OscTimetag> {

    /** Sixty-three zero bits and a one: at once. */
    public static final OscTimetag IMMEDIATE = new OscTimetag(1);

    private static final long UNIX_EPOCH_IN_NTP = 2_208_988_800L;
    private static final long ERA = 1L << 32;
    private static final long FIRST_EPOCH_SECOND = (ERA >> 1) - UNIX_EPOCH_IN_NTP;
    private static final long END_EPOCH_SECOND = FIRST_EPOCH_SECOND + ERA;
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;

    /**
     * The tag nearest to a time since 1970.
     *
     * @throws IllegalArgumentException outside the span of tags, or for nanos outside
     *     0..999,999,999
     */
    public static OscTimetag ofEpoch(long epochSeconds, int nanos) {
        if (nanos < 0 || nanos >= NANOS) {
            throw new IllegalArgumentException("nanos must be 0..999999999, got " + nanos);
        }
        return new OscTimetag(ntp(epochSeconds, nearestFraction(nanos, NANOS)));
    }

    /**
     * The tag nearest to a time in microseconds since 1970; the range is that of {@link #ofEpoch}.
     */
    public static OscTimetag ofEpochMicros(long epochMicros) {
        return new OscTimetag(ntpOfEpochMicros(epochMicros));
    }

    /** The bits of {@link #ofEpochMicros}, for writers that must not allocate. */
    public static long ntpOfEpochMicros(long epochMicros) {
        long seconds = Math.floorDiv(epochMicros, MICROS);
        return ntp(seconds, nearestFraction(Math.floorMod(epochMicros, MICROS), MICROS));
    }

    /**
     * Whether this means "at once". Also true of all zeros, which NTP calls an unknown time (RFC
     * 5905, section 6) and which careless senders write for "now".
     */
    public boolean isImmediate() {
        return ntp == 0 || ntp == 1;
    }

    /** Whole seconds since 1970; meaningless when {@link #isImmediate}. */
    public long epochSeconds() {
        long seconds = ntp >>> 32;
        return (seconds >= ERA >> 1 ? seconds : seconds + ERA) - UNIX_EPOCH_IN_NTP;
    }

    /**
     * Nearest nanosecond of the second, 0..999,999,999. The last half nanosecond of a second rounds
     * down, so that seconds and nanos always belong together.
     */
    public int nanos() {
        return (int) Math.min(nearestParts(NANOS), NANOS - 1);
    }

    /** Nearest microsecond since 1970; meaningless when {@link #isImmediate}. */
    public long epochMicros() {
        return epochSeconds() * MICROS + nearestParts(MICROS);
    }

    /** Order in time, through the roll-over of 2036; immediate comes before every time. */
    @Override
    public int compareTo(OscTimetag other) {
        if (isImmediate() != other.isImmediate()) {
            return isImmediate() ? -1 : 1;
        }
        // The top bit set is the earlier era, as a signed comparison has it.
        return Long.compare(ntp, other.ntp);
    }

    private static long ntp(long epochSeconds, long fraction) {
        if (epochSeconds < FIRST_EPOCH_SECOND || epochSeconds >= END_EPOCH_SECOND) {
            throw new IllegalArgumentException(
                    "a time tag holds epoch seconds "
                            + FIRST_EPOCH_SECOND
                            + " up to "
                            + END_EPOCH_SECOND
                            + ", got "
                            + epochSeconds);
        }
        return ((epochSeconds + UNIX_EPOCH_IN_NTP) << 32) + fraction;
    }

    private static long nearestFraction(long parts, long partsOfSecond) {
        return ((parts << 32) + partsOfSecond / 2) / partsOfSecond;
    }

    private long nearestParts(long partsOfSecond) {
        return ((ntp & (ERA - 1)) * partsOfSecond + (ERA >> 1)) >>> 32;
    }
}
