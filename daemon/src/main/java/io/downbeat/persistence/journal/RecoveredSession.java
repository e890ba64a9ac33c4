package io.downbeat.persistence.journal;

import io.downbeat.session.snapshot.EngineSnapshot;

/**
 * What a journal holds.
 *
 * @param lastWritten when its last record was written
 * @param bytesCut how many bytes at its end were damaged and are not used
 */
public record RecoveredSession(
        JournalGraphFileHeader header,
        EngineSnapshot snapshot,
        MomentOnHostAndWallClock lastWritten,
        long bytesCut) {

    /**
     * How many edits are not in the graph file, or how many that are in it were taken back. 0 only
     * if the session is as it was saved.
     */
    public int unsavedEdits() {
        return snapshot.history().stepsFrom(snapshot.savedState());
    }

    /** Whether it holds edits that are not in the graph file, or takes back some that are. */
    public boolean isEdited() {
        return snapshot.history().state() != snapshot.savedState();
    }
}
