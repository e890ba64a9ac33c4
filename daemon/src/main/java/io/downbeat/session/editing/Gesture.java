package io.downbeat.session.editing;

import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

import java.util.Collections;
import java.util.List;

/**
 * The movement of one control: packets of one client that set the same parameters and settings,
 * without a pause.
 *
 * @param parameters their numbers, in the order in which a packet sets them
 * @param settings what is set in the document, such as a value that a clip stores: the address and
 *     the name of the edit
 * @param at when the latest packet came
 */
public record Gesture(
        RequestOrigin by, List<Integer> parameters, List<String> settings, HostMicros at) {

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
    public Gesture(RequestOrigin by, List<Integer> parameters, HostMicros at) {
        this(by, parameters, List.of(), at);
    }

    /** Whether this packet continues an earlier gesture. */
    boolean continues(Gesture earlier) {
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
}
