package io.downbeat.app;

import io.downbeat.control.ReturnedValues;
import io.downbeat.engine.Arrival;
import io.downbeat.engine.ConductorThread;
import io.downbeat.engine.Inbox;
import io.downbeat.engine.Turn;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.Peer;
import io.downbeat.output.OutputPort;
import io.downbeat.output.ParamWriter;
import io.downbeat.rig.Endpoint;
import io.downbeat.session.Command;
import io.downbeat.session.Origin;
import io.downbeat.session.Request;
import io.downbeat.session.SessionView.OutputStatus;
import io.downbeat.time.HostMicros;
import io.downbeat.transport.OutputSockets;
import io.downbeat.transport.Reachability;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The outputs as the conductor's thread plays them: what the writer prepares, by the sockets. Used
 * on that thread alone.
 */
final class Band implements ConductorThread.Players, OutputPort, ReturnedValues, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Band.class);
    private static final long POLL_MICROS = 250_000;

    private final ParamWriter writer;
    private final OutputSockets sockets;
    private final Inbox inbox;
    private final OutputPlaces places;
    private final List<Endpoint> receivers;
    private HostMicros nextPoll;
    private HostMicros now;

    Band(
            ParamWriter writer,
            List<Endpoint> receivers,
            OutputPlaces places,
            OutputSockets.Opening opening,
            Inbox inbox,
            HostMicros now) {
        this.writer = writer;
        this.sockets = OutputSockets.open(receivers, opening, this::told);
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
    public void take(Turn turn, HostMicros at) {
        now = at;
        writer.heard(turn.view(), turn.events(), turn.ahead(), at, this);
    }

    @Override
    public boolean isReturned(OscMessage message, Origin from, HostMicros at) {
        return writer.isReturned(message, from, places, at);
    }

    /** Takes a datagram that has come back to the socket of an output. */
    @FunctionalInterface
    interface Returned {
        void packet(int output, Peer from, ByteBuffer data, HostMicros at);
    }

    /** Reads what has come back to the outputs' sockets, at most so many datagrams of each. */
    void readReturned(int most, Returned into) {
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
    private void told(int output, Reachability reached) {
        OutputStatus told =
                switch (reached) {
                    case OK -> OutputStatus.OK;
                    case UNREACHABLE -> OutputStatus.UNREACHABLE;
                    case UNRESOLVED -> OutputStatus.UNRESOLVED;
                };
        if (told == OutputStatus.OK) {
            writer.back(output, now);
        }
        var request = new Request("", new Command.OutputTold(output, told));
        inbox.offer(new Arrival(now, Origin.DAEMON, Optional.empty(), List.of(request)));
    }
}
