package io.downbeat.clock.follow;

import java.util.ArrayList;
import java.util.List;

/**
 * Detects a clock whose every pulse arrives twice, as over two network interfaces. The spacings
 * then alternate between short and long. Once that is known, the second of each two pulses is
 * ignored.
 */
final class DoubledClockDetector {

    /** Pulses: four originals and their copies give three spacings of each kind. */
    private static final int PULSES_NEEDED = 8;

    /**
     * The short spacing is less than this share of the long one. Nearer to 1 the pulses are as good
     * as even.
     */
    private static final double SHORT_SPACING = 0.4;

    /** Spacings of one kind differ by less than this share of a whole period. */
    private static final double SPACING_TOLERANCE = 0.04;

    /** A copy comes within this many mean copy delays after its original. */
    private static final double DELAY_MARGIN = 1.5;

    private final List<Double> arrivals = new ArrayList<>();
    private double copyDelay;
    private double lastOriginal;

    /**
     * @param first when the first pulse arrived
     */
    DoubledClockDetector(double first) {
        begin(first);
    }

    /** A sequence begins with this pulse; what is known about copies stays known. */
    DoubledClockDetector begin(double first) {
        arrivals.clear();
        arrivals.add(first);
        lastOriginal = first;
        return this;
    }

    /** The pulses from here on are numbered: their spacings are not examined. */
    void reset() {
        arrivals.clear();
    }

    /** Whether this pulse is known to be a copy of the last. */
    boolean isCopy(double at) {
        boolean copy = at - lastOriginal < DELAY_MARGIN * copyDelay;
        lastOriginal = copy ? lastOriginal : at;
        return copy;
    }

    /**
     * Records one of the first pulses of a sequence; true if they show that every pulse arrives
     * twice.
     */
    boolean detects(double at) {
        if (!arrivals.isEmpty() && arrivals.size() < PULSES_NEEDED) {
            arrivals.add(at);
            if (arrivals.size() == PULSES_NEEDED && isEveryPulseDoubled()) {
                copyDelay = mean(copies());
                lastOriginal = originals().getLast();
                return true;
            }
        }
        return false;
    }

    /** The arrival times of the originals. */
    List<Double> originals() {
        List<Double> originals = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            if (i % 2 != copies()) {
                originals.add(arrivals.get(i));
            }
        }
        if (copies() == 0) {
            originals.addFirst(arrivals.getFirst());
        }
        return originals;
    }

    private boolean isEveryPulseDoubled() {
        double small = mean(copies());
        double large = mean(1 - copies());
        double most = SPACING_TOLERANCE * (small + large);
        boolean alike = small < SHORT_SPACING * large;
        // The first pulse may have arrived only once; the spacing after it is then longer.
        for (int i = 2 - copies(); i < PULSES_NEEDED; i++) {
            alike &= Math.abs(spacing(i) - (i % 2 == copies() ? small : large)) < most;
        }
        return alike;
    }

    /** 1 if the odd pulses are the copies, 0 if the even ones are. */
    private int copies() {
        return mean(1) < mean(0) ? 1 : 0;
    }

    /** The mean spacing before odd pulses (1) or before even ones (0). */
    private double mean(int odd) {
        double sum = 0;
        int ways = 0;
        for (int i = 2 + odd; i < PULSES_NEEDED; i += 2) {
            sum += spacing(i);
            ways++;
        }
        return sum / ways;
    }

    private double spacing(int to) {
        return arrivals.get(to) - arrivals.get(to - 1);
    }
}
