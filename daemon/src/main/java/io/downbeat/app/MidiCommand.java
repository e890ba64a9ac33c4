package io.downbeat.app;

/** {@code downbeat midi}. */
final class MidiCommand implements Subcommand {
    @Override
    public Syntax syntax() {
        return new Syntax("downbeat midi", "[--help]")
                .saying(
                        "Lists the MIDI devices that could be a clock, in and out: name, maker and",
                        "description. midi_in and midi_out in a rig file take a name, or a part"
                                + " of one.");
    }

    @Override
    public Invocation read(Given given) {
        return new Invocation.Midi();
    }
}
