package io.downbeat.rig;

/**
 * Which clock the music follows.
 *
 * @param source {@code internal} where none is asked for
 * @param sourceAsked whether someone asked for it: then a graph's own clock gives way
 * @param tempo quarters a minute, 20 to 300; 0 leaves the graph's
 * @param stopped whether the transport stands still at the start
 * @param offsetMillis -500 to 500; negative is earlier
 * @param link whether the Link session is joined whatever the source is
 * @param linkAllow who may take part in a Link session with this computer
 * @param startStop whether start and stop are shared with Link
 * @param midiIn device name; empty is none
 * @param midiOut device name; empty is none
 * @param freewheelBars how long a lost clock plays on; -1 for ever
 */
public record ClockSpec(
        Source source,
        boolean sourceAsked,
        double tempo,
        boolean stopped,
        double offsetMillis,
        boolean link,
        LinkAllow linkAllow,
        boolean startStop,
        String midiIn,
        String midiOut,
        double freewheelBars) {

    /** A clock's kind, spelt in small letters in settings and addresses. */
    public enum Source {
        INTERNAL,
        LINK,
        MIDI,
        OSC,
        NODE;

        /** The word of the contract. */
        public String word() {
            return RigSectionReader.spelt(this);
        }
    }

    /** Who may take part in a Link session, spelt in small letters in settings. */
    public enum LinkAllow {
        /** Whoever is on the network, as is usual with Link. */
        ANY,
        /** This computer, and whom {@code [access] allow} lets in. */
        ALLOWED
    }

    /** The internal clock at the graph's tempo. */
    public static final ClockSpec DEFAULT =
            new ClockSpec(
                    Source.INTERNAL, false, 0, false, 0, false, LinkAllow.ANY, false, "", "", -1);

    /** What a section says, and for what it does not say, {@code base}. */
    static ClockSpec read(RigSectionReader rigSectionReader, ClockSpec base) {
        double freewheel =
                rigSectionReader.number("freewheel_bars", -1, 100_000, base.freewheelBars);
        if (freewheel < 0 && freewheel != -1) {
            rigSectionReader.addProblem(
                    "freewheel_bars", "expected -1 (for ever) or a number from 0 on");
        }
        return new ClockSpec(
                rigSectionReader.word("source", base.source),
                base.sourceAsked || rigSectionReader.has("source"),
                rigSectionReader.number("tempo", 20, 300, base.tempo),
                rigSectionReader.flag("stopped", base.stopped),
                rigSectionReader.number("offset_ms", -500, 500, base.offsetMillis),
                rigSectionReader.flag("link", base.link),
                rigSectionReader.word("link_allow", base.linkAllow),
                rigSectionReader.flag("start_stop", base.startStop),
                rigSectionReader.text("midi_in", base.midiIn),
                rigSectionReader.text("midi_out", base.midiOut),
                freewheel);
    }
}
