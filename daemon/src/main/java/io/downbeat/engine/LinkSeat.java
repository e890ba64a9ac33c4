package io.downbeat.engine;

import io.downbeat.session.ClockSource;
import io.downbeat.session.ClockState;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.LinkWish;
import io.downbeat.session.Switch;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;

/**
 * The program's place in the Link session: what is agreed there, and what is asked of it. Owned by
 * {@link Lead}. Not thread safe.
 */
final class LinkSeat {

    private static final double TOLD_TO = 100;
    private static final double HALF_A_MICRO = 0.5000001;

    private final Transport transport;
    private final Score score;
    private Optional<Timeline> agreed = Optional.empty();
    private Tempo tempo;
    private Tempo ours;

    LinkSeat(Transport transport, Score score) {
        this.transport = transport;
        this.score = score;
        this.tempo = transport.tempo();
        this.ours = tempo;
    }

    /** Where the session's beats lie, once that is agreed. */
    Optional<Timeline> line() {
        return agreed;
    }

    /** The tempo to tell: what was asked for, if the wire's whole microseconds mean it. */
    Tempo told() {
        return tempo;
    }

    /** Puts the beats of a session in which nobody else is where ours are. */
    void place(Moment moment) {
        Timeline own = transport.timeline();
        var steady = new Timeline(transport.tempo(), own.origin(), own.start());
        agreed = Optional.of(steady);
        ask(new LinkWish.Place(steady), moment);
    }

    void joined(Switch joined, ClockState.Link present, Moment moment) {
        if (joined.from(present.enabled()) && !present.enabled()) {
            Timeline own = transport.timeline().with(moment.beat(), moment.host());
            tempo = transport.tempo();
            ask(
                    new LinkWish.Join(new Timeline(transport.tempo(), own.origin(), own.start())),
                    moment);
        } else if (!joined.from(present.enabled()) && present.enabled()) {
            agreed = Optional.empty();
            ask(new LinkWish.Leave(), moment);
        }
    }

    void heard(Command.LinkIs now) {
        agreed = Optional.of(now.beats());
        double micros = now.beats().tempo().microsPerBeat();
        if (Math.abs(tempo.microsPerBeat() - micros) > HALF_A_MICRO) {
            double bpm = now.beats().tempo().bpm();
            tempo = new Tempo(Math.max(1, Math.round(bpm * TOLD_TO)) / TOLD_TO);
        }
    }

    /** What the count does by now is what the session knows of it. */
    void inStep() {
        ours = transport.tempo();
    }

    /** Proposes the count's tempo, if it has been changed here. */
    void keepUp(ClockSource source, Moment moment) {
        if (source == ClockSource.LINK && !transport.tempo().equals(ours)) {
            ours = transport.tempo();
            tempo = ours;
            ask(new LinkWish.Tempo(tempo), moment);
        }
    }

    void ask(LinkWish wish, Moment moment) {
        score.tell(new Event.LinkAsked(moment.beat(), moment.host(), wish));
    }
}
