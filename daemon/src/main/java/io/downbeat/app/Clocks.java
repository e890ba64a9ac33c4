package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.engine.Arrival;
import io.downbeat.engine.Inbox;
import io.downbeat.engine.Turn;
import io.downbeat.link.LinkSession;
import io.downbeat.link.Playing;
import io.downbeat.link.Shared;
import io.downbeat.rig.ClockSpec;
import io.downbeat.session.ClockSource;
import io.downbeat.session.ClockState;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.LinkWish;
import io.downbeat.session.Origin;
import io.downbeat.session.Piece;
import io.downbeat.session.Request;
import io.downbeat.session.SessionView;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/**
 * The clocks outside: what they say goes into the inbox, and what the session wants of them is
 * passed on from the conductor's thread, which never waits for them.
 */
final class Clocks implements AutoCloseable {

    private final HostClock clock;
    private final Inbox inbox;
    private final LinkSession link;
    private long lastPlaying = -1;

    private Clocks(HostClock clock, Inbox inbox) {
        this.clock = clock;
        this.inbox = inbox;
        this.link = LinkSession.open(clock, this::shared);
    }

    /** Joins and opens what the session begins with. */
    static Clocks open(SessionView first, HostClock clock, Inbox inbox) {
        var clocks = new Clocks(clock, inbox);
        clocks.link.startStopSync(first.clock().link().startStop());
        if (first.clock().link().enabled()) {
            clocks.link.enable(first.transport().timeline());
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
            if (event instanceof Event.LinkAsked asked) {
                ask(asked.wish(), asked.host());
            }
        }
    }

    @Override
    public void close() {
        link.close();
    }

    private void ask(LinkWish wish, HostMicros at) {
        switch (wish) {
            case LinkWish.Join(var own) -> link.enable(own);
            case LinkWish.Leave() -> link.disable();
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
        var request = new Request("", command);
        inbox.offer(new Arrival(clock.now(), Origin.DAEMON, due, List.of(request)));
    }
}
