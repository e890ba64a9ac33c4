package io.downbeat.address.arguments;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.ArgumentSpec;
import io.downbeat.schema.ArgumentType;
import io.downbeat.schema.SubscribeOption;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the arguments of {@code /subscribe}, {@code /unsubscribe} and {@code /refresh}, which come
 * in any order. Patterns begin with a slash, a number from 1024 is a port, other strings are
 * options.
 */
public final class SubscribeArguments {
    /** Smaller numbers are presses of a button; ports below it need privileges. */
    private static final int FIRST_PORT = 1024;

    /** In one message, so that one message makes a bounded amount of work. */
    private static final int MOST_PATTERNS = 256;

    private static final String LEASE = "lease";

    /** An hour: the longest lease that another computer may have. */
    private static final double LONGEST_LEASE_SECONDS = 3600;

    private final DaemonAddressPrefix daemonAddressPrefix;
    private final ArgumentSpec portSpec;
    private final List<SubscribeOption> options;

    public SubscribeArguments(AddressSpace space, DaemonAddressPrefix daemonAddressPrefix) {
        this.daemonAddressPrefix = daemonAddressPrefix;
        portSpec =
                space.method("/subscribe").orElseThrow().arguments().stream()
                        .filter(ArgumentSpec::whole)
                        .findFirst()
                        .orElseThrow();
        options = space.subscribeOptions();
    }

    public Command subscribe(List<OscArgument> sent) {
        ParsedArguments parsed = read(sent);
        return new Command.Subscribe(parsed.patterns, parsed.port, parsed.options());
    }

    /**
     * Reads {@code /clients/add}: the surface, then patterns and options as for {@code /subscribe}.
     * The lease is the longest unless it is given, because a surface that only receives does not
     * renew it.
     */
    public Command addSurface(List<OscArgument> sent) {
        String surface =
                sent.stream()
                        .findFirst()
                        .flatMap(OscArgument::text)
                        .orElseThrow(SubscribeArguments::noSurface);
        ParsedArguments parsed = read(sent.subList(1, sent.size()));
        if (parsed.port.isPresent()) {
            throw new Refusal(
                    Refusal.Code.TYPE,
                    "the surface has announced its port: expected patterns and options, found the"
                            + " port "
                            + parsed.port.get());
        }
        parsed.settings.putIfAbsent(LEASE, LONGEST_LEASE_SECONDS);
        return new Command.SubscribeOfferedSurface(surface, parsed.patterns, parsed.options());
    }

    private static Refusal noSurface() {
        return new Refusal(
                Refusal.Code.MISSING,
                "expected the name or the destination of a surface that /clients/list offers");
    }

    public Command unsubscribe(List<OscArgument> sent) {
        ParsedArguments parsed = readWithoutOptions(sent);
        return new Command.Unsubscribe(parsed.patterns, parsed.port);
    }

    public Command refresh(List<OscArgument> sent) {
        ParsedArguments parsed = readWithoutOptions(sent);
        return new Command.Refresh(parsed.patterns, parsed.port);
    }

    private ParsedArguments readWithoutOptions(List<OscArgument> sent) {
        ParsedArguments parsed = read(sent);
        if (!parsed.settings.isEmpty()) {
            String word = parsed.settings.keySet().iterator().next();
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "patterns begin with a slash, and " + word + " is an option of /subscribe");
        }
        return parsed;
    }

    private ParsedArguments read(List<OscArgument> sent) {
        ParsedArguments parsed = new ParsedArguments();
        for (OscArgument argument : sent) {
            Optional<String> text = argument.text();
            if (text.isPresent() && text.get().startsWith("/")) {
                parsed.patterns.add(pattern(text.get()));
            } else if (text.isPresent() && NumericArguments.numberOf(text.get()).isEmpty()) {
                option(text.get(), parsed);
            } else {
                port(argument, parsed);
            }
        }
        if (parsed.patterns.size() > MOST_PATTERNS) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "one message names at most "
                            + MOST_PATTERNS
                            + " patterns, not "
                            + parsed.patterns.size());
        }
        return parsed;
    }

    private String pattern(String sent) {
        String pattern =
                daemonAddressPrefix
                        .withoutPrefix(sent)
                        .orElseThrow(() -> daemonAddressPrefix.missingPrefix(sent));
        try {
            return OscPattern.of(pattern).toString();
        } catch (OscFormatException e) {
            throw new Refusal(
                    Refusal.Code.PATTERN,
                    ErrorText.address(sent)
                            + " is no pattern: "
                            + ErrorText.patternProblem(e, pattern));
        }
    }

    /** A number below the ports is a press and has no meaning. */
    private void port(OscArgument argument, ParsedArguments parsed) {
        boolean press =
                argument instanceof OscArgument.Impulse
                        || NumericArguments.numberOf(argument).orElse(FIRST_PORT) < FIRST_PORT;
        if (!press && ArgumentReader.read(portSpec, argument) instanceof ParamValue.Numeric port) {
            parsed.port = Optional.of((int) port.value());
        }
    }

    private void option(String sent, ParsedArguments parsed) {
        int equals = sent.indexOf('=');
        String word = (equals < 0 ? sent : sent.substring(0, equals)).toLowerCase(Locale.ROOT);
        ArgumentSpec spec =
                options.stream()
                        .map(SubscribeOption::argument)
                        .filter(known -> known.name().equals(word))
                        .findFirst()
                        .orElseThrow(() -> unknown(sent));
        String value = equals < 0 ? "1" : sent.substring(equals + 1);
        if (equals < 0 && spec.type() != ArgumentType.SWITCH) {
            throw new Refusal(
                    Refusal.Code.MISSING, "an option is short of its number: " + word + "=");
        }
        OscArgument argument = OscArgument.s(value);
        if (spec.type() == ArgumentType.SWITCH && !isZeroOrOne(argument)) {
            throw new Refusal(
                    Refusal.Code.RANGE, word + "= is 0 or 1, not " + ErrorText.quoted(value));
        }
        if (ArgumentReader.read(spec, argument) instanceof ParamValue.Numeric number) {
            parsed.settings.put(word, number.value());
        }
    }

    /** Options are typed by people, so any other number is a mistake. */
    private static boolean isZeroOrOne(OscArgument argument) {
        double number = NumericArguments.numberOf(argument).orElse(Double.NaN);
        return number == 0 || number == 1;
    }

    private Refusal unknown(String sent) {
        String words = String.join(", ", options.stream().map(o -> o.argument().name()).toList());
        return new Refusal(
                Refusal.Code.RANGE, "the options are " + words + ", not " + ErrorText.quoted(sent));
    }

    /** The arguments of one message that have been read so far. */
    private final class ParsedArguments {
        private final List<String> patterns = new ArrayList<>();
        private final Map<String, Double> settings = new LinkedHashMap<>();
        private Optional<Integer> port = Optional.empty();

        private Command.Options options() {
            return new Command.Options(
                    setting("typed") != 0,
                    setting("rate"),
                    setting("bundle") != 0,
                    setting("heal"),
                    setting(LEASE));
        }

        private double setting(String word) {
            return settings.computeIfAbsent(word, this::defaultValue);
        }

        private double defaultValue(String word) {
            for (SubscribeOption option : options) {
                if (option.argument().name().equals(word)) {
                    return option.initial();
                }
            }
            throw new IllegalStateException("the contract has no option " + word);
        }
    }
}
