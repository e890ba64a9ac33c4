package io.downbeat.time;

/**
 * A moment on the host's monotonic clock, in microseconds. The origin is arbitrary and differs from
 * run to run. Arithmetic saturates at the ends of {@code long}; the upper end is {@link #NEVER}.
 */
public record HostMicros(long micros) implements Comparable<HostMicros> {

    /** Later than any moment a performance reaches. */
    public static final HostMicros NEVER = new HostMicros(Long.MAX_VALUE);

    public HostMicros plus(long moreMicros) {
        return new HostMicros(SaturatedMath.add(micros, moreMicros));
    }

    /** Microseconds from {@code earlier} to this moment, negative if {@code earlier} is later. */
    public long since(HostMicros earlier) {
        return SaturatedMath.subtract(micros, earlier.micros);
    }

    public boolean isAfter(HostMicros other) {
        return micros > other.micros;
    }

    public boolean isBefore(HostMicros other) {
        return micros < other.micros;
    }

    public HostMicros orEarlier(HostMicros other) {
        return micros <= other.micros ? this : other;
    }

    public HostMicros orLater(HostMicros other) {
        return micros >= other.micros ? this : other;
    }

    @Override
    public int compareTo(HostMicros other) {
        return Long.compare(micros, other.micros);
    }
}
