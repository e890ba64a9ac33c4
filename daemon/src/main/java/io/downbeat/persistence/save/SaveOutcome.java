package io.downbeat.persistence.save;

import io.downbeat.session.command.Refusal;

/** The result of a save. */
public sealed interface SaveOutcome {

    /** The session was saved under this name, without extension. */
    record Saved(String name) implements SaveOutcome {}

    /** Nothing was written. */
    record Refused(Refusal.Code code, String text) implements SaveOutcome {}
}
