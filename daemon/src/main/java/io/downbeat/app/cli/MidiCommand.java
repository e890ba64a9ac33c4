package io.downbeat.app.cli;

/** {@code downbeat midi}. */
final class MidiCommand implements Subcommand {
    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat midi", "[--help]")
                .withHelpLines(
                        "Lists the MIDI devices that could be a clock, in and out: name, maker and",
                        "description. midi_in and midi_out in a rig file take a name, or a part"
                                + " of one.");
    }

    @Override
    public ParsedCommandLine read(CommandArguments parsedArguments) {
        return new ParsedCommandLine.Midi();
    }
}
