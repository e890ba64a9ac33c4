package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.launch.Launcher;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.session.command.Command;
import io.downbeat.session.view.SessionView;

import java.util.List;

/**
 * Performs the reports about clients: keeps the lists of the subscribed clients and of the surfaces
 * that could be given feedback, and releases the clips and parameters that a client holds when it
 * is gone.
 */
final class SubscribedClientsAndOfferedSurfaces {

    private final Launcher launcher;
    private final LiveValuesAndTouches parameters;
    private List<String> clients = List.of();
    private List<SessionView.OfferedSurface> offeredSurfaces = List.of();

    SubscribedClientsAndOfferedSurfaces(Launcher launcher, LiveValuesAndTouches parameters) {
        this.launcher = launcher;
        this.parameters = parameters;
    }

    List<String> clients() {
        return clients;
    }

    List<SessionView.OfferedSurface> offeredSurfaces() {
        return offeredSurfaces;
    }

    void handle(Command.ClientReport report, CommandContext context) {
        switch (report) {
            case Command.ReportClientGone(var client) -> {
                launcher.release(client, context);
                parameters.release(client, context);
            }
            case Command.ReportClients(var now) -> clients = now;
            case Command.ReportOfferedSurfaces(var now) -> offeredSurfaces = now;
        }
    }
}
