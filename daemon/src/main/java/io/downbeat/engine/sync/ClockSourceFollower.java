package io.downbeat.engine.sync;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.HostTimedTask;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.engine.transport.TempoControl;
import io.downbeat.engine.transport.Transport;
import io.downbeat.graph.ParamPath;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.LinkRequest;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.ClockState.Status;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.Optional;

/**
 * Follows the clock source: the program's own clock, Link, a MIDI or an OSC clock, or a node of the
 * graph.
 *
 * <p>{@link #followClock} is called after everything that is performed. It aligns the position with
 * the source again, if the source or the position has changed.
 */
public final class ClockSourceFollower implements HostTimedTask {

    /** Our timeline, as it was aligned with a timeline of the external clock. */
    private record AppliedTimeline(
            MidiOrOscClock.CountIdentity count, Timeline external, Timeline own) {

        /** How far our position is ahead of the clock's, if neither has moved otherwise since. */
        Optional<Beats> ahead(MidiOrOscClock.CountIdentity now, Timeline present) {
            return count.equals(now) && own.equals(present)
                    ? Optional.of(own.origin().minus(external.origin()))
                    : Optional.empty();
        }
    }

    private final Transport transport;
    private final TurnEvents events;
    private final TempoControl tempoControl;
    private final LinkSync link;
    private final TempoOfGraphClockNode node;
    private final MidiAndOscClocks midiAndOscClocks;
    private ClockState state;
    private Optional<Timeline> alignedTo = Optional.empty();
    private Optional<AppliedTimeline> appliedTimeline = Optional.empty();
    private boolean stoppedByClient;
    private Beats manualShift = Beats.ZERO;
    private HostMicros freewheelEndsAt = HostMicros.NEVER;

    public ClockSourceFollower(
            SessionDocument document,
            Transport transport,
            LiveValuesAndTouches parameters,
            TurnEvents events,
            TempoControl tempoControl,
            ClockState begin) {
        this.transport = transport;
        this.events = events;
        this.tempoControl = tempoControl;
        this.link = new LinkSync(transport, events);
        this.node = new TempoOfGraphClockNode(document, parameters);
        this.midiAndOscClocks = new MidiAndOscClocks(transport.tempo());
        this.state = begin;
        this.state = begin.with(status());
        transport.setFollowing(begin.source().isFollowed());
    }

    public ClockState state() {
        return state;
    }

    public ClockSource source() {
        return state.source();
    }

    public LinkSync link() {
        return link;
    }

    /** Whether a parameter is the tempo of the Clock node, and that node is the source. */
    public boolean isTempoOfNode(ParamPath path) {
        return source() == ClockSource.NODE && node.isTempo(path);
    }

    public TempoOfGraphClockNode node() {
        return node;
    }

    public void set(ClockState changed) {
        state = changed;
    }

    /**
     * The timeline of the followed clock; empty if the clock is our own or has not sent anything.
     * It includes the manual shift: a client's shift moves our bars, not the clock's.
     */
    public Optional<Timeline> clockTimeline() {
        Optional<Timeline> external =
                switch (source()) {
                    case LINK -> link.timeline();
                    case MIDI, OSC -> midiAndOscClocks.clockOf(source()).timeline();
                    case INTERNAL, NODE -> Optional.empty();
                };
        return external.map(line -> line.ahead(manualShift));
    }

    /** A client has moved the position by this much against the clock. */
    public void addManualShift(Beats by) {
        manualShift = manualShift.plus(by);
    }

    /** The Link session has taken over our position. */
    public void clearManualShift() {
        manualShift = Beats.ZERO;
    }

    /** Whether Link is the source and has no other peers, so that we may move its beats. */
    public boolean isAloneInLink() {
        return source() == ClockSource.LINK && state.peers() == 0;
    }

    /** Refuses a change of what another clock owns. */
    public void refuseIfOwned(String what) {
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

    /** Refuses to start before the followed clock has sent anything. */
    public void refuseIfNoPulses() {
        if (source().isFollowed() && clockTimeline().isEmpty()) {
            throw new Refusal(
                    Refusal.Code.LOCKED,
                    "no "
                            + source().word()
                            + " clock has been heard yet: it starts the count; or choose"
                            + " /clock/source internal");
        }
    }

    /** A client has started or stopped the transport. Link gets it if start and stop are shared. */
    public void onTransportCommand(boolean playing, CommandContext context) {
        stoppedByClient = !playing;
        if (source() == ClockSource.LINK && state.link().startStop()) {
            link.request(new LinkRequest.Playing(playing), context);
        }
    }

    /** Lets {@link #followClock} align the position again. */
    public void realign() {
        alignedTo = Optional.empty();
        appliedTimeline = Optional.empty();
    }

    /** Changes the clock source. The position stays. */
    public void switchTo(ClockSource next, CommandContext context) {
        if (next == source()) {
            return;
        }
        tempoControl.endNudgeAndRamp(context);
        transport.setFollowing(next.isFollowed());
        midiAndOscClocks.select(transport.tempo());
        link.noteSharedTempo();
        realign();
        stoppedByClient = false;
        manualShift = Beats.ZERO;
        freewheelEndsAt = HostMicros.NEVER;
        state = state.with(next, state.status()).withJitter(0);
        emitStatus(context, true);
    }

    /**
     * Follows a pulse, if its clock is the source.
     *
     * @return whether it moved the position, so that what is queued must be retimed
     */
    public boolean onPulse(Command.ReceivePulse pulse, CommandContext context) {
        if (!midiAndOscClocks.accepts(pulse.from(), source(), context)) {
            return false;
        }
        MidiOrOscClock midiOrOscClock = midiAndOscClocks.clockOf(pulse.from());
        MidiOrOscClock.FollowResult followResult =
                midiOrOscClock.onPulse(
                        pulse.clockPulse(),
                        transport.meter(),
                        transport.playing(),
                        context.arrivedAt());
        if (pulse.from() != source()) {
            return false;
        }
        freewheelEndsAt = HostMicros.NEVER;
        state = state.withJitter(midiOrOscClock.jitterMillis());
        return switch (followResult) {
            case NONE -> false;
            case RUN -> {
                if (!stoppedByClient) {
                    transport.start(context);
                }
                yield false;
            }
            case HALT -> {
                transport.stop(context);
                yield false;
            }
            case BEGIN -> {
                stoppedByClient = false;
                manualShift = Beats.ZERO;
                realign();
                transport.move(midiOrOscClock.startPosition(), context);
                transport.start(context.atBeat(midiOrOscClock.startPosition()));
                yield true;
            }
            case LOCATE -> {
                transport.move(midiOrOscClock.startPosition(), context);
                yield true;
            }
        };
    }

    public void onLinkState(Command.UpdateLinkState now) {
        if (state.link().enabled()) {
            link.onLinkState(now);
            state = state.withPeers(now.peers());
        }
    }

    /** Sets a scene's tempo, unless another clock owns the tempo. */
    public void setSceneTempo(Tempo tempo, CommandContext context) {
        setArrangementTempo(tempo, 0, context);
    }

    /**
     * Sets a tempo of the arrangement, unless another clock owns the tempo.
     *
     * @param quarters the length of a ramp; 0 changes it at once. The tempo of a node has no ramps
     */
    public void setArrangementTempo(Tempo tempo, double quarters, CommandContext context) {
        switch (source()) {
            case INTERNAL -> setTempo(tempo, quarters, false, context);
            case NODE -> node.set(tempo, context);
            case LINK -> {
                if (state.link().lead()) {
                    setTempo(tempo, quarters, true, context);
                    link.shareTempo(source(), context);
                }
            }
            case MIDI, OSC -> {}
        }
    }

    private void setTempo(Tempo tempo, double quarters, boolean shared, CommandContext context) {
        if (quarters > 0) {
            tempoControl.ramp(tempo, quarters, shared, context);
        } else {
            tempoControl.set(tempo, context);
        }
    }

    /**
     * Aligns position and tempo with the clock source. In a Link session, the last change of the
     * tempo counts, ours or that of a peer.
     */
    public void followClock(CommandContext context) {
        if (source() == ClockSource.NODE) {
            node.tempo().ifPresent(tempo -> tempoControl.set(tempo, context));
        }
        link.shareTempo(source(), context);
        boolean begins = transport.startedAt().equals(context.host());
        clockTimeline()
                .filter(external -> begins || !alignedTo.equals(Optional.of(external)))
                .ifPresent(external -> align(external, begins, context));
        emitStatus(context, false);
    }

    @Override
    public HostMicros next() {
        HostMicros lost =
                source().isFollowed() && state.status() != Status.LOST
                        ? midiAndOscClocks.clockOf(source()).timeoutAt()
                        : HostMicros.NEVER;
        return lost.orEarlier(freewheelEndsAt);
    }

    @Override
    public void perform(CommandContext context) {
        if (!freewheelEndsAt.isAfter(context.host())) {
            freewheelEndsAt = HostMicros.NEVER;
            transport.stop(context);
            return;
        }
        midiAndOscClocks.clockOf(source()).markLost();
        // A position that waited for the second pulse continues from here.
        followClock(context);
        double bars = state.freewheelBars();
        if (bars >= 0 && transport.playing()) {
            Beats position = transport.state().positionAt(context.host());
            Beats end = position.plus(Beats.of(bars * bar().quarters()));
            freewheelEndsAt = transport.momentOf(end).orLater(context.host());
        }
    }

    @Override
    public String toString() {
        return "the clock source";
    }

    private void align(Timeline external, boolean begins, CommandContext context) {
        alignedTo = Optional.of(external);
        Beats position = transport.state().positionAt(context.host());
        if (source() == ClockSource.LINK) {
            Timeline line = aligned(external, begins, bar(), context.atBeat(position));
            transport.follow(line, link.sharedTempo(), context.atBeat(position));
            link.noteSharedTempo();
            return;
        }
        MidiOrOscClock midiOrOscClock = midiAndOscClocks.clockOf(source());
        Timeline present = transport.state().timeline();
        Timeline line =
                appliedTimeline
                        .flatMap(applied -> applied.ahead(midiOrOscClock.countIdentity(), present))
                        .map(external::ahead)
                        .orElseGet(() ->
                                aligned(
                                        external,
                                        begins,
                                        midiOrOscClock.alignmentStep(bar()),
                                        context.atBeat(position)));
        transport.follow(line, midiOrOscClock.statedTempo(), context.atBeat(position));
        appliedTimeline =
                Optional.of(new AppliedTimeline(midiOrOscClock.countIdentity(), external, line));
    }

    private static Timeline aligned(
            Timeline external, boolean begins, Beats step, CommandContext context) {
        return begins
                ? PhaseAlignment.forward(external, context.beat(), context.host(), step)
                : PhaseAlignment.nearest(external, context.beat(), context.host(), step);
    }

    private Beats bar() {
        return transport.meter().bar();
    }

    /** The clock source and its settings as they are now. */
    public EngineSnapshot.Clock snapshot() {
        return new EngineSnapshot.Clock(state, stoppedByClient, manualShift, freewheelEndsAt);
    }

    /** Restores these values. A followed clock is searched for again. */
    public void restore(EngineSnapshot.Clock was) {
        state = was.state();
        stoppedByClient = was.stoppedByClient();
        manualShift = was.manualShift();
        freewheelEndsAt = was.freewheelEndsAt();
        transport.setFollowing(source().isFollowed());
        midiAndOscClocks.select(transport.tempo());
        link.noteSharedTempo();
        realign();
        state = state.with(status());
    }

    /** The status of our own clock is not reported: it only repeats that the transport runs. */
    private void emitStatus(CommandContext context, boolean always) {
        Status now = status();
        if (now != state.status() || always) {
            state = state.with(now);
            if (always || !isOwn(source())) {
                Beats position = transport.state().positionAt(context.host());
                events.emit(new Event.ClockSourceChanged(position, state));
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
            case MIDI, OSC -> midiAndOscClocks.clockOf(source()).status(own);
        };
    }
}
