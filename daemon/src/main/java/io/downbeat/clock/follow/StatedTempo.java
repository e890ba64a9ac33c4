package io.downbeat.clock.follow;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A tempo that a clock has stated, and its pulses since, a quarter or more apart. A message can be
 * late but never early, so the earliest of these few pulses, by the stated tempo, gives the phase
 * (as NTP's clock filter trusts the sample with the least delay, RFC 5905), and a single long
 * spacing is no other tempo.
 */
final class StatedTempo {

    /** A position in quarters and its arrival in host microseconds. */
    record Pulse(double position, double at) {}

    /** Pulses, two bars of 4/4. After these the pulses give the tempo better than the statement. */
    private static final int HELD_FOR = 8;

    /** Consecutive spacings that agree with each other overrule the statement. */
    private static final int AGREEING = 3;

    /**
     * A share: spacings that differ by less agree. Late messages of Wi-Fi seldom agree so well: 7
     * ms at 120 BPM.
     */
    private static final double AGREEMENT = 0.015;

    /** A share: a stated tempo may be rounded to a whole number, which is 1 % at 50 BPM. */
    private static final double ROUNDING = 0.01;

    /**
     * Consecutive spacings that are all too long or all too short also overrule it, through jitter.
     */
    private static final int ONE_SIDED = 5;

    /** A share: each of these spacings is off by more than this. */
    private static final double ONE_SIDED_ERROR = 0.03;

    /** A share of the period: a pulse that is later than this is a lost pulse or another tempo. */
    private static final double LARGEST_DELAY = 0.6;

    /**
     * Microseconds: a pulse that is this much later than the earliest was delayed; more than jitter
     * of 2 ms gives.
     */
    private static final double DELAYED = 8_000;

    private final double period;
    private final boolean givesPhase;
    private final List<Pulse> pulses = new ArrayList<>();

    /** By what share of the period each spacing was longer than stated. */
    private final List<Double> spacingErrors = new ArrayList<>();

    /** Where the last pulse was due, by the earliest pulse so far. */
    private Pulse earliest = new Pulse(0, Double.POSITIVE_INFINITY);

    /**
     * @param period microseconds a quarter
     * @param givesPhase whether no earlier pulses have determined the phase
     */
    StatedTempo(double period, boolean givesPhase) {
        this.period = period;
        this.givesPhase = givesPhase;
    }

    double period() {
        return period;
    }

    boolean givesPhase() {
        return givesPhase;
    }

    void onPulse(double position, double at) {
        double due = expectedAt(position);
        boolean waited = at > due && at - due < LARGEST_DELAY * period;
        earliest = new Pulse(position, waited ? due : at);
        if (!pulses.isEmpty()) {
            Pulse last = pulses.getLast();
            spacingErrors.add((at - last.at()) / (position - last.position()) / period - 1);
        }
        pulses.add(new Pulse(position, at));
    }

    /** Begins with this pulse; those before it were copies of it. */
    void begin(double position, double at) {
        pulses.clear();
        spacingErrors.clear();
        earliest = new Pulse(position, Double.POSITIVE_INFINITY);
        onPulse(position, at);
    }

    /** Whether that is the same tempo in other digits or measured again. */
    boolean isAbout(double otherPeriod) {
        return Math.abs(otherPeriod / period - 1) < ROUNDING;
    }

    /** The same pulses; from that moment on with the period that is stated now. */
    StatedTempo at(double otherPeriod, double moment) {
        StatedTempo other = new StatedTempo(otherPeriod, givesPhase);
        other.pulses.addAll(pulses);
        other.spacingErrors.addAll(spacingErrors);
        double gone = (moment - earliest.at()) / period;
        other.earliest =
                pulses.isEmpty() ? earliest : new Pulse(earliest.position() + gone, moment);
        return other;
    }

    boolean isOver() {
        return pulses.size() >= HELD_FOR;
    }

    /** When that position is due by the earliest pulse. */
    double expectedAt(double position) {
        return earliest.at() + (position - earliest.position()) * period;
    }

    /** The pulses that were not delayed. */
    List<Pulse> undelayed() {
        return pulses.stream()
                .filter(each -> each.at() - expectedAt(each.position()) < DELAYED)
                .toList();
    }

    /** The last pulses that agree on another tempo; empty if none do. */
    List<Pulse> otherTempo() {
        if (spacingErrors.size() >= AGREEING) {
            DoubleSummaryStatistics last = latestErrors(AGREEING).summaryStatistics();
            boolean agree = last.getMax() - last.getMin() < AGREEMENT * (1 + last.getAverage());
            if (agree && Math.abs(last.getAverage()) > ROUNDING) {
                return latest(AGREEING + 1);
            }
        }
        boolean oneSided =
                latestErrors(ONE_SIDED).allMatch(off -> off > ONE_SIDED_ERROR)
                        || latestErrors(ONE_SIDED).allMatch(off -> off < -ONE_SIDED_ERROR);
        return oneSided && spacingErrors.size() >= ONE_SIDED ? latest(ONE_SIDED + 1) : List.of();
    }

    private DoubleStream latestErrors(int spacings) {
        int first = Math.max(0, spacingErrors.size() - spacings);
        return spacingErrors.subList(first, spacingErrors.size()).stream().mapToDouble(off -> off);
    }

    private List<Pulse> latest(int many) {
        return List.copyOf(pulses.subList(pulses.size() - many, pulses.size()));
    }
}
