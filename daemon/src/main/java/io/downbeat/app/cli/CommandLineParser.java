package io.downbeat.app.cli;

import io.downbeat.rig.CommandLineRigReader;
import io.downbeat.rig.Rig;
import io.downbeat.rig.RigException;
import io.downbeat.rig.RigFile;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses the command line. Without a subcommand it starts the daemon. Its single settings replace
 * those of the rig file ({@code --rig}); outputs, subscribers and access rules are added.
 *
 * <p>Values are texts here; the rig package checks them.
 */
public final class CommandLineParser {
    public static final String VERSION = "0.1.0";

    private static final String TROUBLE = "downbeat: ";

    private CommandLineParser() {}

    /** Parses the arguments. Reads the rig file and no other file. */
    public static ParsedCommandLine parse(String... arguments) {
        try {
            Optional<Subcommand> subcommand = subcommand(arguments);
            return subcommand.isPresent()
                    ? subcommand.get().parse(List.of(arguments).subList(1, arguments.length))
                    : run(commandSyntax().parse(List.of(arguments)));
        } catch (RigException refused) {
            return refused(refused.problems());
        }
    }

    /** Whether the arguments name a command other than running the daemon. */
    public static boolean isSubcommand(String... arguments) {
        return subcommand(arguments).isPresent();
    }

    private static Optional<Subcommand> subcommand(String... arguments) {
        return arguments.length == 0 ? Optional.empty() : Subcommand.named(arguments[0]);
    }

    static CommandSyntax commandSyntax() {
        return new CommandSyntax("downbeat", "[GRAPH.json] [options]")
                .optional("GRAPH.json")
                .values(
                        Map.of(
                                "osc-port", "N",
                                "http-port", "N|off",
                                "osc-tcp-port", "N|off",
                                "bind", "ADDRESS",
                                "zeroconf", "on|off",
                                "prefix", "/NAME"))
                .values(
                        Map.of(
                                "clock", "internal|link|midi|osc|node",
                                "tempo", "BPM",
                                "link", "on|off",
                                "state-dir", "DIR",
                                "rig", "FILE.toml"))
                .lists(
                        Map.of(
                                "allow", "ADDRESS|CIDR|lan",
                                "output", "[NAME=]HOST:PORT[,key=value...]",
                                "subscriber", "HOST:PORT[,/PATTERN...][,key=value...]"))
                .switches("new", "fresh", "stopped", "verbose", "quiet", "json-log", "version");
    }

    private static ParsedCommandLine run(CommandArguments parsedArguments) {
        if (parsedArguments.asksForHelp()) {
            return new ParsedCommandLine.Print(HelpText.ofTheDaemon());
        }
        if (parsedArguments.has("version")) {
            return new ParsedCommandLine.Print("downbeat " + VERSION + "\n");
        }
        if (parsedArguments.has("verbose") && parsedArguments.has("quiet")) {
            throw new RigException("--verbose and --quiet exclude each other: leave one out");
        }
        if (parsedArguments.has("new") && parsedArguments.argument(0).isEmpty()) {
            throw new RigException("--new needs a graph file: downbeat GRAPH.json --new");
        }
        Rig base =
                parsedArguments
                        .value("rig")
                        .map(file -> RigFile.read(path(file)))
                        .orElse(Rig.DEFAULT);
        return new ParsedCommandLine.Run(
                new DaemonSettings(
                        CommandLineRigReader.over(base, texts(parsedArguments)),
                        parsedArguments.has("new"),
                        parsedArguments.has("fresh"),
                        consoleSettings(parsedArguments),
                        parsedArguments.has("json-log")));
    }

    private static Map<String, List<String>> texts(CommandArguments parsedArguments) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        parsedArguments
                .options()
                .forEach((name, values) ->
                        texts.put("--" + name, values.isEmpty() ? List.of("on") : values));
        parsedArguments.argument(0).ifPresent(graph -> texts.put("GRAPH", List.of(graph)));
        return texts;
    }

    private static DaemonSettings.ConsoleSettings consoleSettings(
            CommandArguments parsedArguments) {
        if (parsedArguments.has("quiet")) {
            return DaemonSettings.ConsoleSettings.QUIET;
        }
        return parsedArguments.has("verbose")
                ? DaemonSettings.ConsoleSettings.VERBOSE
                : DaemonSettings.ConsoleSettings.NORMAL;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException malformed) {
            throw new RigException("--rig: \"" + text + "\" is no path");
        }
    }

    private static ParsedCommandLine.Refused refused(List<String> problems) {
        return new ParsedCommandLine.Refused(
                problems.stream().map(problem -> TROUBLE + problem).toList());
    }
}
