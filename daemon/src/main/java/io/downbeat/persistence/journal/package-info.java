/**
 * The journal: what a crash must not lose, in one file of the state folder.
 *
 * <pre>
 *   conductor thread                 journal thread
 *   JournalHandover  -- changes -->  JournalWriter --> ChecksummedRecordFile
 *                                    JournalReader &lt;-- ChecksummedRecordFile   (at the start)
 * </pre>
 *
 * <p>The file holds states, not commands: the first record is a whole {@link
 * io.downbeat.session.snapshot.EngineSnapshot}, each later one what has changed since. So a record
 * can always be written from the latest state, however long the disk did not answer, and nothing
 * has to be queued. {@link io.downbeat.persistence.journal.JournalHandover} may be used by two
 * threads; all others belong to the journal thread.
 */
@NullMarked
package io.downbeat.persistence.journal;

import org.jspecify.annotations.NullMarked;
