package io.downbeat.app.cli;

import io.downbeat.rig.RigException;

import java.util.Map;

/** {@code downbeat export GRAPH.json --svg FILE.svg}. */
final class ExportPictureCommand implements Subcommand {
    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat export", "GRAPH.json --svg FILE.svg")
                .withHelpLines(
                        "Draws the arrangement of a graph file as a picture: the tracks as lanes,",
                        "the clips as blocks, scenes, bars and tempo. An existing file is replaced.")
                .required("GRAPH.json")
                .values(Map.of("svg", "FILE.svg"));
    }

    @Override
    public ParsedCommandLine read(CommandArguments parsedArguments) {
        return new ParsedCommandLine.ExportPicture(
                parsedArguments.argument(0).orElse(""),
                parsedArguments
                        .value("svg")
                        .orElseThrow(() ->
                                new RigException(
                                        "export: --svg is missing: downbeat export GRAPH.json --svg"
                                                + " FILE.svg")));
    }
}
