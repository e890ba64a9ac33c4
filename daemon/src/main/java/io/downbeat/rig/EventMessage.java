package io.downbeat.rig;

/** An event turned into a message: programs that have clips, cues and columns of their own. */
public record EventMessage(EventSpec event, MessageTemplate send) {
    static EventMessage read(Section section) {
        for (String key : new String[] {"event", "send"}) {
            if (!section.has(key)) {
                section.complain(key + " is missing");
            }
        }
        return new EventMessage(
                section.parsed("event", EventSpec.Plain.BEAT, EventSpec::parse),
                section.read("send", OutputSpec.DEFAULT_TEMPLATE, MessageTemplate::ofEvents));
    }
}
