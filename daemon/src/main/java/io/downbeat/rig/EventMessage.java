package io.downbeat.rig;

/**
 * A message that an output sends when an event happens, for programs that have clips, cues or
 * columns of their own.
 */
public record EventMessage(EventTrigger event, MessageTemplate send) {
    static EventMessage read(RigSectionReader rigSectionReader) {
        for (String key : new String[] {"event", "send"}) {
            if (!rigSectionReader.has(key)) {
                rigSectionReader.addProblem(key + " is missing");
            }
        }
        return new EventMessage(
                rigSectionReader.parsed(
                        "event", EventTrigger.SimpleTrigger.BEAT, EventTrigger::parse),
                rigSectionReader.read(
                        "send", OutputSpec.DEFAULT_TEMPLATE, MessageTemplate::ofEvents));
    }
}
