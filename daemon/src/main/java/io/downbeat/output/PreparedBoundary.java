package io.downbeat.output;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.OscWriter;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.function.Predicate;

/**
 * One prepared boundary of one output: its datagrams, when it leaves, and which of its values later
 * ones have overwritten at the receiver.
 */
final class PreparedBoundary {

    private final PacketsOfBoundary packetsOfBoundary;
    private final BitSet parameters;
    private HostMicros boundary = HostMicros.NEVER;
    private OscTimetag tag = OscTimetag.IMMEDIATE;
    private final BitSet overwritten = new BitSet();
    private int sentDatagrams;

    PreparedBoundary(PacketsOfBoundary packetsOfBoundary) {
        this.packetsOfBoundary = packetsOfBoundary;
        this.parameters = writtenParameters(packetsOfBoundary.upcomingBoundary());
    }

    /** The parameters, by number, that a boundary writes. */
    static BitSet writtenParameters(UpcomingBoundary upcomingBoundary) {
        var written = new BitSet();
        for (UpcomingBoundary.Launch launch : upcomingBoundary.launches()) {
            written.or(writtenParameters(launch.values()));
        }
        return written;
    }

    /** The parameters, by number, of these values. */
    static BitSet writtenParameters(ParameterValueList values) {
        var written = new BitSet();
        for (int index = 0; index < values.size(); index++) {
            written.set(values.parameter(index));
        }
        return written;
    }

    PacketsOfBoundary packetsOfBoundary() {
        return packetsOfBoundary;
    }

    /** The parameters that it writes, by number. Must not be changed. */
    BitSet parameters() {
        return parameters;
    }

    boolean isSent() {
        return sentDatagrams == packetsOfBoundary.datagrams().size();
    }

    ByteBuffer nextDatagram() {
        return packetsOfBoundary.datagrams().get(sentDatagrams++);
    }

    UpcomingBoundary upcomingBoundary() {
        return packetsOfBoundary.upcomingBoundary();
    }

    HostMicros boundary() {
        return boundary;
    }

    void setBoundaryTime(HostMicros moment) {
        boundary = moment;
    }

    /** Writes the time into the bundles; nothing else in them depends on the tempo. */
    void setTag(OscTimetag time) {
        tag = time;
        for (ByteBuffer bundle : packetsOfBoundary.datagrams()) {
            new OscWriter(bundle.duplicate()).timetag(0, time.ntp());
        }
    }

    /** The time of its bundles; immediate until they have one. */
    OscTimetag tag() {
        return tag;
    }

    boolean isOverwritten() {
        return !overwritten.isEmpty();
    }

    /** Whether it writes such a value to a parameter. */
    boolean writes(int parameter, Predicate<ParamValue> value) {
        return parameters.get(parameter)
                && upcomingBoundary().launches().stream()
                        .anyMatch(launch -> contains(launch.values(), parameter, value));
    }

    /** The same, and no later value has overwritten it at the receiver. */
    boolean hasValue(int parameter, Predicate<ParamValue> value) {
        return !overwritten.get(parameter) && writes(parameter, value);
    }

    private static boolean contains(
            ParameterValueList values, int parameter, Predicate<ParamValue> value) {
        for (int index = 0; index < values.size(); index++) {
            if (values.parameter(index) == parameter && value.test(values.value(index))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has the values of this launch, and no later value has overwritten one of them. */
    boolean hasValuesOf(UpcomingBoundary.Launch launch) {
        return upcomingBoundary().launches().contains(launch)
                && !writtenParameters(launch.values()).intersects(overwritten);
    }

    /** Whether this boundary was performed in a turn, with the content that was prepared. */
    boolean isPerformedIn(TurnResult turn) {
        boolean writes = !parameters.isEmpty();
        for (Event event : turn.events()) {
            if (writes ? isWriteOf(event) : isPartOf(event)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWriteOf(Event event) {
        return event instanceof Event.ParamsWritten written
                && written.prepared() == upcomingBoundary().revision();
    }

    private boolean isPartOf(Event event) {
        UpcomingBoundary boundary = upcomingBoundary();
        if (!event.at().equals(boundary.at())) {
            return false;
        }
        return switch (event) {
            case Event.TrackStopped(var at, ClipId clip) -> boundary.stops().contains(clip.track());
            case Event.SceneLaunched(var at, SceneId scene, var byArrangement) ->
                    boundary.scenes().contains(scene);
            case Event.ClipActivated e ->
                    boundary.launches().stream().anyMatch(launch -> launch.clip().equals(e.clip()));
            default -> false;
        };
    }

    /** Notes values that are sent after it. */
    void noteLaterValues(ParameterValueList values) {
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            if (parameters.get(parameter)) {
                overwritten.set(parameter);
            }
        }
    }
}
