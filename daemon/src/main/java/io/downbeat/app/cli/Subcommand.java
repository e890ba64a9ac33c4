package io.downbeat.app.cli;

import java.util.List;
import java.util.Optional;

/** A command after {@code downbeat} other than running the daemon. */
interface Subcommand {
    /** The subcommands' names, in the order of the help. */
    List<String> NAMES =
            List.of("check", "export", "schema", "client", "send", "monitor", "midi", "bench");

    CommandSyntax commandSyntax();

    ParsedCommandLine read(CommandArguments parsedArguments);

    static Optional<Subcommand> named(String name) {
        return switch (name) {
            case "check" -> Optional.of(new CheckCommand());
            case "export" -> Optional.of(new ExportPictureCommand());
            case "schema" -> Optional.of(new AddressSchemaCommand());
            case "send" -> Optional.of(new SendCommand());
            case "monitor" -> Optional.of(new MonitorCommand());
            case "midi" -> Optional.of(new MidiCommand());
            case "bench" -> Optional.of(new BenchCommand());
            case "client" -> Optional.of(new UnimplementedCommand(name));
            case "help" -> Optional.of(new HelpCommand());
            default -> Optional.empty();
        };
    }

    /** Parses the arguments after the subcommand's name. */
    default ParsedCommandLine parse(List<String> arguments) {
        CommandSyntax commandSyntax = commandSyntax();
        CommandArguments parsedArguments = commandSyntax.parse(arguments);
        return parsedArguments.asksForHelp()
                ? new ParsedCommandLine.Print(commandSyntax.usage())
                : read(parsedArguments);
    }
}
