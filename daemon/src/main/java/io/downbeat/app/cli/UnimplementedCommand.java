package io.downbeat.app.cli;

import io.downbeat.rig.RigException;

/** A planned subcommand that this version does not have. */
record UnimplementedCommand(String name) implements Subcommand {
    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat " + name, "...")
                .withHelpLines("This version does not have it yet.")
                .rest();
    }

    @Override
    public ParsedCommandLine read(CommandArguments parsedArguments) {
        throw new RigException(name + ": this version does not have it yet");
    }
}
