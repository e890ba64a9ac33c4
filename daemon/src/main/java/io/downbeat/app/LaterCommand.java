package io.downbeat.app;

import io.downbeat.rig.RigException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A subcommand that is announced and that this version does not have: it says so. */
record LaterCommand(String name) implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("downbeat " + name, "...");
        spec.usageMessage().description("This version does not have it yet.");
        spec.parser().stopAtPositional(true).unmatchedOptionsArePositionalParams(true);
        Specs.rest(spec, "ARGS");
        return spec;
    }

    @Override
    public Invocation read(ParseResult given) {
        throw new RigException(name + ": this version does not have it yet");
    }
}
