package io.downbeat.app.cli;

import io.downbeat.rig.RigException;
import io.downbeat.schema.NearestWord;

import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The arguments and options of a command, with the error texts for wrong ones. Every command has
 * {@code --help}. Built once, then only read.
 */
final class CommandSyntax {

    private static final String HELP = "help";

    private final String name;
    private final String synopsis;
    private final List<String> description = new ArrayList<>();
    private final Options options = new Options();
    private final Set<String> repeatable = new HashSet<>();
    private final List<String> positionals = new ArrayList<>();
    private int required;
    private boolean takesTheRest;

    /**
     * @param synopsis what follows the command's name
     */
    CommandSyntax(String name, String synopsis) {
        this.name = name;
        this.synopsis = name + " " + synopsis;
        options.addOption(Option.builder("h").longOpt(HELP).desc("This help.").get());
    }

    /** Adds lines to the help. */
    CommandSyntax withHelpLines(String... lines) {
        description.addAll(List.of(lines));
        return this;
    }

    /** Adds required arguments, in order. */
    CommandSyntax required(String... labels) {
        positionals.addAll(List.of(labels));
        required = positionals.size();
        return this;
    }

    CommandSyntax optional(String label) {
        positionals.add(label);
        return this;
    }

    /**
     * Everything after the last required argument belongs to it, or to the first argument; also
     * text that looks like an option.
     */
    CommandSyntax rest() {
        takesTheRest = true;
        return this;
    }

    /**
     * Adds options with one value that may be given once; each with the placeholder of its value in
     * the help.
     */
    CommandSyntax values(Map<String, String> labels) {
        new TreeMap<>(labels).forEach((option, label) -> options.addOption(valued(option, label)));
        return this;
    }

    /** Adds options with one value that may be repeated. */
    CommandSyntax lists(Map<String, String> labels) {
        repeatable.addAll(labels.keySet());
        return values(labels);
    }

    CommandSyntax switches(String... names) {
        for (String option : names) {
            options.addOption(Option.builder().longOpt(option).get());
        }
        return this;
    }

    private static Option valued(String option, String label) {
        return Option.builder().longOpt(option).hasArg().argName(label).get();
    }

    /** The long names of all options, without dashes. */
    List<String> names() {
        return options.getOptions().stream().map(Option::getLongOpt).toList();
    }

    /**
     * Parses the arguments.
     *
     * @throws RigException if they do not fit, in one line that says what to do
     */
    CommandArguments parse(List<String> arguments) {
        try {
            int end = takesTheRest ? endOfRequired(arguments) : arguments.size();
            List<String> rest = arguments.subList(end, arguments.size());
            CommandLine line =
                    DefaultParser.builder()
                            .setAllowPartialMatching(false)
                            .setStripLeadingAndTrailingQuotes(false)
                            .get()
                            .parse(options, arguments.subList(0, end).toArray(String[]::new));
            return line.hasOption(HELP) ? CommandArguments.HELP_ONLY : given(line, rest);
        } catch (UnrecognizedOptionException unknown) {
            throw refused(unknown(unknown.getOption()));
        } catch (MissingArgumentException missing) {
            Option option = missing.getOption();
            String spelled = "--" + option.getLongOpt();
            throw refused(spelled + " needs a value: " + spelled + " " + option.getArgName());
        } catch (ParseException odd) {
            throw refused(String.valueOf(odd.getMessage()));
        }
    }

    /** The index after the last required argument, or of {@code --}, which ends the options. */
    private int endOfRequired(List<String> arguments) {
        int at = 0;
        int words = 0;
        int most = Math.max(1, required);
        while (at < arguments.size() && words < most && !arguments.get(at).equals("--")) {
            String word = arguments.get(at);
            boolean option = word.length() > 1 && word.startsWith("-");
            words += option ? 0 : 1;
            at += option && takesTheNext(word) ? 2 : 1;
        }
        return Math.min(at, arguments.size());
    }

    private boolean takesTheNext(String word) {
        return options.hasOption(word) && options.getOption(word).hasArg();
    }

    private CommandArguments given(CommandLine line, List<String> rest) {
        Set<String> once = new HashSet<>();
        for (Option each : line.getOptions()) {
            if (!repeatable.contains(each.getLongOpt()) && !once.add(each.getLongOpt())) {
                throw new RigException("--" + each.getLongOpt() + " is given twice");
            }
        }
        List<String> words = new ArrayList<>(line.getArgList());
        words.addAll(
                rest.isEmpty() || !rest.getFirst().equals("--")
                        ? rest
                        : rest.subList(1, rest.size()));
        if (words.size() < required) {
            throw refused(positionals.get(words.size()) + " is missing");
        }
        if (words.size() > positionals.size() && !takesTheRest) {
            throw refused(
                    "unexpected argument "
                            + words.get(positionals.size())
                            + "; expected "
                            + synopsis);
        }
        return new CommandArguments(false, line, words);
    }

    private String unknown(String word) {
        String option = word.replaceFirst("=.*", "");
        return "unknown option "
                + option
                + NearestWord.to(option.replaceFirst("^-+", ""), names())
                        .map(near -> "; did you mean --" + near + "?")
                        .orElse("");
    }

    private RigException refused(String problem) {
        return new RigException(problem + " (" + name + " --help tells more)");
    }

    /** The help: usage, description and options. */
    String usage() {
        var help = new StringBuilder("Usage: ").append(synopsis).append('\n');
        description.forEach(line -> help.append(line).append('\n'));
        for (Option option : options.getOptions()) {
            String spelled = option.getOpt() == null ? "    " : "-" + option.getOpt() + ", ";
            help.append("  ").append(spelled).append("--").append(option.getLongOpt());
            if (option.hasArg()) {
                help.append(' ').append(option.getArgName());
            }
            if (option.getDescription() != null) {
                help.append("   ").append(option.getDescription());
            }
            help.append('\n');
        }
        return help.toString();
    }
}
