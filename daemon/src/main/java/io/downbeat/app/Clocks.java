package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.clock.WakeUps;
import io.downbeat.engine.Arrival;
import io.downbeat.engine.Inbox;
import io.downbeat.engine.Turn;
import io.downbeat.link.LinkSession;
import io.downbeat.link.Playing;
import io.downbeat.link.Shared;
import io.downbeat.midi.MidiClockIn;
import io.downbeat.midi.MidiClockOut;
import io.downbeat.midi.MidiPulse;
import io.downbeat.rig.ClockSpec;
import io.downbeat.session.ClockSource;
import io.downbeat.session.ClockState;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.LinkWish;
import io.downbeat.session.Origin;
import io.downbeat.session.Piece;
import io.downbeat.session.Pulse;
import io.downbeat.session.Request;
import io.downbeat.session.SessionView;
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
 * The clocks outside: what they say goes into the inbox, and what the session wants of them is
 * passed on from the conductor's thread, which never waits for them.
 */
final class Clocks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Clocks.class);
    private static final double MICROS_PER_MILLI = 1_000;

    private final HostClock clock;
    private final Inbox inbox;
    private final ClockSpec spec;
    private final LinkSession link;
    private Optional<MidiClockIn> midiIn = Optional.empty();
    private Optional<MidiClockOut> midiOut = Optional.empty();
    private long lastPlaying = -1;

    private Clocks(ClockSpec spec, HostClock clock, Inbox inbox, Predicate<InetAddress> admission) {
        this.spec = spec;
        this.clock = clock;
        this.inbox = inbox;
        this.link = LinkSession.open(clock, mayLink(spec, admission), this::shared);
    }

    private static Predicate<InetAddress> mayLink(
            ClockSpec spec, Predicate<InetAddress> admission) {
        return switch (spec.linkAllow()) {
            case ANY -> host -> true;
            case ALLOWED -> admission;
        };
    }

    /**
     * Joins and opens what the session begins with.
     *
     * @param admission whether a host is let in; asked only where the rig restricts Link to those
     */
    static Clocks open(
            SessionView first,
            ClockSpec spec,
            HostClock clock,
            Inbox inbox,
            Predicate<InetAddress> admission) {
        var clocks = new Clocks(spec, clock, inbox, admission);
        clocks.link.startStopSync(first.clock().link().startStop());
        if (first.clock().link().enabled()) {
            clocks.link.enable(first.transport().timeline());
        }
        if (!spec.midiIn().isEmpty() || first.clock().source() == ClockSource.MIDI) {
            clocks.listen();
        }
        if (!spec.midiOut().isEmpty()) {
            var out = new MidiClockOut(spec.midiOut(), clock, WakeUps.USUAL_MICROS);
            out.follow(first.transport().timeline(), first.transport().playing());
            out.start();
            clocks.midiOut = Optional.of(out);
        }
        return clocks;
    }

    /**
     * The clock that a rig asks for, or else the graph file.
     *
     * @throws StartRefused if it asks for a Clock node and the file names none
     */
    static ClockState atStart(ClockSpec spec, Piece piece) {
        ClockSource asked = ClockSource.valueOf(spec.source().name());
        if (asked == ClockSource.NODE && piece.clockNode().isEmpty()) {
            throw new StartRefused(
                    "clock node is asked for, and the graph file names no Clock node by its key"
                            + " quantize_clock: start with --clock internal");
        }
        ClockSource source =
                !spec.sourceAsked() && piece.clockNode().isPresent() ? ClockSource.NODE : asked;
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
    void take(Turn turn) {
        for (Event event : turn.events()) {
            switch (event) {
                case Event.LinkAsked asked -> ask(asked.wish(), asked.host());
                case Event.ClockTurned turned
                        when turned.clock().source() == ClockSource.MIDI && midiIn.isEmpty() ->
                        listen();
                default -> {}
            }
        }
        midiOut.ifPresent(out -> lead(out, turn.view()));
    }

    @Override
    public void close() {
        link.close();
        midiIn.ifPresent(MidiClockIn::close);
        midiOut.ifPresent(MidiClockOut::close);
    }

    /** Whoever follows by MIDI is kept as far from the beat as the outputs are. */
    private static void lead(MidiClockOut out, SessionView view) {
        Timeline line = view.transport().timeline();
        long offset = Math.round(view.clock().offsetMillis() * MICROS_PER_MILLI);
        out.follow(line.later(offset), view.transport().playing());
    }

    /** The platform looks for its devices on threads of the clock's own. */
    private void listen() {
        var in = new MidiClockIn(spec.midiIn(), clock, new MidiEar());
        in.start();
        midiIn = Optional.of(in);
    }

    private void ask(LinkWish wish, HostMicros at) {
        switch (wish) {
            case LinkWish.Join(var own) -> link.enable(own);
            case LinkWish.Leave() -> link.disable();
            case LinkWish.Place(var own) -> link.force(own);
            case LinkWish.ShareStartStop(var shared) -> link.startStopSync(shared);
            case LinkWish.Tempo(var tempo) -> link.tempo(tempo, at);
            case LinkWish.Playing(var playing) -> link.playing(playing, at);
        }
    }

    /** On the link's own thread. */
    private void shared(Shared now) {
        offer(new Command.LinkIs(now.beats(), now.peers()), Optional.empty());
        now.startStop().ifPresent(this::played);
    }

    private void played(Playing playing) {
        if (playing.number() != lastPlaying) {
            lastPlaying = playing.number();
            if (!playing.ours()) {
                offer(new Command.LinkPlays(playing.on()), Optional.of(playing.at()));
            }
        }
    }

    private void offer(Command command, Optional<HostMicros> due) {
        offer(command, clock.now(), due);
    }

    private void offer(Command command, HostMicros at, Optional<HostMicros> due) {
        var request = new Request("", command);
        inbox.offer(new Arrival(at, Origin.DAEMON, due, List.of(request)));
    }

    /** On the driver's thread. */
    private final class MidiEar implements MidiClockIn.Listener {
        @Override
        public void heard(MidiPulse pulse, HostMicros at) {
            hear(
                    switch (pulse) {
                        case TICK -> new Pulse.Tick(OptionalInt.empty());
                        case START -> new Pulse.Start();
                        case CONTINUE -> new Pulse.Continue();
                        case STOP -> new Pulse.Halt();
                    },
                    at);
        }

        @Override
        public void songPosition(int sixteenths, HostMicros at) {
            hear(new Pulse.Position(sixteenths), at);
        }

        @Override
        public void present(boolean there) {
            LOG.info("the MIDI clock's device {}", there ? "is there" : "is gone");
        }

        private void hear(Pulse pulse, HostMicros at) {
            offer(new Command.HearPulse(ClockSource.MIDI, pulse), at, Optional.empty());
        }
    }
}
