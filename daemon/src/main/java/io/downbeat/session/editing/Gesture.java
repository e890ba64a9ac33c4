package io.downbeat.session.editing;

import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What several packets have in common that are undone as one step. Either they are the movement of
 * one control: packets of one client that set the same parameters and settings, without a pause. Or
 * they are values that are learnt, from any client.
 *
 * @param parameters their numbers, in the order in which a packet sets them
 * @param settings what is set in the document, such as a value that a clip stores: the address and
 *     the name of the edit
 * @param at when the latest packet came
 * @param learning the number of the row of values that are learnt; 0 for a control
 */
public record Gesture(
        RequestSender by,
        List<Integer> parameters,
        List<String> settings,
        HostMicros at,
        long learning) {

    /**
     * How long after a packet the next one is still part of the gesture. A slowly moved fader sends
     * several values a second. Two taps on a button are further apart.
     */
    static final long PAUSE_MICROS = 500_000;

    public Gesture {
        parameters = List.copyOf(parameters);
        settings = List.copyOf(settings);
    }

    /** A gesture that sets live values only. */
    public Gesture(RequestSender by, List<Integer> parameters, HostMicros at) {
        this(by, parameters, List.of(), at, 0);
    }

    /** Whether this packet continues an earlier gesture. */
    boolean continues(Gesture earlier) {
        return (learning > 0 || earlier.learning > 0)
                ? learning == earlier.learning
                : isSameControl(earlier);
    }

    private boolean isSameControl(Gesture earlier) {
        return by.equals(earlier.by)
                && at.since(earlier.at) <= PAUSE_MICROS
                && parameters.equals(earlier.parameters)
                && settings.equals(earlier.settings);
    }

    /** Whether the two set nothing in common. */
    boolean isApartFrom(Gesture other) {
        return Collections.disjoint(parameters, other.parameters)
                && Collections.disjoint(settings, other.settings);
    }

    /** The gesture of both, if this one continues the earlier one. */
    Gesture joined(Gesture earlier) {
        if (learning == 0) {
            return this;
        }
        Set<Integer> all = new LinkedHashSet<>(earlier.parameters);
        all.addAll(parameters);
        return new Gesture(by, List.copyOf(all), settings, at, learning);
    }
}
