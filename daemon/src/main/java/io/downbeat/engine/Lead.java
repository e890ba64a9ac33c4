package io.downbeat.engine;

import io.downbeat.session.ClockSource;
import io.downbeat.session.ClockState;
import io.downbeat.session.ClockState.Status;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.LinkWish;
import io.downbeat.session.Refusal;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;

/**
 * Which clock leads the count, and how it is followed: the program's own, Link, a MIDI or an OSC
 * clock, or a node of the graph. Owned by the conductor. Not thread safe.
 *
 * <p>After all that is done, {@link #keepUp} lays the count over the leader's beats again.
 */
final class Lead implements Timed {

    /** Our line as it was laid over a line of that count. */
    private record Laid(Master.Count over, Timeline leader, Timeline ours) {

        /** By how much our count is ahead of the master's, if nothing else has moved either. */
        Optional<Beats> ahead(Master.Count now, Timeline present) {
            return over.equals(now) && ours.equals(present)
                    ? Optional.of(ours.origin().minus(leader.origin()))
                    : Optional.empty();
        }
    }

    private final Transport transport;
    private final Score score;
    private final Speed speed;
    private final LinkSeat link;
    private final NodeClock node;
    private final Masters masters;
    private ClockState state;
    private Optional<Timeline> laidOver = Optional.empty();
    private Optional<Laid> laid = Optional.empty();
    private boolean heldByHand;
    private Beats byHand = Beats.ZERO;
    private HostMicros freewheelsUntil = HostMicros.NEVER;

    Lead(
            PromptBook book,
            Transport transport,
            Panel panel,
            Score score,
            Speed speed,
            ClockState begin) {
        this.transport = transport;
        this.score = score;
        this.speed = speed;
        this.link = new LinkSeat(transport, score);
        this.node = new NodeClock(book, panel);
        this.masters = new Masters(transport.tempo());
        this.state = begin;
        this.state = begin.with(status());
        transport.ledByOthers(begin.source().isFollowed());
    }

    ClockState state() {
        return state;
    }

    ClockSource source() {
        return state.source();
    }

    LinkSeat link() {
        return link;
    }

    NodeClock node() {
        return node;
    }

    void set(ClockState changed) {
        state = changed;
    }

    /**
     * Where the leader's beats lie, if it is not this program and has been heard: moved by what a
     * hand has moved, since the bars that it moved are ours and not the leader's.
     */
    Optional<Timeline> line() {
        Optional<Timeline> leader =
                switch (source()) {
                    case LINK -> link.line();
                    case MIDI, OSC -> masters.of(source()).line();
                    case INTERNAL, NODE -> Optional.empty();
                };
        return leader.map(line -> line.ahead(byHand));
    }

    /** A hand has moved the count, or has put a session's beats where they are now. */
    void movedByHand(Beats by) {
        byHand = byHand.plus(by);
    }

    void broughtInLine() {
        byHand = Beats.ZERO;
    }

    /** Whether the session that leads is ours alone, so that its beats are ours to move. */
    boolean isAloneInLink() {
        return source() == ClockSource.LINK && state.peers() == 0;
    }

    /** Refuses a hand on what another clock owns. */
    void refuseIfOwned(String what) {
        if (source().isFollowed()) {
            throw new Refusal(
                    Refusal.Code.LOCKED,
                    "the "
                            + source().word()
                            + " clock owns "
                            + what
                            + ": change it there, or choose another /clock/source");
        }
    }

    /** Refuses to run while the leading clock has never been heard. */
    void refuseIfUnheard() {
        if (source().isFollowed() && line().isEmpty()) {
            throw new Refusal(
                    Refusal.Code.LOCKED,
                    "no "
                            + source().word()
                            + " clock has been heard yet: it starts the count; or choose"
                            + " /clock/source internal");
        }
    }

    /** A hand has started or stopped the count; a Link session that shares that is told. */
    void handTurned(boolean playing, Moment moment) {
        heldByHand = !playing;
        if (source() == ClockSource.LINK && state.link().startStop()) {
            link.ask(new LinkWish.Playing(playing), moment);
        }
    }

    /** The count is to be laid over the leader's beats anew. */
    void layAnew() {
        laidOver = Optional.empty();
        laid = Optional.empty();
    }

    /** Another clock leads from now on; the count goes on where it is. */
    void turnTo(ClockSource next, Moment moment) {
        if (next == source()) {
            return;
        }
        speed.comeToRest(moment);
        transport.ledByOthers(next.isFollowed());
        masters.turnedTo(transport.tempo());
        link.inStep();
        layAnew();
        heldByHand = false;
        byHand = Beats.ZERO;
        freewheelsUntil = HostMicros.NEVER;
        state = state.with(next, state.status()).withJitter(0);
        tellStatus(moment, true);
    }

    /** A pulse of a clock that may or may not lead; what it means for what is queued. */
    Transport.Effect hear(Command.HearPulse heard, Moment moment) {
        if (!masters.admits(heard.from(), source(), moment)) {
            return Transport.Effect.NONE;
        }
        Master master = masters.of(heard.from());
        Master.Turn turn =
                master.hear(heard.pulse(), transport.meter(), transport.playing(), moment.came());
        if (heard.from() != source()) {
            return Transport.Effect.NONE;
        }
        freewheelsUntil = HostMicros.NEVER;
        state = state.withJitter(master.jitterMillis());
        return switch (turn) {
            case NONE -> Transport.Effect.NONE;
            case RUN -> {
                if (!heldByHand) {
                    transport.run(moment);
                }
                yield Transport.Effect.NONE;
            }
            case HALT -> {
                transport.halt(moment);
                yield Transport.Effect.NONE;
            }
            case BEGIN -> {
                heldByHand = false;
                byHand = Beats.ZERO;
                layAnew();
                transport.move(master.place(), moment);
                transport.run(moment.on(master.place()));
                yield master.place().equals(Beats.ZERO)
                        ? Transport.Effect.BEGIN_ANEW
                        : Transport.Effect.RETIME;
            }
            case LOCATE -> {
                transport.move(master.place(), moment);
                yield Transport.Effect.RETIME;
            }
        };
    }

    void hear(Command.LinkIs now) {
        if (state.link().enabled()) {
            link.heard(now);
            state = state.withPeers(now.peers());
        }
    }

    /** A scene's or an arrangement's tempo, where the leader lets it change anything. */
    void sceneTempo(Tempo tempo, Moment moment) {
        switch (source()) {
            case INTERNAL -> speed.set(tempo, moment);
            case NODE -> node.set(tempo, moment);
            case LINK -> {
                if (state.link().lead()) {
                    speed.set(tempo, moment);
                    link.keepUp(source(), moment);
                }
            }
            case MIDI, OSC -> {}
        }
    }

    /**
     * Lays the count over the leader's beats, and has the tempo be where the leader has it; of a
     * Link session the leader is whoever spoke last.
     */
    void keepUp(Moment moment) {
        if (source() == ClockSource.NODE) {
            node.tempo().ifPresent(tempo -> speed.set(tempo, moment));
        }
        link.keepUp(source(), moment);
        boolean begins = transport.beganAt().equals(moment.host());
        line().filter(leader -> begins || !laidOver.equals(Optional.of(leader)))
                .ifPresent(leader -> lay(leader, begins, moment));
        tellStatus(moment, false);
    }

    @Override
    public HostMicros next() {
        HostMicros lost =
                source().isFollowed() && state.status() != Status.LOST
                        ? masters.of(source()).missedAt()
                        : HostMicros.NEVER;
        return lost.orEarlier(freewheelsUntil);
    }

    @Override
    public void perform(Moment moment) {
        if (!freewheelsUntil.isAfter(moment.host())) {
            freewheelsUntil = HostMicros.NEVER;
            transport.halt(moment);
            return;
        }
        masters.of(source()).lose();
        // Who waited for its second pulse goes on from here.
        keepUp(moment);
        double bars = state.freewheelBars();
        if (bars >= 0 && transport.playing()) {
            Beats here = transport.state().positionAt(moment.host());
            Beats end = here.plus(Beats.of(bars * bar().quarters()));
            freewheelsUntil = transport.momentOf(end).orLater(moment.host());
        }
    }

    @Override
    public String toString() {
        return "the leading clock";
    }

    private void lay(Timeline leader, boolean begins, Moment moment) {
        laidOver = Optional.of(leader);
        Beats here = transport.state().positionAt(moment.host());
        if (source() == ClockSource.LINK) {
            Timeline line = aligned(leader, begins, bar(), moment.on(here));
            transport.follow(line, link.told(), moment.on(here));
            link.inStep();
            return;
        }
        Master master = masters.of(source());
        Timeline present = transport.state().timeline();
        Timeline line =
                laid.flatMap(each -> each.ahead(master.count(), present))
                        .map(leader::ahead)
                        .orElseGet(
                                () -> aligned(leader, begins, master.step(bar()), moment.on(here)));
        transport.follow(line, master.told(), moment.on(here));
        laid = Optional.of(new Laid(master.count(), leader, line));
    }

    private static Timeline aligned(Timeline leader, boolean begins, Beats step, Moment moment) {
        return begins
                ? Alignment.onward(leader, moment.beat(), moment.host(), step)
                : Alignment.nearest(leader, moment.beat(), moment.host(), step);
    }

    private Beats bar() {
        return transport.meter().bar();
    }

    /** The own clock's status says no more than that the count runs, which is told already. */
    private void tellStatus(Moment moment, boolean turned) {
        Status now = status();
        if (now != state.status() || turned) {
            state = state.with(now);
            if (turned || !isOwn(source())) {
                Beats here = transport.state().positionAt(moment.host());
                score.tell(new Event.ClockTurned(here, state));
            }
        }
    }

    private static boolean isOwn(ClockSource source) {
        return source == ClockSource.INTERNAL || source == ClockSource.NODE;
    }

    private Status status() {
        Status own = transport.playing() ? Status.RUNNING : Status.STOPPED;
        return switch (source()) {
            case INTERNAL, NODE -> own;
            case LINK -> state.peers() == 0 ? Status.SEARCHING : own;
            case MIDI, OSC -> masters.of(source()).status(own);
        };
    }
}
