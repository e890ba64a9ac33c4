package io.downbeat.rig;

/** The event at which an output sends a message, as {@code event} in a rig file names it. */
public sealed interface EventTrigger {
    /** The stage of a launch: queued, cancelled, or performed. */
    enum Phase {
        QUEUED,
        PERFORMED,
        CANCELLED
    }

    /** {@code scene:<name|*>}. */
    record SceneTrigger(Phase phase, EventObjectSelector scene) implements EventTrigger {}

    /** {@code left:scene:<name|*>}: a scene stopped being active. */
    record LeftSceneTrigger(EventObjectSelector scene) implements EventTrigger {}

    /** {@code clip:<track|*>/<clip|*>}. */
    record ClipTrigger(Phase phase, EventObjectSelector track, EventObjectSelector clip)
            implements EventTrigger {}

    /** {@code stop:<track|*>}: a track's stop. */
    record StopTrigger(Phase phase, EventObjectSelector track) implements EventTrigger {}

    /** {@code cue:<path|*>/<k|*>}, k a step's position from 1. */
    record CueTrigger(Phase phase, EventObjectSelector path, EventObjectSelector step)
            implements EventTrigger {}

    /** The events that are written as one word. */
    enum SimpleTrigger implements EventTrigger {
        BEAT,
        BAR,
        PLAY,
        STOP,
        TEMPO,
        SIGNATURE,
        PANIC
    }

    /** Reads an event's text. Throws {@link RigException} that lists the possible forms. */
    static EventTrigger parse(String text) {
        return EventTriggerParser.parse(text);
    }
}
