package io.downbeat.engine.sync;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.EventLog;
import io.downbeat.engine.transport.Transport;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.LinkRequest;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.ClockState;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;

/**
 * The program's place in the Link session: what is agreed there, and what is asked of it. Owned by
 * {@link ClockSync}. Not thread safe.
 */
public final class LinkSync {

    private static final double TOLD_TO = 100;
    private static final double HALF_A_MICRO = 0.5000001;

    private final Transport transport;
    private final EventLog events;
    private Optional<Timeline> agreed = Optional.empty();
    private Tempo tempo;
    private Tempo ours;

    LinkSync(Transport transport, EventLog events) {
        this.transport = transport;
        this.events = events;
        this.tempo = transport.tempo();
        this.ours = tempo;
    }

    /** Where the session's beats lie, once that is agreed. */
    Optional<Timeline> line() {
        return agreed;
    }

    /** The tempo to tell: what was asked for, if the wire's whole microseconds mean it. */
    Tempo sharedTempo() {
        return tempo;
    }

    /** Puts the beats of a session in which nobody else is where ours are. */
    public void place(CommandContext context) {
        Timeline own = transport.timeline();
        var steady = new Timeline(transport.tempo(), own.origin(), own.start());
        agreed = Optional.of(steady);
        request(new LinkRequest.SetBeat(steady), context);
    }

    public void joined(OnOffToggle joined, ClockState.Link present, CommandContext context) {
        if (joined.from(present.enabled()) && !present.enabled()) {
            Timeline own = transport.timeline().with(context.beat(), context.host());
            tempo = transport.tempo();
            request(
                    new LinkRequest.Join(
                            new Timeline(transport.tempo(), own.origin(), own.start())),
                    context);
        } else if (!joined.from(present.enabled()) && present.enabled()) {
            agreed = Optional.empty();
            request(new LinkRequest.Leave(), context);
        }
    }

    void onLinkState(Command.UpdateLinkState now) {
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
    void keepUp(ClockSource source, CommandContext context) {
        if (source == ClockSource.LINK && !transport.tempo().equals(ours)) {
            ours = transport.tempo();
            tempo = ours;
            request(new LinkRequest.Tempo(tempo), context);
        }
    }

    public void request(LinkRequest wish, CommandContext context) {
        events.emit(new Event.LinkRequested(context.beat(), context.host(), wish));
    }
}
