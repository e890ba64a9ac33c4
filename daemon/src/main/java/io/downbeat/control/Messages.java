package io.downbeat.control;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.schema.Access;
import io.downbeat.schema.Method;
import io.downbeat.session.Command;
import io.downbeat.session.Refusal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a message to an address of the contract asks for: triggers fire on a press, values are set,
 * or asked for without arguments, states are only asked for (contract, rules 1 and 6).
 */
final class Messages {
    private final Addresses addresses;
    private final Hints hints;
    private final Routes routes;

    Messages(Addresses addresses, Hints hints, Routes routes) {
        this.addresses = addresses;
        this.hints = hints;
        this.routes = routes;
    }

    /** The command; empty for a release that means nothing, and for what is never answered. */
    Optional<Command> command(String address, List<OscArgument> sent, Sender from) {
        try {
            return switch (addresses.target(address, from.work())) {
                case Target.One(Reached reached) -> command(reached, sent, from);
                case Target.Several(List<Reached> reached) -> commands(reached, sent, from);
                case Target.Unanswered() -> Optional.empty();
                case Target.Unknown() -> hints.unknown(address, from);
                case Target.Refused(Refusal.Code code, String text) ->
                        Optional.of(new Command.Refuse(code, text));
            };
        } catch (Refusal refusal) {
            return Optional.of(new Command.Refuse(refusal.code(), refusal.text()));
        }
    }

    /** The answer to a message whose arguments can not be read: what is wrong with its address. */
    Optional<Command> unreadable(String address, Command.Refuse otherwise, Sender from) {
        return switch (addresses.target(address, from.work())) {
            case Target.One one -> Optional.of(otherwise);
            case Target.Several several -> Optional.of(otherwise);
            case Target.Unanswered() -> Optional.empty();
            case Target.Unknown() -> hints.unknown(address, from);
            case Target.Refused(Refusal.Code code, String text) ->
                    Optional.of(new Command.Refuse(code, text));
        };
    }

    private Optional<Command> command(Reached reached, List<OscArgument> sent, Sender from) {
        return switch (reached.access()) {
            case TRIGGER -> fired(reached, sent, from);
            case VALUE ->
                    Optional.of(sent.isEmpty() ? new Command.Ask() : set(reached, sent, from));
            case STATE -> Optional.of(asked(reached, sent));
            case IN -> Optional.of(set(reached, sent, from));
            case OUT -> Optional.empty();
        };
    }

    private static Command asked(Reached reached, List<OscArgument> sent) {
        if (sent.isEmpty()) {
            return new Command.Ask();
        }
        throw new Refusal(
                Refusal.Code.READ_ONLY,
                reached.method() + " can be asked for, without arguments, but not set");
    }

    private Command set(Reached reached, List<OscArgument> sent, Sender from) {
        return called(reached, Arguments.read(reached.method(), sent), sent, from);
    }

    private Command called(
            Reached reached, List<ParamValue> values, List<OscArgument> sent, Sender from) {
        Route route = routes.of(reached.method()).orElseThrow();
        return route.command(new Call(reached.method(), reached.refs(), values, false, sent, from));
    }

    private Optional<Command> fired(Reached reached, List<OscArgument> sent, Sender from) {
        Method method = reached.method();
        if (routes.takesAnyOrder(method)) {
            return isReleased(sent)
                    ? Optional.empty()
                    : Optional.of(called(reached, List.of(), sent, from));
        }
        if (method.numberIsArgument()) {
            return numbered(reached, sent, from);
        }
        Press press = Press.of(method, sent);
        Optional<Route> route = press == Press.UP ? routes.ofRelease(method) : routes.of(method);
        if (route.isEmpty()) {
            return Optional.empty();
        }
        List<OscArgument> options = press == Press.BARE ? sent : sent.subList(1, sent.size());
        List<ParamValue> values =
                Arguments.read(
                        method.arguments(), method.quantized() ? fromText(options) : options);
        return Optional.of(
                route.get()
                        .command(
                                new Call(
                                        method,
                                        reached.refs(),
                                        values,
                                        press == Press.DOWN,
                                        sent,
                                        from)));
    }

    /** A trigger whose number is its own; what is no number may still be a button's. */
    private Optional<Command> numbered(Reached reached, List<OscArgument> sent, Sender from) {
        boolean anything = Arguments.isAnything(reached.method().arguments());
        if (sent.isEmpty() || anything) {
            return Optional.of(set(reached, sent, from));
        }
        return switch (sent.getFirst()) {
            case OscArgument.Nil nil -> Optional.empty();
            case OscArgument.Impulse impulse ->
                    Optional.of(set(reached, sent.subList(1, sent.size()), from));
            default -> Optional.of(set(reached, sent, from));
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
            if (argument.text().isEmpty() && Press.of(argument) == Press.UP) {
                return true;
            }
        }
        return false;
    }

    /** All that a pattern reaches, as one: without arguments it asks, unless it fires. */
    private Optional<Command> commands(List<Reached> reached, List<OscArgument> sent, Sender from) {
        boolean fires = reached.stream().anyMatch(each -> each.access() == Access.TRIGGER);
        if (sent.isEmpty() && !fires) {
            return Optional.of(new Command.Ask());
        }
        List<Reached> obeying = new ArrayList<>();
        for (Reached each : reached) {
            if (each.access().obeyed() && !(sent.isEmpty() && each.access() == Access.VALUE)) {
                obeying.add(each);
            }
        }
        if (obeying.isEmpty()) {
            return Optional.of(asked(reached.getFirst(), sent));
        }
        return together(obeying, sent, from);
    }

    /**
     * What can not take these arguments is left out, as are objects that can not (contract, rule
     * 6). If none can, the answer is what is wrong for the first that this version obeys at all.
     */
    private Optional<Command> together(List<Reached> obeying, List<OscArgument> sent, Sender from) {
        Set<Command> commands = new LinkedHashSet<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Reached each : obeying) {
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
            default -> Optional.of(new Command.Each(List.copyOf(commands)));
        };
    }
}
