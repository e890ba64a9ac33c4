package io.downbeat.app.cli;

import io.downbeat.rig.RigException;
import io.downbeat.schema.NearestWord;

import java.util.List;

/** {@code downbeat help [COMMAND]}: what {@code --help} prints. */
final class HelpCommand implements Subcommand {
    @Override
    public CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat help", "[COMMAND]")
                .withHelpLines("Prints the help of a command, or of all.")
                .optional("COMMAND");
    }

    @Override
    public ParsedCommandLine read(CommandArguments parsedArguments) {
        return parsedArguments
                .argument(0)
                .map(HelpCommand::help)
                .orElseGet(() -> new ParsedCommandLine.Print(HelpText.ofTheDaemon()));
    }

    private static ParsedCommandLine help(String command) {
        return Subcommand.named(command)
                .orElseThrow(() -> unknown(command))
                .parse(List.of("--help"));
    }

    private static RigException unknown(String command) {
        return new RigException(
                "help: there is no command "
                        + command
                        + NearestWord.to(command, NAMES)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; the commands are " + String.join(", ", NAMES)));
    }
}
