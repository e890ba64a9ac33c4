package io.downbeat.app;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pieces that command lines are modelled from, and the words for what does not fit them. */
final class Specs {
    private Specs() {}

    /** A command that knows {@code --help}; the synopsis is what follows its name. */
    static CommandSpec command(String name, String synopsis) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().customSynopsis(name + " " + synopsis);
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("This help.")
                        .build());
        return spec;
    }

    /** Arguments that must be there, in their order behind the command's name. */
    static void required(CommandSpec spec, String... labels) {
        for (String label : labels) {
            spec.addPositional(next(spec, label).arity("1").required(true).build());
        }
    }

    static void optional(CommandSpec spec, String label) {
        spec.addPositional(next(spec, label).arity("0..1").build());
    }

    private static PositionalParamSpec.Builder next(CommandSpec spec, String label) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(spec.positionalParameters().size()))
                .paramLabel(label)
                .type(String.class);
    }

    /** All arguments that are left. */
    static void rest(CommandSpec spec, String label) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index(spec.positionalParameters().size() + "..*")
                        .paramLabel(label)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("0..*")
                        .build());
    }

    /** Options with one value, given at most once. */
    static void values(CommandSpec spec, Map<String, String> labels) {
        new TreeMap<>(labels)
                .forEach((name, label) -> spec.addOption(option(name, label, String.class)));
    }

    /** Options with one value that may be repeated. */
    static void lists(CommandSpec spec, Map<String, String> labels) {
        new TreeMap<>(labels)
                .forEach((name, label) -> spec.addOption(option(name, label, List.class)));
    }

    private static OptionSpec option(String name, String label, Class<?> type) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(type)
                .auxiliaryTypes(String.class)
                .arity("1")
                .build();
    }

    static void switches(CommandSpec spec, String... names) {
        for (String name : names) {
            spec.addOption(OptionSpec.builder(name).type(boolean.class).arity("0").build());
        }
    }

    static ParseResult parse(CommandSpec spec, List<String> arguments) {
        return new CommandLine(spec)
                .setExpandAtFiles(false)
                .parseArgs(arguments.toArray(String[]::new));
    }

    /** A command line that did not fit, in one line that says what to do. */
    static String problem(ParameterException refused) {
        CommandSpec spec = refused.getCommandLine().getCommandSpec();
        String help = " (" + spec.name() + " --help tells more)";
        return switch (refused) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched, spec) + help;
            case MissingParameterException missing -> missing(missing) + help;
            case OverwrittenOptionException twice ->
                    name(twice.getOverwritten()) + " is given twice";
            default -> String.valueOf(refused.getMessage()).lines().findFirst().orElse("") + help;
        };
    }

    private static String unmatched(UnmatchedArgumentException refused, CommandSpec spec) {
        String word = refused.getUnmatched().getFirst();
        if (!refused.isUnknownOption()) {
            return "unexpected argument "
                    + word
                    + "; expected "
                    + spec.usageMessage().customSynopsis()[0];
        }
        String option = word.replaceFirst("=.*", "");
        return "unknown option "
                + option
                + refused.getSuggestions().stream()
                        .findFirst()
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }

    private static String missing(MissingParameterException refused) {
        ArgSpec first = refused.getMissing().getFirst();
        return first.isOption()
                ? name(first) + " needs a value: " + name(first) + " " + first.paramLabel()
                : first.paramLabel() + " is missing";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
