package io.downbeat.engine.arrangement;

import io.downbeat.arrangement.ArrangementStateAtBeat;
import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.DocumentBeforeAndAfter;
import io.downbeat.engine.edit.DocumentListener;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.AutomaticLaunchBeats;
import io.downbeat.engine.launch.Deck;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.launch.LaunchBoundaries;
import io.downbeat.engine.launch.SceneLaunch;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.engine.parameters.ParameterFader;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.engine.transport.Transport;
import io.downbeat.graph.ParamPath;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Plays the arrangement as a performer would. Launches and stops are queued one beat ahead, for
 * their own beats, so that their packets are prepared as those of a launch by hand. Changes of time
 * and moves of parameters are performed on their beats.
 *
 * <p>It also has the position of the arrangement, which advances with the transport while the
 * arrangement is played or recorded. A jump of the transport does not move it.
 */
public final class ArrangementPlayer implements DocumentListener {

    private static final Beats MICRO = Beats.micro(1);

    private final SessionDocument document;
    private final Transport transport;
    private final Decks decks;
    private final LaunchBoundaries launchBoundaries;
    private final TakenOverByHand takenOver;
    private final ArrangementApplier applier;
    private final ArrangementLaunchQueuer queuer;
    private final ArrangementCursors cursors;
    private ArrangementPlaybackListener listener = ArrangementPlaybackListener.NONE;
    private ArrangementLoop loop = ArrangementLoop.OFF;
    private boolean playing;
    private boolean recording;
    private boolean muted;
    private Optional<Pending> pending = Optional.empty();

    /** While the position advances, the beat of the transport at which the arrangement begins. */
    private Beats origin = Beats.ZERO;

    /** The position while it does not advance. */
    private Beats standing = Beats.ZERO;

    private long revision;

    /**
     * The arrangement begins to play on a boundary.
     *
     * @param due empty if it waits for the transport to start
     * @param meter the signature in which the boundary was counted
     */
    private record Pending(Optional<Beats> due, Quantize quantize, Meter meter) {}

    public ArrangementPlayer(
            SessionDocument document,
            Transport transport,
            Decks decks,
            LiveValuesAndTouches parameters,
            ParameterFader fades,
            ClockSourceFollower clockSourceFollower,
            TurnEvents events) {
        this.document = document;
        this.transport = transport;
        this.decks = decks;
        this.launchBoundaries = new LaunchBoundaries(document, transport);
        this.takenOver = new TakenOverByHand(document);
        this.applier =
                new ArrangementApplier(
                        document,
                        transport,
                        decks,
                        parameters,
                        fades,
                        clockSourceFollower,
                        takenOver);
        this.queuer = new ArrangementLaunchQueuer(document, decks, events);
        this.cursors = new ArrangementCursors(this::arrangement);
        decks.connectArrangement(this::onTakenOver);
    }

    /** Sets the part that records. */
    public void connect(ArrangementPlaybackListener recorder) {
        listener = recorder;
    }

    public boolean isPlaying() {
        return playing;
    }

    /** Whether the position advances with the transport. */
    public boolean isRolling() {
        return playing || recording;
    }

    public ArrangementLoop loop() {
        return loop;
    }

    /** While the position advances, the beat of the transport at which the arrangement begins. */
    public Beats origin() {
        return origin;
    }

    /** The position at which the loop ends that is played, or never. */
    public Beats loopEndAhead() {
        return playing && cursors.isIn(loop) ? cursors.end(loop) : Beats.never();
    }

    /** The position at a beat of the transport. */
    public Beats positionAt(Beats beat) {
        return isRolling() ? beat.minus(origin) : standing;
    }

    /** Counts every change. */
    public long revision() {
        return revision;
    }

    private Arrangement arrangement() {
        return document.session().arrangement();
    }

    /** Begins to play from the position, on a boundary. */
    public void play(Optional<Quantize> quantize, CommandContext context) {
        if (arrangement().isEmpty()) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "the arrangement is empty: record a take first, with /record 1");
        }
        if (playing) {
            return;
        }
        if (!recording && !standing.isBefore(arrangement().length())) {
            standing = Beats.ZERO;
        }
        boolean waits =
                !transport.playing()
                        && document.settings().whenStopped()
                                == GlobalLaunchSettings.WhenStopped.WAIT;
        if (waits) {
            setPending(new Pending(Optional.empty(), Quantize.BEAT, transport.meter()), context);
            return;
        }
        Quantize grid = quantize.orElse(document.settings().quantize());
        boolean stopped = transport.isStoppedForLaunch(context);
        Beats due = stopped ? context.beat() : launchBoundaries.due(grid, context);
        if (due.isAfter(context.beat())) {
            setPending(new Pending(Optional.of(due), grid, transport.meter()), context);
            return;
        }
        begin(due, context);
        transport.startByLaunch(context);
    }

    private void setPending(Pending next, CommandContext context) {
        decks.cancelArranged(context);
        pending = Optional.of(next);
        next.due()
                .ifPresent(due -> {
                    Beats from = positionAt(due);
                    cursors.startLaunchesAt(from, due.minus(from));
                });
        revision++;
    }

    /** Stops playing. If it does not play, the position goes back to the beginning. */
    public void stop(CommandContext context) {
        if (playing || pending.isPresent()) {
            halt(context);
        } else if (!recording) {
            standing = Beats.ZERO;
        }
        revision++;
    }

    /** Forgets a play that waits for its boundary. */
    public void cancelPlay(CommandContext context) {
        if (pending.isPresent()) {
            halt(context);
        }
    }

    /** Stops playing; the position stays. What hands had taken over is nobody's any more. */
    public void halt(CommandContext context) {
        Beats position = positionAt(context.beat());
        playing = false;
        pending = Optional.empty();
        takenOver.clear();
        if (!recording) {
            standing = position;
        }
        decks.cancelArranged(context);
        updateDriven();
        revision++;
    }

    /** Moves the position, and restores what stood there. */
    public void seek(Beats position, CommandContext context) {
        decks.cancelArranged(context);
        if (isRolling()) {
            origin = context.beat().minus(position);
        } else {
            standing = position;
        }
        cursors.startAt(position, origin);
        if (pending.isPresent()) {
            setPending(pending.get(), context);
        }
        if (!arrangement().isEmpty()) {
            restoreAll(position, context);
        }
        if (playing && !muted) {
            performTimelineEvents(position, context);
        }
        revision++;
    }

    public void setLoop(boolean on, CommandContext context) {
        loop = loop.with(on);
        requeue(context);
    }

    /** Sets the loop; one without a length is the whole arrangement. */
    public void setLoopRange(Beats from, Beats to, CommandContext context) {
        loop = loop.withRange(from, to);
        requeue(context);
    }

    /** Gives everything back to the arrangement that hands have taken over. */
    public void giveBackAll(CommandContext context) {
        giveBack(takenOver.tracks(), takenOver.parameters(), context);
    }

    /** Gives a track back to the arrangement, with its parameters. */
    public void giveBack(TrackId track, CommandContext context) {
        List<TrackId> tracks = takenOver.contains(track) ? List.of(track) : List.of();
        giveBack(tracks, takenOver.parametersOf(track), context);
    }

    private void giveBack(List<TrackId> tracks, List<ParamPath> paths, CommandContext context) {
        if (tracks.isEmpty() && paths.isEmpty()) {
            return;
        }
        takenOver.remove(tracks, paths);
        if (playing && !muted) {
            for (TrackId track : tracks) {
                if (document.positionOf(track) > 0) {
                    decks.deck(track).release();
                    decks.cancel(decks.deck(track), context);
                }
            }
            updateDriven();
            requeue(context);
            Beats position = positionAt(context.beat());
            ArrangementStateAtBeat state =
                    ArrangementStateAtBeat.find(position, arrangement(), document.document());
            restore(state, position, context, tracks::contains, paths::contains);
            listener.onGivenBack(context);
        }
        revision++;
    }

    /** What hands have taken over is part of the arrangement now, but for what they have queued. */
    public void forgetTakenOver(CommandContext context) {
        boolean isReturned =
                takenOver.keepOnly(track ->
                        document.positionOf(track) > 0 && isQueuedByHand(decks.deck(track)));
        updateDriven();
        if (isReturned) {
            requeue(context);
        }
        revision++;
    }

    /** The tracks that hands have taken over. */
    public List<TrackId> takenTracks() {
        return takenOver.tracks();
    }

    /** The parameters that hands have taken over. */
    public List<ParamPath> takenParameters() {
        return takenOver.parameters();
    }

    /** A hand launches or stops on a track: it is no longer the arrangement's. */
    private void onTakenOver(Deck deck, Beats beat) {
        if (takenOver.add(deck.track())) {
            listener.onTakenOver(Optional.of(deck.track()), Optional.empty(), beat);
            updateDriven();
            revision++;
        }
    }

    /** An event of the present turn. */
    public void onEvent(Event event) {
        if (playing
                && event instanceof Event.ParamsWritten written
                && (written.cause() == Event.Cause.HAND || written.cause() == Event.Cause.REVERT)) {
            for (int index = 0; index < written.values().size(); index++) {
                ParamPath path =
                        document.graph().parameter(written.values().parameter(index)).path();
                if (applier.mayWrite(path) && takenOver.add(path)) {
                    listener.onTakenOver(Optional.empty(), Optional.of(path), written.at());
                    revision++;
                }
            }
        }
    }

    /** The position advances although nothing plays, because a take runs or is to begin. */
    public void setRecording(boolean on, CommandContext context) {
        if (on == recording) {
            return;
        }
        Beats position = positionAt(context.beat());
        recording = on;
        if (!playing) {
            origin = on ? context.beat().minus(position) : origin;
            standing = position;
        }
        revision++;
    }

    /** Puts the position somewhere, without restoring anything. */
    public void park(Beats position) {
        if (!isRolling()) {
            standing = position;
            revision++;
        }
    }

    /** A take replaces what would be played: nothing is played until it ends. */
    public void setMuted(boolean on, CommandContext context) {
        if (on == muted) {
            return;
        }
        muted = on;
        if (on) {
            decks.cancelArranged(context);
        } else if (playing) {
            Beats position = positionAt(context.beat());
            cursors.startAt(position, origin);
            takeFromOthers(context);
            restoreAll(position, context);
        }
        updateDriven();
        revision++;
    }

    /** The next beat on which it begins, ends, starts again, or changes the time. */
    public Beats nextTimeline() {
        Beats next = pending.flatMap(Pending::due).orElse(Beats.never());
        if (!playing) {
            return next;
        }
        next = next.orEarlier(origin.plus(cursors.end(loop)));
        return muted
                ? next
                : next.orEarlier(
                        cursors.nextTimelineChange().map(origin::plus).orElse(Beats.never()));
    }

    public void performTimeline(Beats at) {
        CommandContext context = transport.contextAt(at);
        if (pending.flatMap(Pending::due).filter(at::equals).isPresent()) {
            begin(at, context);
        }
        if (playing && !at.isBefore(origin.plus(cursors.end(loop)))) {
            onEnd(context);
        }
        if (playing && !muted) {
            performTimelineEvents(positionAt(at), context);
        }
    }

    private void begin(Beats due, CommandContext context) {
        Beats position = positionAt(due);
        boolean wasPending = pending.isPresent();
        pending = Optional.empty();
        origin = due.minus(position);
        playing = true;
        takenOver.clear();
        if (wasPending && cursors.isInPass(origin)) {
            cursors.startAllButLaunchesAt(position);
        } else {
            decks.cancelArranged(context);
            cursors.startAt(position, origin);
        }
        if (!muted) {
            takeFromOthers(context);
            restoreAll(position, context);
            performTimelineEvents(position, context);
            listener.onGivenBack(context);
        }
        revision++;
    }

    private void takeFromOthers(CommandContext context) {
        for (TrackId track : cursors.tracks()) {
            if (document.positionOf(track) > 0) {
                takeFromOthers(decks.deck(track), context);
            }
        }
        updateDriven();
    }

    private static boolean isQueuedByHand(Deck deck) {
        boolean byCueList =
                deck.waiting()
                        .flatMap(Deck.Waiting::scene)
                        .filter(SceneLaunch::isByCueList)
                        .isPresent();
        return deck.isQueuedByHand() && !byCueList;
    }

    /** What a hand has queued goes first; what follows by itself gives way to the arrangement. */
    private void takeFromOthers(Deck deck, CommandContext context) {
        if (isQueuedByHand(deck)) {
            takenOver.add(deck.track());
            return;
        }
        deck.release();
        if (!deck.isArrangementQueued()) {
            decks.cancel(deck, context);
        }
    }

    private void onEnd(CommandContext context) {
        if (!cursors.isIn(loop)) {
            halt(context);
            if (!recording) {
                standing = Beats.ZERO;
            }
            return;
        }
        listener.onLoopEnd(context);
        Beats begin = loop.begin();
        origin = context.beat().minus(begin);
        if (cursors.isInPass(origin)) {
            cursors.startAllButLaunchesAt(begin);
        } else {
            cursors.startAt(begin, origin);
        }
        if (!muted) {
            restoreAll(begin, context);
        }
        revision++;
        listener.onLoopBegin(context);
    }

    private void performTimelineEvents(Beats position, CommandContext context) {
        List<ArrangementEvent> due = cursors.timelineUntil(position);
        for (ArrangementEvent event : due) {
            perform(event, context);
        }
        if (!due.isEmpty()) {
            listener.onTimelinePlayed();
        }
        revision++;
    }

    private void perform(ArrangementEvent event, CommandContext context) {
        if (event instanceof ArrangementEvent.StateSet(var at, var state)) {
            ArrangementStateAtBeat stands =
                    ArrangementStateAtBeat.of(state, at, document.document());
            restoreTime(stands, context);
            restoreNotTaken(stands, at, context);
        } else {
            applier.perform(event, context);
        }
    }

    /** Brings everything but what hands have taken over into the state before a position. */
    private void restoreAll(Beats position, CommandContext context) {
        ArrangementStateAtBeat state =
                ArrangementStateAtBeat.find(position, arrangement(), document.document());
        restoreTime(state, context);
        restoreNotTaken(state, position, context);
    }

    private void restoreTime(ArrangementStateAtBeat state, CommandContext context) {
        applier.restoreTime(state, context);
        listener.onTimelinePlayed();
    }

    private void restoreNotTaken(
            ArrangementStateAtBeat state, Beats position, CommandContext context) {
        restore(state, position, context, track -> !takenOver.contains(track), path -> true);
    }

    private void restore(
            ArrangementStateAtBeat state,
            Beats position,
            CommandContext context,
            Predicate<TrackId> tracks,
            Predicate<ParamPath> paths) {
        Beats begin = isRolling() ? origin : context.beat().minus(position);
        applier.restore(state, begin, context, tracks, paths);
    }

    /** The beat on which the next launches are to be queued. */
    public Beats nextAhead() {
        return nextLaunches()
                .map(launches -> AutomaticLaunchBeats.queuedAt(cursors.dueOf(launches)))
                .orElse(Beats.never());
    }

    /** Queues what is to be queued by now. */
    public void settle(CommandContext context) {
        settlePending(context);
        while (transport.playing()) {
            Optional<LaunchEventsAndOtherEvents.Group> next = nextLaunches();
            if (next.isEmpty()) {
                return;
            }
            Beats due = cursors.dueOf(next.get());
            if (AutomaticLaunchBeats.queuedAt(due).isAfter(context.beat())) {
                return;
            }
            cursors.onQueued(next.get());
            revision++;
            queuer.queue(next.get(), due, this::mayStart, context);
        }
    }

    /** The next launches to be queued, if nothing keeps them from it. */
    private Optional<LaunchEventsAndOtherEvents.Group> nextLaunches() {
        if (muted || !(playing || pending.flatMap(Pending::due).isPresent())) {
            return Optional.empty();
        }
        return cursors.nextLaunches(loop, playing ? Optional.of(origin) : Optional.empty())
                .filter(launches -> !isBlocked(launches));
    }

    private void settlePending(CommandContext context) {
        if (pending.isEmpty() || !transport.playing()) {
            return;
        }
        Pending present = pending.get();
        if (present.due().isEmpty() || !present.meter().equals(transport.meter())) {
            waitForBoundary(present, context);
        }
    }

    /** The play that waits begins on the next boundary of its grid, as it is counted now. */
    private void waitForBoundary(Pending present, CommandContext context) {
        Beats due = launchBoundaries.atOrAfter(present.quantize(), context.beat());
        setPending(new Pending(Optional.of(due), present.quantize(), transport.meter()), context);
    }

    /** A deck holds one launch: the next one waits until that has been performed. */
    private boolean isBlocked(LaunchEventsAndOtherEvents.Group group) {
        return group.tracks().stream()
                .filter(track -> document.positionOf(track) > 0)
                .anyMatch(track -> decks.deck(track).isArrangementQueued());
    }

    private boolean mayStart(TrackId track) {
        if (document.positionOf(track) == 0) {
            return false;
        }
        return playing ? decks.isDriven(track) : !decks.deck(track).isQueuedByHand();
    }

    /** The next beat on which a parameter is moved. */
    public Beats nextMoves() {
        if (!playing || muted) {
            return Beats.never();
        }
        Beats next = cursors.nextMove();
        return next.equals(Beats.never()) || !next.isBefore(cursors.end(loop))
                ? Beats.never()
                : origin.plus(next);
    }

    public void performMoves(Beats at) {
        Beats position = positionAt(at);
        var values = new ParameterValueList.Builder();
        cursors.moveUntil(position, (path, value) -> applier.addMove(path, value, values));
        revision++;
        applier.writeMoves(at, values.build());
    }

    /** The position of the transport has jumped: the arrangement goes on where it is. */
    public void shift(Beats jump, CommandContext context) {
        if (jump.equals(Beats.ZERO)) {
            return;
        }
        origin = origin.plus(jump);
        cursors.shift(jump);
        decks.shiftArranged(jump, context);
        pending.filter(present -> present.due().isPresent())
                .ifPresent(present -> waitForBoundary(present, context));
        revision++;
    }

    /**
     * Queues anew what is to come. Launches of the present beat are part of it unless they have
     * been performed.
     */
    private void requeue(CommandContext context) {
        boolean isDueNow = decks.isArrangedDue(context.beat());
        decks.cancelArranged(context);
        if (pending.isPresent()) {
            setPending(pending.get(), context);
        } else if (playing) {
            Beats position = positionAt(context.beat());
            cursors.skipTo(position);
            cursors.startLaunchesAt(isDueNow ? position : position.plus(MICRO), origin);
        }
        revision++;
    }

    /** The arrangement is another one: goes on with it at the present position. */
    private void playChanged(Arrangement before, CommandContext context) {
        Beats position = positionAt(context.beat());
        boolean isQueuedAlike = cursors.isQueuedAlike(position, origin, loop);
        if (playing && isQueuedAlike && loop.isSame(before.length(), arrangement().length())) {
            cursors.skipTo(position);
        } else {
            requeue(context);
        }
    }

    private void updateDriven() {
        if (!playing || muted) {
            decks.setDriven(Set.of());
            return;
        }
        var driven = new LinkedHashSet<>(cursors.tracks());
        driven.removeIf(track -> takenOver.contains(track) || document.positionOf(track) == 0);
        decks.setDriven(driven);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // An unchanged arrangement is the same object.
    public void onDocumentChange(DocumentBeforeAndAfter change, CommandContext context) {
        if (change.cause() == DocumentBeforeAndAfter.Cause.LOAD) {
            halt(context);
            standing = Beats.ZERO;
            loop = loop.withRange(Beats.ZERO, Beats.ZERO);
        } else if (change.before().session().arrangement() != arrangement()) {
            if (arrangement().isEmpty()) {
                halt(context);
                standing = recording ? standing : Beats.ZERO;
            } else {
                playChanged(change.before().session().arrangement(), context);
            }
        }
        updateDriven();
        revision++;
    }

    /** Where it plays, as it is now. */
    public EngineSnapshot.ArrangementPlay snapshot() {
        return new EngineSnapshot.ArrangementPlay(
                pending.map(present ->
                        new EngineSnapshot.PendingPlay(present.due(), present.quantize())),
                cursors.launchOrigin(),
                cursors.timelineFrom(),
                cursors.launchesFrom(),
                cursors.movesFrom(),
                muted,
                takenOver.tracks(),
                takenOver.parameters());
    }

    /** Restores these values. The document is the one that they belong to. */
    public void restore(EngineSnapshot.Arrangement was) {
        playing = was.status().playing();
        recording = was.armed();
        if (isRolling()) {
            origin = was.status().origin();
        } else {
            standing = was.status().positionAt(Beats.ZERO);
        }
        loop =
                new ArrangementLoop(
                        was.status().loop(), was.status().loopFrom(), was.status().loopTo());
        pending =
                was.play()
                        .pending()
                        .map(present ->
                                new Pending(present.due(), present.quantize(), transport.meter()));
        cursors.restore(was.play());
        muted = was.play().muted();
        takenOver.restore(was.play().taken(), was.play().takenParameters());
        updateDriven();
        revision++;
    }

    @Override
    public String toString() {
        return "the arrangement";
    }
}
