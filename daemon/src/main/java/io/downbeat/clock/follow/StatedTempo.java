package io.downbeat.clock.follow;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A tempo that a master has stated, and its first pulses since, a quarter or more apart. A message
 * can wait on its way but never arrive too early: of so few pulses the earliest, by the stated
 * tempo, tells the phase, and single spacings tell no other tempo. Not thread safe.
 */
final class StatedTempo {

    /** A pulse and the moment at which it came, in host microseconds. */
    record Pulse(double position, double at) {}

    /** Pulses; from then on those that came tell the tempo better than words. */
    private static final int HELD_FOR = 8;

    /** Spacings in a row that agree with each other tell another tempo. */
    private static final int AGREEING = 3;

    /** A share: spacings that differ by more do not agree; late messages seldom do. */
    private static final double AGREE = 0.015;

    /** A share: a stated tempo may be rounded, as to a whole number of beats a minute. */
    private static final double ROUNDED = 0.01;

    /** So many spacings in a row, all too long or all too short, tell it also through jitter. */
    private static final int ONE_SIDED = 5;

    /** A share: by so much all of them are off. */
    private static final double OFF = 0.03;

    /** A share of the period: what comes later than that is lost, or another tempo. */
    private static final double MOST_LATE = 0.6;

    /** Microseconds: what comes later than the earliest by so much has waited on its way. */
    private static final double LATE = 8_000;

    private final double period;
    private final boolean tellsThePhase;
    private final List<Pulse> pulses = new ArrayList<>();

    /** By what share of the period each spacing was longer, as it was stated then. */
    private final List<Double> offs = new ArrayList<>();

    /** Where the last pulse was due by the earliest so far. */
    private Pulse earliest = new Pulse(0, Double.POSITIVE_INFINITY);

    /**
     * @param period microseconds a quarter
     * @param tellsThePhase whether no pulses before it have told where the beats lie
     */
    StatedTempo(double period, boolean tellsThePhase) {
        this.period = period;
        this.tellsThePhase = tellsThePhase;
    }

    double period() {
        return period;
    }

    boolean tellsThePhase() {
        return tellsThePhase;
    }

    void heard(double position, double at) {
        double due = expects(position);
        boolean waited = at > due && at - due < MOST_LATE * period;
        earliest = new Pulse(position, waited ? due : at);
        if (!pulses.isEmpty()) {
            Pulse last = pulses.getLast();
            offs.add((at - last.at()) / (position - last.position()) / period - 1);
        }
        pulses.add(new Pulse(position, at));
    }

    /** The first pulse; what came before was the same one. */
    void begin(double position, double at) {
        pulses.clear();
        offs.clear();
        earliest = new Pulse(position, Double.POSITIVE_INFINITY);
        heard(position, at);
    }

    /** Whether that is the same tempo in other digits, or measured anew. */
    boolean isAbout(double otherPeriod) {
        return Math.abs(otherPeriod / period - 1) < ROUNDED;
    }

    /** The same pulses; from that moment on by the tempo as it is stated now. */
    StatedTempo at(double otherPeriod, double moment) {
        StatedTempo other = new StatedTempo(otherPeriod, tellsThePhase);
        other.pulses.addAll(pulses);
        other.offs.addAll(offs);
        double gone = (moment - earliest.at()) / period;
        other.earliest =
                pulses.isEmpty() ? earliest : new Pulse(earliest.position() + gone, moment);
        return other;
    }

    boolean isOver() {
        return pulses.size() >= HELD_FOR;
    }

    /** When that position is due by the earliest pulse; never before there was one. */
    double expects(double position) {
        return earliest.at() + (position - earliest.position()) * period;
    }

    /** The pulses that came no later than jitter explains: what they tell together is no delay. */
    List<Pulse> inTime() {
        return pulses.stream().filter(each -> each.at() - expects(each.position()) < LATE).toList();
    }

    /** The last pulses that agree on another tempo; empty if none do. */
    List<Pulse> otherTempo() {
        if (offs.size() >= AGREEING) {
            DoubleSummaryStatistics last = latestOffs(AGREEING).summaryStatistics();
            boolean agree = last.getMax() - last.getMin() < AGREE * (1 + last.getAverage());
            if (agree && Math.abs(last.getAverage()) > ROUNDED) {
                return latest(AGREEING + 1);
            }
        }
        boolean oneSided =
                latestOffs(ONE_SIDED).allMatch(off -> off > OFF)
                        || latestOffs(ONE_SIDED).allMatch(off -> off < -OFF);
        return oneSided && offs.size() >= ONE_SIDED ? latest(ONE_SIDED + 1) : List.of();
    }

    private DoubleStream latestOffs(int spacings) {
        int first = Math.max(0, offs.size() - spacings);
        return offs.subList(first, offs.size()).stream().mapToDouble(off -> off);
    }

    private List<Pulse> latest(int many) {
        return List.copyOf(pulses.subList(pulses.size() - many, pulses.size()));
    }
}
