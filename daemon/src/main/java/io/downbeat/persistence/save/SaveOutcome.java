package io.downbeat.persistence.save;

import io.downbeat.session.command.Refusal;

/** What became of a save. */
public sealed interface SaveOutcome {

    /** The session lies on disk under this name, without its ending. */
    record Saved(String name) implements SaveOutcome {}

    /** Nothing was written. */
    record Refused(Refusal.Code code, String text) implements SaveOutcome {}
}
