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
    private Tempo sessionTempo;
    private Tempo lastOwnTempo;

    LinkSync(Transport transport, EventLog events) {
        this.transport = transport;
        this.events = events;
        this.sessionTempo = transport.tempo();
        this.lastOwnTempo = sessionTempo;
    }

    /** Where the session's beats lie, once that is agreed. */
    Optional<Timeline> timeline() {
        return agreed;
    }

    /** The tempo to tell: what was asked for, if the wire's whole microseconds mean it. */
    Tempo sharedTempo() {
        return sessionTempo;
    }

    /** Puts the beats of a session in which nobody else is where ours are. */
    public void setSessionBeats(CommandContext context) {
        Timeline own = transport.timeline();
        var steady = new Timeline(transport.tempo(), own.origin(), own.start());
        agreed = Optional.of(steady);
        request(new LinkRequest.SetBeat(steady), context);
    }

    public void setJoined(OnOffToggle joined, ClockState.Link present, CommandContext context) {
        if (joined.from(present.enabled()) && !present.enabled()) {
            Timeline own = transport.timeline().with(context.beat(), context.host());
            sessionTempo = transport.tempo();
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
        if (Math.abs(sessionTempo.microsPerBeat() - micros) > HALF_A_MICRO) {
            double bpm = now.beats().tempo().bpm();
            sessionTempo = new Tempo(Math.max(1, Math.round(bpm * TOLD_TO)) / TOLD_TO);
        }
    }

    /** What the count does by now is what the session knows of it. */
    void noteSharedTempo() {
        lastOwnTempo = transport.tempo();
    }

    /** Proposes the count's tempo, if it has been changed here. */
    void shareTempo(ClockSource source, CommandContext context) {
        if (source == ClockSource.LINK && !transport.tempo().equals(lastOwnTempo)) {
            lastOwnTempo = transport.tempo();
            sessionTempo = lastOwnTempo;
            request(new LinkRequest.Tempo(sessionTempo), context);
        }
    }

    public void request(LinkRequest wish, CommandContext context) {
        events.emit(new Event.LinkRequested(context.beat(), context.host(), wish));
    }
}
