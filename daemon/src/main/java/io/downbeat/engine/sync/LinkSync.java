package io.downbeat.engine.sync;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
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

/** Connects the engine with the Link session: follows its beats and tempo, and sends requests. */
public final class LinkSync {

    /** A tempo of a peer is reported in hundredths of a bpm. */
    private static final double REPORTED_STEPS_PER_BPM = 100;

    /** A Link tempo has whole microseconds per beat; a smaller difference is rounding. */
    private static final double LARGEST_ROUNDING_MICROS = 0.5000001;

    private final Transport transport;
    private final TurnEvents events;
    private Optional<Timeline> sessionTimeline = Optional.empty();
    private Tempo sessionTempo;
    private Tempo lastOwnTempo;

    LinkSync(Transport transport, TurnEvents events) {
        this.transport = transport;
        this.events = events;
        this.sessionTempo = transport.tempo();
        this.lastOwnTempo = sessionTempo;
    }

    /** The timeline of the session; empty before the first state of the session. */
    Optional<Timeline> timeline() {
        return sessionTimeline;
    }

    /** The tempo to report: the requested one, if the session's whole microseconds mean it. */
    Tempo sharedTempo() {
        return sessionTempo;
    }

    /** Sets the beats of a session without other peers to ours. */
    public void setSessionBeats(CommandContext context) {
        Timeline own = transport.timeline();
        var steady = new Timeline(transport.tempo(), own.origin(), own.start());
        sessionTimeline = Optional.of(steady);
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
            sessionTimeline = Optional.empty();
            request(new LinkRequest.Leave(), context);
        }
    }

    void onLinkState(Command.UpdateLinkState now) {
        sessionTimeline = Optional.of(now.beats());
        double micros = now.beats().tempo().microsPerBeat();
        if (Math.abs(sessionTempo.microsPerBeat() - micros) > LARGEST_ROUNDING_MICROS) {
            double bpm = now.beats().tempo().bpm();
            sessionTempo =
                    new Tempo(
                            Math.max(1, Math.round(bpm * REPORTED_STEPS_PER_BPM))
                                    / REPORTED_STEPS_PER_BPM);
        }
    }

    /** The session already has the present tempo, so it is not proposed again. */
    void noteSharedTempo() {
        lastOwnTempo = transport.tempo();
    }

    /** Proposes our tempo to the session, if it was changed here. */
    void shareTempo(ClockSource source, CommandContext context) {
        if (source == ClockSource.LINK && !transport.tempo().equals(lastOwnTempo)) {
            lastOwnTempo = transport.tempo();
            sessionTempo = lastOwnTempo;
            request(new LinkRequest.Tempo(sessionTempo), context);
        }
    }

    public void request(LinkRequest request, CommandContext context) {
        events.emit(new Event.LinkRequested(context.beat(), context.host(), request));
    }
}
