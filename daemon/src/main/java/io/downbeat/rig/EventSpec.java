package io.downbeat.rig;

/** What must happen for an output to send a message, as {@code event} in a rig file says it. */
public sealed interface EventSpec {
    /** The moment of a launch that is meant. */
    enum Phase {
        QUEUED,
        PERFORMED,
        CANCELLED
    }

    /** {@code scene:<name|*>}. */
    record OfScene(Phase phase, Selector scene) implements EventSpec {}

    /** {@code left:scene:<name|*>}: a scene that was active and is so no longer. */
    record OfLeftScene(Selector scene) implements EventSpec {}

    /** {@code clip:<track|*>/<clip|*>}. */
    record OfClip(Phase phase, Selector track, Selector clip) implements EventSpec {}

    /** {@code stop:<track|*>}: a track's stop. */
    record OfStop(Phase phase, Selector track) implements EventSpec {}

    /** {@code cue:<path|*>/<k|*>}, k a step's position from 1. */
    record OfCue(Phase phase, Selector path, Selector step) implements EventSpec {}

    /** What concerns everybody and is written as one word. */
    enum Plain implements EventSpec {
        BEAT,
        BAR,
        PLAY,
        STOP,
        TEMPO,
        SIGNATURE,
        PANIC
    }

    /** Reads an event's text; throws {@link RigException} with the forms there are. */
    static EventSpec parse(String text) {
        return EventText.parse(text);
    }
}
