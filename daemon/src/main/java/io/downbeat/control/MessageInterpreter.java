package io.downbeat.control;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.schema.Access;
import io.downbeat.schema.Method;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a message to an address of the contract asks for: triggers fire on a press, values are set,
 * or asked for without arguments, states are only asked for (contract, rules 1 and 6).
 */
final class MessageInterpreter {
    private final AddressCache addressCache;
    private final SpellingHints spellingHints;
    private final Routes routes;

    MessageInterpreter(AddressCache addressCache, SpellingHints spellingHints, Routes routes) {
        this.addressCache = addressCache;
        this.spellingHints = spellingHints;
        this.routes = routes;
    }

    /** The command; empty for a release that means nothing, and for what is never answered. */
    Optional<Command> command(String address, List<OscArgument> sent, PacketSender from) {
        try {
            return switch (addressCache.target(address, from.work())) {
                case AddressMatch.One(MatchedMethod matchedMethod) ->
                        command(matchedMethod, sent, from);
                case AddressMatch.Pattern(List<MatchedMethod> reached) ->
                        commands(reached, sent, from);
                case AddressMatch.NotImplemented() -> Optional.empty();
                case AddressMatch.Unknown() -> spellingHints.unknown(address, from);
                case AddressMatch.Refused(Refusal.Code code, String text) ->
                        Optional.of(new Command.Refuse(code, text));
            };
        } catch (Refusal refusal) {
            return Optional.of(new Command.Refuse(refusal.code(), refusal.text()));
        }
    }

    /** The answer to a message whose arguments can not be read: what is wrong with its address. */
    Optional<Command> unreadable(String address, Command.Refuse otherwise, PacketSender from) {
        return switch (addressCache.target(address, from.work())) {
            case AddressMatch.One one -> Optional.of(otherwise);
            case AddressMatch.Pattern pattern -> Optional.of(otherwise);
            case AddressMatch.NotImplemented() -> Optional.empty();
            case AddressMatch.Unknown() -> spellingHints.unknown(address, from);
            case AddressMatch.Refused(Refusal.Code code, String text) ->
                    Optional.of(new Command.Refuse(code, text));
        };
    }

    private Optional<Command> command(
            MatchedMethod matchedMethod, List<OscArgument> sent, PacketSender from) {
        return switch (matchedMethod.access()) {
            case TRIGGER -> fired(matchedMethod, sent, from);
            case VALUE ->
                    Optional.of(
                            sent.isEmpty() ? new Command.Query() : set(matchedMethod, sent, from));
            case STATE -> Optional.of(query(matchedMethod, sent));
            case IN -> Optional.of(set(matchedMethod, sent, from));
            case OUT -> Optional.empty();
        };
    }

    private static Command query(MatchedMethod matchedMethod, List<OscArgument> sent) {
        if (sent.isEmpty()) {
            return new Command.Query();
        }
        throw new Refusal(
                Refusal.Code.READ_ONLY,
                matchedMethod.method() + " can be asked for, without arguments, but not set");
    }

    private Command set(MatchedMethod matchedMethod, List<OscArgument> sent, PacketSender from) {
        return called(matchedMethod, ArgumentReader.read(matchedMethod.method(), sent), sent, from);
    }

    private Command called(
            MatchedMethod matchedMethod,
            List<ParamValue> values,
            List<OscArgument> sent,
            PacketSender from) {
        MethodRoute route = routes.of(matchedMethod.method()).orElseThrow();
        return route.command(
                new MethodCall(
                        matchedMethod.method(), matchedMethod.refs(), values, false, sent, from));
    }

    private Optional<Command> fired(
            MatchedMethod matchedMethod, List<OscArgument> sent, PacketSender from) {
        Method method = matchedMethod.method();
        if (routes.takesAnyOrder(method)) {
            return isReleased(sent)
                    ? Optional.empty()
                    : Optional.of(called(matchedMethod, List.of(), sent, from));
        }
        if (method.numberIsArgument()) {
            return numbered(matchedMethod, sent, from);
        }
        ButtonState buttonState = ButtonState.of(method, sent);
        Optional<MethodRoute> route =
                buttonState == ButtonState.UP ? routes.ofRelease(method) : routes.of(method);
        if (route.isEmpty()) {
            return Optional.empty();
        }
        List<OscArgument> options =
                buttonState == ButtonState.BARE ? sent : sent.subList(1, sent.size());
        List<ParamValue> values =
                ArgumentReader.read(
                        method.arguments(), method.quantized() ? fromText(options) : options);
        return Optional.of(
                route.get()
                        .command(
                                new MethodCall(
                                        method,
                                        matchedMethod.refs(),
                                        values,
                                        buttonState == ButtonState.DOWN,
                                        sent,
                                        from)));
    }

    /** A trigger whose number is its own; what is no number may still be a button's. */
    private Optional<Command> numbered(
            MatchedMethod matchedMethod, List<OscArgument> sent, PacketSender from) {
        boolean anything = ArgumentReader.isAnything(matchedMethod.method().arguments());
        if (sent.isEmpty() || anything) {
            return Optional.of(set(matchedMethod, sent, from));
        }
        return switch (sent.getFirst()) {
            case OscArgument.Nil nil -> Optional.empty();
            case OscArgument.Impulse impulse ->
                    Optional.of(set(matchedMethod, sent.subList(1, sent.size()), from));
            default -> Optional.of(set(matchedMethod, sent, from));
        };
    }

    /** A string is always the quantization, wherever it stands; what is before it is passed by. */
    private static List<OscArgument> fromText(List<OscArgument> options) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).text().isPresent()) {
                return options.subList(i, options.size());
            }
        }
        return List.of();
    }

    private static boolean isReleased(List<OscArgument> sent) {
        for (OscArgument argument : sent) {
            if (argument.text().isEmpty() && ButtonState.of(argument) == ButtonState.UP) {
                return true;
            }
        }
        return false;
    }

    /** All that a pattern reaches, as one: without arguments it asks, unless it fires. */
    private Optional<Command> commands(
            List<MatchedMethod> reached, List<OscArgument> sent, PacketSender from) {
        boolean fires = reached.stream().anyMatch(each -> each.access() == Access.TRIGGER);
        if (sent.isEmpty() && !fires) {
            return Optional.of(new Command.Query());
        }
        List<MatchedMethod> obeying = new ArrayList<>();
        for (MatchedMethod each : reached) {
            if (each.access().obeyed() && !(sent.isEmpty() && each.access() == Access.VALUE)) {
                obeying.add(each);
            }
        }
        if (obeying.isEmpty()) {
            return Optional.of(query(reached.getFirst(), sent));
        }
        return together(obeying, sent, from);
    }

    /**
     * What can not take these arguments is left out, as are objects that can not (contract, rule
     * 6). If none can, the answer is what is wrong for the first that this version obeys at all.
     */
    private Optional<Command> together(
            List<MatchedMethod> obeying, List<OscArgument> sent, PacketSender from) {
        Set<Command> commands = new LinkedHashSet<>();
        List<Refusal> refusals = new ArrayList<>();
        for (MatchedMethod each : obeying) {
            try {
                command(each, sent, from).ifPresent(commands::add);
            } catch (Refusal refusal) {
                refusals.add(refusal);
            }
        }
        if (!refusals.isEmpty() && refusals.size() == obeying.size()) {
            throw refusals.stream()
                    .filter(refusal -> refusal.code() != Refusal.Code.NOT_YET)
                    .findFirst()
                    .orElse(refusals.getFirst());
        }
        return switch (commands.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(commands.iterator().next());
            default -> Optional.of(new Command.CommandGroup(List.copyOf(commands)));
        };
    }
}
