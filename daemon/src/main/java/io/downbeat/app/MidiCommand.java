package io.downbeat.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code downbeat midi}. */
final class MidiCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("downbeat midi", "[--help]");
        spec.usageMessage()
                .description(
                        "Lists the MIDI devices that could be a clock, in and out: name, maker and",
                        "description. midi_in and midi_out in a rig file take a name, or a part"
                                + " of one.");
        return spec;
    }

    @Override
    public Invocation read(ParseResult given) {
        return new Invocation.Midi();
    }
}
