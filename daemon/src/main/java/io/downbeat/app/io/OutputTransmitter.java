package io.downbeat.app.io;

import io.downbeat.control.EchoDetector;
import io.downbeat.engine.thread.ConductorThread;
import io.downbeat.engine.thread.Inbox;
import io.downbeat.net.OutputReachability;
import io.downbeat.net.OutputSockets;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.Peer;
import io.downbeat.output.OutputDatagramSender;
import io.downbeat.output.Outputs;
import io.downbeat.rig.Endpoint;
import io.downbeat.session.command.AddressedCommand;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SessionView.OutputStatus;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The outputs as the conductor's thread plays them: what the writer prepares, by the sockets. Used
 * on that thread alone.
 */
public final class OutputTransmitter
        implements ConductorThread.OutputSender, OutputDatagramSender, EchoDetector, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutputTransmitter.class);
    private static final long POLL_MICROS = 250_000;

    private final Outputs writer;
    private final OutputSockets sockets;
    private final Inbox inbox;
    private final SenderProximityCheck places;
    private final List<Endpoint> receivers;
    private HostMicros nextPoll;
    private HostMicros now;

    public OutputTransmitter(
            Outputs writer,
            List<Endpoint> receivers,
            SenderProximityCheck places,
            OutputSockets.Opening opening,
            Inbox inbox,
            HostMicros now) {
        this.writer = writer;
        this.sockets = OutputSockets.open(receivers, opening, this::onReachability);
        this.inbox = inbox;
        this.places = places;
        this.receivers = List.copyOf(receivers);
        this.nextPoll = now;
        this.now = now;
        writer.start(now);
    }

    @Override
    public HostMicros nextSend() {
        return writer.nextSend();
    }

    @Override
    public void play(HostMicros at) {
        now = at;
        writer.sendDue(at, this);
    }

    @Override
    public HostMicros nextStep() {
        return receivers.isEmpty() ? HostMicros.NEVER : writer.nextStep().orEarlier(nextPoll);
    }

    @Override
    public void step(HostMicros at) {
        now = at;
        if (nextPoll.isAfter(at)) {
            writer.step(at, this);
        } else {
            nextPoll = at.plus(POLL_MICROS);
            sockets.poll(at);
            places.forget();
        }
    }

    @Override
    public void onTurn(TurnResult turn, HostMicros at) {
        now = at;
        writer.onTurn(turn.view(), turn.events(), turn.upcomingBoundaries(), at, this);
    }

    @Override
    public boolean isReturned(OscMessage message, RequestOrigin from, HostMicros at) {
        return writer.isReturned(message, from, places, at);
    }

    /** Takes a datagram that has come back to the socket of an output. */
    @FunctionalInterface
    interface ReturnedDatagrams {
        void packet(int output, Peer from, ByteBuffer data, HostMicros at);
    }

    /** Reads what has come back to the outputs' sockets, at most so many datagrams of each. */
    void readReturned(int most, ReturnedDatagrams into) {
        sockets.read(
                most,
                (output, from, data, at) -> {
                    int port = receivers.get(output - 1).port();
                    into.packet(output, Peer.of(Peer.Transport.UDP, from, port), data, at);
                });
    }

    @Override
    public void send(int output, ByteBuffer datagram) {
        sockets.send(output, datagram);
    }

    @Override
    public void failed(int output, RuntimeException why) {
        LOG.error("output {} could not be written", output, why);
    }

    @Override
    public void close() {
        sockets.close();
    }

    /** Told by the sockets within their poll. */
    private void onReachability(int output, OutputReachability reached) {
        OutputStatus told =
                switch (reached) {
                    case OK -> OutputStatus.OK;
                    case UNREACHABLE -> OutputStatus.UNREACHABLE;
                    case UNRESOLVED -> OutputStatus.UNRESOLVED;
                };
        if (told == OutputStatus.OK) {
            writer.back(output, now);
        }
        var request = new AddressedCommand("", new Command.ReportOutput(output, told));
        inbox.offer(
                new CommandBatch(now, RequestOrigin.DAEMON, Optional.empty(), List.of(request)));
    }
}
