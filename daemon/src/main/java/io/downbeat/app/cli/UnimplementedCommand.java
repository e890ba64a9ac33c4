package io.downbeat.app.cli;

import io.downbeat.rig.RigException;

/** A subcommand that is announced and that this version does not have: it says so. */
record UnimplementedCommand(String name) implements Subcommand {
    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat " + name, "...")
                .saying("This version does not have it yet.")
                .rest();
    }

    @Override
    public ParsedCommandLine read(ParsedArguments parsedArguments) {
        throw new RigException(name + ": this version does not have it yet");
    }
}
