package io.downbeat.control;

import io.downbeat.session.command.Command;

import java.util.List;

/** The contract's table "Session, clients". */
final class SessionRoutes {
    private SessionRoutes() {}

    static void bind(
            Routes routes, SubscribeArguments subscribeArguments, QuitPermission quitPermission) {
        routes.bind("/session/save", call -> new Command.Save(call.optionalText(0), false));
        routes.bind("/session/save/force", call -> new Command.Save(call.optionalText(0), true));
        routes.notYet("/session/load");
        routes.bind("/undo", call -> new Command.Undo());
        routes.bind("/redo", call -> new Command.Redo());
        bindClients(routes, subscribeArguments);
        routes.bind("/quit", quitPermission::command);
    }

    private static void bindClients(Routes routes, SubscribeArguments subscribeArguments) {
        routes.bindInAnyOrder("/subscribe", subscribeArguments::subscribe);
        routes.bindInAnyOrder("/unsubscribe", subscribeArguments::unsubscribe);
        routes.bindInAnyOrder("/refresh", subscribeArguments::refresh);
        routes.bind("/respond", call -> new Command.Respond(call.whole(0), call.has(1)));
        routes.bind("/monitor", call -> new Command.Monitor());
        routes.bind("/ping", call -> new Command.Ping(List.copyOf(call.sent())));
    }
}
