package io.downbeat.app;

import io.downbeat.rig.CommandLineForms;
import io.downbeat.rig.Rig;
import io.downbeat.rig.RigException;
import io.downbeat.rig.RigFile;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line. Without a subcommand it starts the daemon; then single settings win over those
 * of the rig file ({@code --rig}), while outputs, subscribers and who is allowed are added to its.
 *
 * <p>The model is built by hand and only for the command at hand, since annotations would be read
 * by reflection at every start. Values are texts here; what they must be is known to the rig.
 */
final class Options {
    static final String VERSION = "0.1.0";

    private static final String TROUBLE = "downbeat: ";

    private Options() {}

    /** What these arguments ask for. Reads the rig file, and nothing else outside of them. */
    static Invocation parse(String... arguments) {
        try {
            Optional<Subcommand> subcommand = subcommand(arguments);
            return subcommand.isPresent()
                    ? subcommand.get().parse(List.of(arguments).subList(1, arguments.length))
                    : run(Specs.parse(spec(), List.of(arguments)));
        } catch (RigException refused) {
            return refused(refused.problems());
        } catch (ParameterException refused) {
            return refused(List.of(Specs.problem(refused)));
        }
    }

    /** Whether these arguments ask for something else than the daemon. */
    static boolean nameASubcommand(String... arguments) {
        return subcommand(arguments).isPresent();
    }

    private static Optional<Subcommand> subcommand(String... arguments) {
        return arguments.length == 0 ? Optional.empty() : Subcommand.named(arguments[0]);
    }

    static CommandSpec spec() {
        CommandSpec spec = Specs.command("downbeat", "[GRAPH.json] [options]");
        Specs.optional(spec, "GRAPH.json");
        Specs.values(
                spec,
                Map.of(
                        "--osc-port", "N",
                        "--http-port", "N|off",
                        "--osc-tcp-port", "N|off",
                        "--bind", "ADDRESS",
                        "--clock", "internal|link|midi|osc|node",
                        "--tempo", "BPM",
                        "--link", "on|off",
                        "--state-dir", "DIR",
                        "--rig", "FILE.toml",
                        "--prefix", "/NAME"));
        Specs.lists(
                spec,
                Map.of(
                        "--allow", "ADDRESS|CIDR|lan",
                        "--output", "[NAME=]HOST:PORT[,key=value...]",
                        "--subscriber", "HOST:PORT[,/PATTERN...]"));
        Specs.switches(
                spec, "--new", "--stopped", "--verbose", "--quiet", "--json-log", "--version");
        return spec;
    }

    private static Invocation run(ParseResult given) {
        if (given.isUsageHelpRequested()) {
            return new Invocation.Print(HelpText.ofTheDaemon());
        }
        if (given.hasMatchedOption("--version")) {
            return new Invocation.Print("downbeat " + VERSION + "\n");
        }
        if (given.hasMatchedOption("--verbose") && given.hasMatchedOption("--quiet")) {
            throw new RigException("--verbose and --quiet exclude each other: leave one out");
        }
        if (given.hasMatchedOption("--new") && !given.hasMatchedPositional(0)) {
            throw new RigException("--new needs a graph file: downbeat GRAPH.json --new");
        }
        Rig base =
                given.hasMatchedOption("--rig")
                        ? RigFile.read(path(given.matchedOptionValue("--rig", "")))
                        : Rig.DEFAULT;
        return new Invocation.Run(
                new RunSettings(
                        CommandLineForms.over(base, texts(given)),
                        given.hasMatchedOption("--new"),
                        talk(given),
                        given.hasMatchedOption("--json-log")));
    }

    private static Map<String, List<String>> texts(ParseResult given) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        given.matchedOptions()
                .forEach(option ->
                        texts.put(
                                option.longestName(),
                                option.arity().max() == 0 ? List.of("on") : option.stringValues()));
        if (given.hasMatchedPositional(0)) {
            texts.put("GRAPH", given.matchedPositional(0).stringValues());
        }
        return texts;
    }

    private static RunSettings.Talk talk(ParseResult given) {
        if (given.hasMatchedOption("--quiet")) {
            return RunSettings.Talk.QUIET;
        }
        return given.hasMatchedOption("--verbose")
                ? RunSettings.Talk.VERBOSE
                : RunSettings.Talk.NORMAL;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException malformed) {
            throw new RigException("--rig: \"" + text + "\" is no path");
        }
    }

    private static Invocation.Refused refused(List<String> problems) {
        return new Invocation.Refused(problems.stream().map(problem -> TROUBLE + problem).toList());
    }
}
