package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.clock.WakeupLatencyMeasurement;
import io.downbeat.engine.thread.NonUdpInbox;
import io.downbeat.link.peer.LinkSessionState;
import io.downbeat.link.peer.StartStopOnHostClock;
import io.downbeat.link.sockets.LinkClient;
import io.downbeat.midi.MidiClockIn;
import io.downbeat.midi.MidiClockOut;
import io.downbeat.midi.MidiRealTimeMessage;
import io.downbeat.rig.ClockSettings;
import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.LinkRequest;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The connections to external clocks. Their messages go into the inbox. Requests of the session to
 * them are passed on by the conductor thread, which never waits for them.
 */
final class MidiAndLinkConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MidiAndLinkConnections.class);
    private static final double MICROS_PER_MILLI = 1_000;

    private final HostClock clock;
    private final NonUdpInbox inbox;
    private final ClockSettings spec;
    private final LinkClient link;
    private Optional<MidiClockIn> midiIn = Optional.empty();
    private Optional<MidiClockOut> midiOut = Optional.empty();
    private long lastPlaying = -1;

    private MidiAndLinkConnections(
            ClockSettings spec,
            HostClock clock,
            NonUdpInbox inbox,
            Predicate<InetAddress> admission) {
        this.spec = spec;
        this.clock = clock;
        this.inbox = inbox;
        this.link = LinkClient.open(clock, mayLink(spec, admission), this::onLinkTimeline);
    }

    private static Predicate<InetAddress> mayLink(
            ClockSettings spec, Predicate<InetAddress> admission) {
        return switch (spec.linkAllow()) {
            case ANY -> host -> true;
            case ALLOWED -> admission;
        };
    }

    /**
     * Opens the connections that the settings ask for.
     *
     * @param admission whether a host is allowed; only used if the rig limits Link to allowed hosts
     */
    static MidiAndLinkConnections open(
            SessionView first,
            ClockSettings spec,
            HostClock clock,
            NonUdpInbox inbox,
            Predicate<InetAddress> admission) {
        var midiAndLinkConnections = new MidiAndLinkConnections(spec, clock, inbox, admission);
        midiAndLinkConnections.link.setStartStopSync(first.clock().link().startStop());
        if (first.clock().link().enabled()) {
            midiAndLinkConnections.link.enable(first.transport().timeline());
        }
        if (!spec.midiIn().isEmpty() || first.clock().source() == ClockSource.MIDI) {
            midiAndLinkConnections.openMidiInput();
        }
        if (!spec.midiOut().isEmpty()) {
            var out =
                    new MidiClockOut(spec.midiOut(), clock, WakeupLatencyMeasurement.USUAL_MICROS);
            out.follow(first.transport().timeline(), first.transport().playing());
            out.start();
            midiAndLinkConnections.midiOut = Optional.of(out);
        }
        return midiAndLinkConnections;
    }

    /**
     * The clock of the rig, or else of the graph file.
     *
     * @throws StartupException if the rig asks for a Clock node and the file has none
     */
    static ClockState atStart(ClockSettings spec, GraphFileContents loaded) {
        ClockSource asked = ClockSource.valueOf(spec.source().name());
        if (asked == ClockSource.NODE && loaded.clockNode().isEmpty()) {
            throw new StartupException(
                    "clock node is asked for, and the graph file names no Clock node by its key"
                            + " quantize_clock: start with --clock internal");
        }
        ClockSource source =
                !spec.sourceAsked() && loaded.clockNode().isPresent() ? ClockSource.NODE : asked;
        return ClockState.INTERNAL
                .with(source, ClockState.Status.SEARCHING)
                .withOffset(spec.offsetMillis())
                .withFreewheel(spec.freewheelBars())
                .with(
                        new ClockState.Link(
                                spec.link() || source == ClockSource.LINK,
                                spec.startStop(),
                                false));
    }

    /** Passes on what a turn wants of others. */
    void onTurn(TurnResult turn) {
        for (Event event : turn.events()) {
            switch (event) {
                case Event.LinkRequested asked -> request(asked.request(), asked.host());
                case Event.ClockSourceChanged turned
                        when turned.clock().source() == ClockSource.MIDI && midiIn.isEmpty() ->
                        openMidiInput();
                default -> {}
            }
        }
        midiOut.ifPresent(out -> sendMidiClock(out, turn.view()));
    }

    @Override
    public void close() {
        link.close();
        midiIn.ifPresent(MidiClockIn::close);
        midiOut.ifPresent(MidiClockOut::close);
    }

    /** MIDI clock is sent with the same offset from the beat as the outputs. */
    private static void sendMidiClock(MidiClockOut out, SessionView view) {
        Timeline line = view.transport().timeline();
        long offset = Math.round(view.clock().offsetMillis() * MICROS_PER_MILLI);
        out.follow(line.later(offset), view.transport().playing());
    }

    /** The search for MIDI devices runs on threads of the MIDI clock. */
    private void openMidiInput() {
        var in = new MidiClockIn(spec.midiIn(), clock, new MidiListener());
        in.start();
        midiIn = Optional.of(in);
    }

    private void request(LinkRequest linkRequest, HostMicros at) {
        switch (linkRequest) {
            case LinkRequest.Join(var own) -> link.enable(own);
            case LinkRequest.Leave() -> link.disable();
            case LinkRequest.SetBeat(var own) -> link.forceTimeline(own);
            case LinkRequest.ShareStartStop(var shared) -> link.setStartStopSync(shared);
            case LinkRequest.Tempo(var tempo) -> link.setTempo(tempo, at);
            case LinkRequest.Playing(var playing) -> link.setPlaying(playing, at);
        }
    }

    /** Called on the Link thread. */
    private void onLinkTimeline(LinkSessionState now) {
        offer(new Command.UpdateLinkState(now.beats(), now.peers()), Optional.empty());
        now.startStop().ifPresent(this::onLinkStartStop);
    }

    private void onLinkStartStop(StartStopOnHostClock startOrStop) {
        if (startOrStop.number() != lastPlaying) {
            lastPlaying = startOrStop.number();
            if (!startOrStop.ours()) {
                offer(
                        new Command.FollowLinkStartStop(startOrStop.on()),
                        Optional.of(startOrStop.at()));
            }
        }
    }

    private void offer(Command command, Optional<HostMicros> due) {
        offer(command, clock.now(), due);
    }

    private void offer(Command command, HostMicros at, Optional<HostMicros> due) {
        var request = new CommandWithAddress("", command);
        inbox.offer(new CommandBatch(at, RequestSender.DAEMON, due, List.of(request)));
    }

    /** Called on the thread of the MIDI driver. */
    private final class MidiListener implements MidiClockIn.Listener {
        @Override
        public void onPulse(MidiRealTimeMessage pulse, HostMicros at) {
            offerPulse(
                    switch (pulse) {
                        case TICK -> new ClockPulse.Tick(OptionalInt.empty());
                        case START -> new ClockPulse.Start();
                        case CONTINUE -> new ClockPulse.Continue();
                        case STOP -> new ClockPulse.Stop();
                    },
                    at);
        }

        @Override
        public void songPosition(int sixteenths, HostMicros at) {
            offerPulse(new ClockPulse.Position(sixteenths), at);
        }

        @Override
        public void present(boolean there) {
            LOG.info("the MIDI clock's device {}", there ? "is connected" : "is disconnected");
        }

        private void offerPulse(ClockPulse clockPulse, HostMicros at) {
            offer(new Command.ReceivePulse(ClockSource.MIDI, clockPulse), at, Optional.empty());
        }
    }
}
