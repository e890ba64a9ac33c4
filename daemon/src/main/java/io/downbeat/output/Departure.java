package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.OscWriter;
import io.downbeat.session.Snapshot;
import io.downbeat.session.Upcoming;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * One prepared boundary on its way to one receiver: the moment it is for, and whether something
 * that was sent behind it has written over it. Not thread safe.
 */
final class Departure {

    private final Prepared prepared;
    private final BitSet parameters;
    private HostMicros boundary = HostMicros.NEVER;
    private OscTimetag tag = OscTimetag.IMMEDIATE;
    private boolean overwritten;
    private int gone;

    Departure(Prepared prepared) {
        this.prepared = prepared;
        this.parameters = written(prepared.upcoming());
    }

    /** The parameters, by number, that a boundary writes. */
    static BitSet written(Upcoming upcoming) {
        var written = new BitSet();
        for (Upcoming.Launch launch : upcoming.launches()) {
            for (int index = 0; index < launch.values().size(); index++) {
                written.set(launch.values().parameter(index));
            }
        }
        return written;
    }

    Prepared prepared() {
        return prepared;
    }

    /** Those it writes, by number; not to be changed. */
    BitSet parameters() {
        return parameters;
    }

    boolean hasLeft() {
        return gone == prepared.datagrams().size();
    }

    ByteBuffer nextDatagram() {
        return prepared.datagrams().get(gone++);
    }

    Upcoming upcoming() {
        return prepared.upcoming();
    }

    HostMicros boundary() {
        return boundary;
    }

    void fallsOn(HostMicros moment) {
        boundary = moment;
    }

    /** Writes the time into the bundles, whose tag is all of them that a tempo changes. */
    void tag(OscTimetag time) {
        tag = time;
        for (ByteBuffer bundle : prepared.datagrams()) {
            new OscWriter(bundle.duplicate()).timetag(0, time.ntp());
        }
    }

    /** The time that its bundles say, immediate as long as they say none. */
    OscTimetag tag() {
        return tag;
    }

    boolean isOverwritten() {
        return overwritten;
    }

    /** Takes note of values that go out behind it. */
    void followedBy(Snapshot values) {
        for (int index = 0; index < values.size() && !overwritten; index++) {
            overwritten = parameters.get(values.parameter(index));
        }
    }
}
