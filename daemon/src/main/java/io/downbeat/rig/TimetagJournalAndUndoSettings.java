package io.downbeat.rig;

/**
 * How the engine handles time tags, the journal, undo and waiting.
 *
 * @param timetag whether a bundle waits for its time tag
 * @param timetagWindowSeconds how far ahead a time tag may be, 0 to 3600
 * @param journalSyncMillis how long a change may wait before it is written to the journal, 0 to
 *     60000
 * @param undoLimit how many edits can be undone, 0 to 1000000
 * @param spinMicros how long before a boundary the conductor waits without sleeping, 0 to 1000; -1
 *     is as measured at the start
 */
public record TimetagJournalAndUndoSettings(
        Timetags timetag,
        double timetagWindowSeconds,
        int journalSyncMillis,
        int undoLimit,
        int spinMicros) {

    /** What happens to the time tags of incoming bundles. */
    public enum Timetags {
        HONOUR,
        IGNORE
    }

    /** The contract's defaults. */
    public static final TimetagJournalAndUndoSettings DEFAULT =
            new TimetagJournalAndUndoSettings(Timetags.HONOUR, 10, 20, 1000, -1);

    static TimetagJournalAndUndoSettings read(
            RigSectionReader top, TimetagJournalAndUndoSettings base) {
        return new TimetagJournalAndUndoSettings(
                top.word("timetag", base.timetag),
                top.number("timetag_window_s", 0, 3600, base.timetagWindowSeconds),
                top.whole("journal_sync_ms", 0, 60_000, base.journalSyncMillis),
                top.whole("undo_limit", 0, 1_000_000, base.undoLimit),
                top.whole("spin_us", 0, 1000, base.spinMicros));
    }
}
