package io.downbeat.app.cli;

import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options and arguments of one command line, checked by its {@link CommandSyntax}.
 *
 * @param asksForHelp whether it asks for help; then nothing else of it counts
 * @param line the options
 * @param words the arguments that are not options
 */
record CommandArguments(boolean asksForHelp, CommandLine line, List<String> words) {

    CommandArguments {
        words = List.copyOf(words);
    }

    /** If help is requested, mistakes in other arguments do not matter. */
    static final CommandArguments HELP_ONLY =
            new CommandArguments(true, CommandLine.builder().get(), List.of());

    boolean has(String option) {
        return line.hasOption(option);
    }

    /** The value of an option. */
    Optional<String> value(String option) {
        return Optional.ofNullable(line.getOptionValue(option));
    }

    /** The argument there, counted from 0. */
    Optional<String> argument(int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    /** All arguments from there on. */
    List<String> argumentsFrom(int index) {
        return List.copyOf(words.subList(Math.min(index, words.size()), words.size()));
    }

    /** The options by their long names, without dashes, in their order; a switch has no values. */
    Map<String, List<String>> options() {
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (Option option : line.getOptions()) {
            options.put(option.getLongOpt(), values(option.getLongOpt()));
        }
        return options;
    }

    private List<String> values(String option) {
        String[] values = line.getOptionValues(option);
        return values == null ? List.of() : List.of(values);
    }
}
