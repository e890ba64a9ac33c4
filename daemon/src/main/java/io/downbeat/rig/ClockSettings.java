package io.downbeat.rig;

/**
 * The clock that the session follows, and the clocks that it sends.
 *
 * @param source {@code internal} if none is given
 * @param sourceAsked whether a source was given; then the clock node of a graph is not followed
 * @param tempo quarter notes a minute, 20 to 300; 0 keeps the graph's tempo
 * @param stopped whether the transport is stopped at the start
 * @param offsetMillis -500 to 500; negative is earlier
 * @param link whether to join the Link session even if the source is not Link
 * @param linkAllow which hosts may take part in a Link session with this computer
 * @param startStop whether start and stop are shared with Link
 * @param midiIn device name; empty is none
 * @param midiOut device name; empty is none
 * @param freewheelBars how many bars the session plays on after its clock is lost; -1 without limit
 */
public record ClockSettings(
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

    /** The kinds of clock, in lower case in settings and addresses. */
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

    /** Which hosts may take part in a Link session, in lower case in settings. */
    public enum LinkAllow {
        /** Every host of the network, as is usual with Link. */
        ANY,
        /** This computer, and the hosts that {@code [access] allow} names. */
        ALLOWED
    }

    /** The internal clock at the graph's tempo. */
    public static final ClockSettings DEFAULT =
            new ClockSettings(
                    Source.INTERNAL, false, 0, false, 0, false, LinkAllow.ANY, false, "", "", -1);

    /** Reads a section. Missing keys take their values from {@code base}. */
    static ClockSettings read(RigSectionReader rigSectionReader, ClockSettings base) {
        double freewheel =
                rigSectionReader.number("freewheel_bars", -1, 100_000, base.freewheelBars);
        if (freewheel < 0 && freewheel != -1) {
            rigSectionReader.addProblem(
                    "freewheel_bars", "expected -1 (for ever) or a number from 0 on");
        }
        return new ClockSettings(
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
