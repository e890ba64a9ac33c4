package io.downbeat.app.io;

import io.downbeat.clock.HostClock;
import io.downbeat.engine.thread.NonUdpInbox;
import io.downbeat.output.OutputStatusListener;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.view.SessionView.OutputStatus;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** Reports the status of outputs to the conductor, and their failures to the log. */
public final class OutputStatusReporter implements OutputStatusListener {

    private static final Logger LOG = LoggerFactory.getLogger(OutputStatusReporter.class);

    private final NonUdpInbox inbox;
    private final HostClock clock;

    public OutputStatusReporter(NonUdpInbox inbox, HostClock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public void onStatus(int output, OutputStatus status) {
        var request = new CommandWithAddress("", new Command.ReportOutput(output, status));
        inbox.offer(
                new CommandBatch(
                        clock.now(), RequestSender.DAEMON, Optional.empty(), List.of(request)));
    }

    @Override
    public void onFailure(int output, RuntimeException failure) {
        LOG.error("output {} could not be written", output, failure);
    }
}
