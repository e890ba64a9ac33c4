package io.downbeat.rig;

/** What must happen for an output to send a message, as {@code event} in a rig file says it. */
public sealed interface EventTrigger {
    /** The moment of a launch that is meant. */
    enum Phase {
        QUEUED,
        PERFORMED,
        CANCELLED
    }

    /** {@code scene:<name|*>}. */
    record SceneTrigger(Phase phase, EventSelector scene) implements EventTrigger {}

    /** {@code left:scene:<name|*>}: a scene that was active and is so no longer. */
    record LeftSceneTrigger(EventSelector scene) implements EventTrigger {}

    /** {@code clip:<track|*>/<clip|*>}. */
    record ClipTrigger(Phase phase, EventSelector track, EventSelector clip)
            implements EventTrigger {}

    /** {@code stop:<track|*>}: a track's stop. */
    record StopTrigger(Phase phase, EventSelector track) implements EventTrigger {}

    /** {@code cue:<path|*>/<k|*>}, k a step's position from 1. */
    record CueTrigger(Phase phase, EventSelector path, EventSelector step)
            implements EventTrigger {}

    /** What concerns everybody and is written as one word. */
    enum SimpleTrigger implements EventTrigger {
        BEAT,
        BAR,
        PLAY,
        STOP,
        TEMPO,
        SIGNATURE,
        PANIC
    }

    /** Reads an event's text; throws {@link RigException} with the forms there are. */
    static EventTrigger parse(String text) {
        return EventTriggerParser.parse(text);
    }
}
