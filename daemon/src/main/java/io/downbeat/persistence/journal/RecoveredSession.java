package io.downbeat.persistence.journal;

import io.downbeat.session.performance.Performance;

/**
 * What a journal holds.
 *
 * @param lastWritten when its last record was written
 * @param bytesCut how many bytes at its end were damaged and are not used
 */
public record RecoveredSession(
        JournalHeader header, Performance performance, HostAndWallTime lastWritten, long bytesCut) {

    /**
     * How many edits are not in the graph file, or how many that are in it were taken back. 0 only
     * if the session is as it was saved.
     */
    public int unsavedEdits() {
        return performance.history().stepsFrom(performance.savedState());
    }

    /** Whether it holds edits that are not in the graph file, or takes back some that are. */
    public boolean isEdited() {
        return performance.history().state() != performance.savedState();
    }
}
