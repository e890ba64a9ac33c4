package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.launch.Launcher;
import io.downbeat.engine.parameters.LiveParameters;
import io.downbeat.session.command.Command;

import java.util.List;

/**
 * Performs the reports of the feedback about clients: keeps the list of the subscribed clients, and
 * releases the clips and parameters that a client holds when it is gone.
 */
final class FeedbackReportHandler {

    private final Launcher launcher;
    private final LiveParameters parameters;
    private List<String> clients = List.of();

    FeedbackReportHandler(Launcher launcher, LiveParameters parameters) {
        this.launcher = launcher;
        this.parameters = parameters;
    }

    List<String> clients() {
        return clients;
    }

    void handle(Command.ClientReport report, CommandContext context) {
        switch (report) {
            case Command.ReportClientGone(var client) -> {
                launcher.release(client, context);
                parameters.release(client, context);
            }
            case Command.ReportClients(var now) -> clients = now;
        }
    }
}
