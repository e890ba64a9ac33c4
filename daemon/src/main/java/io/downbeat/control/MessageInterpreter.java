package io.downbeat.control;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ResolvedMessage;
import io.downbeat.address.arguments.ArgumentReader;
import io.downbeat.address.arguments.ButtonPressOrRelease;
import io.downbeat.address.resolve.RowMatch;
import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.schema.Method;
import io.downbeat.schema.MethodAccess;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns one message to an address of the contract into a command: a trigger fires on a press, a
 * value is set, or asked for without arguments, a state is only asked for (contract, rules 1 and
 * 6).
 */
final class MessageInterpreter {
    private final AddressCache addressCache;
    private final SpellingHints spellingHints;

    MessageInterpreter(AddressCache addressCache, SpellingHints spellingHints) {
        this.addressCache = addressCache;
        this.spellingHints = spellingHints;
    }

    /** The command; empty for a release without meaning and for what gets no answer. */
    Optional<Command> command(String address, List<OscArgument> sent, PacketOrigin from) {
        try {
            return switch (addressCache.match(address, from.work())) {
                case AddressMatch.One(RowMatch match) -> command(match, sent, from);
                case AddressMatch.Pattern pattern -> patternCommand(pattern, sent, from);
                case AddressMatch.Unanswered() -> Optional.empty();
                case AddressMatch.Unknown() -> spellingHints.unknown(address, from);
                case AddressMatch.Refused(Refusal.Code code, String text) ->
                        Optional.of(new Command.Refuse(code, text));
            };
        } catch (Refusal refusal) {
            return Optional.of(new Command.Refuse(refusal.code(), refusal.text()));
        }
    }

    /**
     * The answer to a message with unreadable arguments.
     *
     * @param otherwise the answer if the address itself is in order
     */
    Optional<Command> unreadable(String address, Command.Refuse otherwise, PacketOrigin from) {
        return switch (addressCache.match(address, from.work())) {
            case AddressMatch.One one -> Optional.of(otherwise);
            case AddressMatch.Pattern pattern -> Optional.of(otherwise);
            case AddressMatch.Unanswered() -> Optional.empty();
            case AddressMatch.Unknown() -> spellingHints.unknown(address, from);
            case AddressMatch.Refused(Refusal.Code code, String text) ->
                    Optional.of(new Command.Refuse(code, text));
        };
    }

    private static Optional<Command> command(
            RowMatch match, List<OscArgument> sent, PacketOrigin from) {
        return switch (match.row().access()) {
            case TRIGGER -> fire(match, sent, from);
            case VALUE ->
                    Optional.of(sent.isEmpty() ? new Command.Query() : set(match, sent, from));
            case STATE -> Optional.of(query(match, sent));
            case IN -> Optional.of(set(match, sent, from));
            case OUT -> Optional.empty();
        };
    }

    private static Command query(RowMatch match, List<OscArgument> sent) {
        if (sent.isEmpty()) {
            return new Command.Query();
        }
        throw new Refusal(
                Refusal.Code.READ_ONLY,
                match.row() + " can be asked for, without arguments, but not set");
    }

    private static Command set(RowMatch match, List<OscArgument> sent, PacketOrigin from) {
        AddressRow row = match.row();
        return row.command(
                resolvedMessage(match, ArgumentReader.read(row.method(), sent), false, sent, from));
    }

    private static ResolvedMessage resolvedMessage(
            RowMatch match,
            List<ParamValue> values,
            boolean held,
            List<OscArgument> sent,
            PacketOrigin from) {
        return new ResolvedMessage(match.row(), match.refs(), values, held, sent, from.origin());
    }

    private static Optional<Command> fire(
            RowMatch match, List<OscArgument> sent, PacketOrigin from) {
        AddressRow row = match.row();
        Method method = row.method();
        if (row.readsOwnArguments()) {
            return isRelease(sent)
                    ? Optional.empty()
                    : Optional.of(
                            row.command(resolvedMessage(match, List.of(), false, sent, from)));
        }
        if (method.numberIsArgument()) {
            return fireWithNumber(match, sent, from);
        }
        ButtonPressOrRelease button = ButtonPressOrRelease.of(method, sent);
        if (button == ButtonPressOrRelease.RELEASE && !row.hasRelease()) {
            return Optional.empty();
        }
        List<OscArgument> options =
                button == ButtonPressOrRelease.NO_BUTTON ? sent : sent.subList(1, sent.size());
        List<ParamValue> values =
                ArgumentReader.read(
                        method.arguments(),
                        method.quantized() ? fromFirstString(options) : options);
        ResolvedMessage call =
                resolvedMessage(match, values, button == ButtonPressOrRelease.PRESS, sent, from);
        return button == ButtonPressOrRelease.RELEASE
                ? row.releaseCommand(call)
                : Optional.of(row.command(call));
    }

    /** A trigger that has a number of its own. {@code N} and {@code I} are still a button's. */
    private static Optional<Command> fireWithNumber(
            RowMatch match, List<OscArgument> sent, PacketOrigin from) {
        boolean anything = ArgumentReader.acceptsAnything(match.row().method().arguments());
        if (sent.isEmpty() || anything) {
            return Optional.of(set(match, sent, from));
        }
        return switch (sent.getFirst()) {
            case OscArgument.Nil nil -> Optional.empty();
            case OscArgument.Impulse impulse ->
                    Optional.of(set(match, sent.subList(1, sent.size()), from));
            default -> Optional.of(set(match, sent, from));
        };
    }

    /** The options from the first string on. That string is always the quantization. */
    private static List<OscArgument> fromFirstString(List<OscArgument> options) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).text().isPresent()) {
                return options.subList(i, options.size());
            }
        }
        return List.of();
    }

    private static boolean isRelease(List<OscArgument> sent) {
        for (OscArgument argument : sent) {
            if (argument.text().isEmpty()
                    && ButtonPressOrRelease.of(argument) == ButtonPressOrRelease.RELEASE) {
                return true;
            }
        }
        return false;
    }

    /** One command for all rows of a pattern: without arguments a question, unless it fires. */
    private static Optional<Command> patternCommand(
            AddressMatch.Pattern pattern, List<OscArgument> sent, PacketOrigin from) {
        List<RowMatch> matches = pattern.matches();
        boolean fires =
                matches.stream().anyMatch(match -> match.row().access() == MethodAccess.TRIGGER);
        if (sent.isEmpty() && !fires) {
            return Optional.of(new Command.Query());
        }
        List<RowMatch> settable = new ArrayList<>();
        for (RowMatch match : pattern.settable()) {
            boolean isQuery = sent.isEmpty() && match.row().access() == MethodAccess.VALUE;
            if (!isQuery) {
                settable.add(match);
            }
        }
        if (settable.isEmpty()) {
            refuseUnlessWrittenOut(matches, sent);
            return Optional.of(query(matches.getFirst(), sent));
        }
        return group(settable, sent, from);
    }

    private static void refuseUnlessWrittenOut(List<RowMatch> matches, List<OscArgument> sent) {
        if (sent.isEmpty()) {
            return;
        }
        if (matches.stream().anyMatch(match -> match.row().isOfSender())) {
            throw new Refusal(
                    Refusal.Code.PATTERN,
                    "a pattern sets where your answers go only where its last part is written out, as"
                            + " in //respond");
        }
        if (matches.stream().anyMatch(match -> match.row().isSettable())) {
            throw new Refusal(
                    Refusal.Code.PATTERN,
                    "a pattern sets the values that clips store, and the clips of scenes, only where"
                            + " every word is written out, as in"
                            + " /track/*/clip/*/param/kick/decay and /scene/*/assign/1");
        }
    }

    /**
     * The commands of several rows as one. Rows that do not accept the arguments are left out
     * (contract, rule 6). If none accepts them, the answer is the first refusal.
     */
    private static Optional<Command> group(
            List<RowMatch> matches, List<OscArgument> sent, PacketOrigin from) {
        Set<Command> commands = new LinkedHashSet<>();
        List<Refusal> refusals = new ArrayList<>();
        for (RowMatch match : matches) {
            try {
                command(match, sent, from).ifPresent(commands::add);
            } catch (Refusal refusal) {
                refusals.add(refusal);
            }
        }
        if (!refusals.isEmpty() && refusals.size() == matches.size()) {
            throw refusals.getFirst();
        }
        return switch (commands.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(commands.iterator().next());
            default -> Optional.of(new Command.CommandGroup(List.copyOf(commands)));
        };
    }
}
