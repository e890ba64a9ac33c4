package io.downbeat.engine.arrangement;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.Beats;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Up to where an arrangement has been played: its changes of time and state, its launches, and the
 * moves of its parameters. Everything before a cursor has been played, or is never to be played.
 *
 * <p>Launches are queued ahead of their beat, so their cursor is ahead of the other two; in a loop
 * it may be in the next pass already. A pass is known by its origin, the beat of the transport at
 * which beat 0 of the arrangement lies in it.
 *
 * <p>Positions are in beats of the arrangement. The cursors always are in the present arrangement:
 * after a change they stand where they stood.
 */
final class ArrangementCursors {

    private static final Beats MICRO = Beats.micro(1);

    private final Supplier<Arrangement> present;
    private LaunchEventsAndOtherEvents lists = new LaunchEventsAndOtherEvents(Arrangement.EMPTY);
    private @Nullable ParameterLaneCursors lanes;
    private Beats timelineFrom = Beats.ZERO;
    private Beats launchesFrom = Beats.ZERO;
    private Beats movesFrom = Beats.ZERO;
    private Beats launchOrigin = Beats.ZERO;

    /**
     * @param present the present arrangement
     */
    ArrangementCursors(Supplier<Arrangement> present) {
        this.present = present;
    }

    @SuppressWarnings("ReferenceEquality") // An unchanged arrangement is the same object.
    private LaunchEventsAndOtherEvents lists() {
        Arrangement arrangement = present.get();
        if (lists.of() != arrangement) {
            lists = new LaunchEventsAndOtherEvents(arrangement);
            lanes = null;
        }
        return lists;
    }

    private ParameterLaneCursors lanes() {
        List<ParameterLane> all = lists().of().lanes();
        ParameterLaneCursors cursors = lanes;
        if (cursors == null) {
            cursors = new ParameterLaneCursors(all, movesFrom);
            lanes = cursors;
        }
        return cursors;
    }

    private Beats length() {
        return present.get().length();
    }

    /** All tracks that the arrangement plays. */
    List<TrackId> tracks() {
        return lists().tracks();
    }

    /** Plays on from a position, in the pass with this origin. */
    void startAt(Beats position, Beats origin) {
        timelineFrom = position;
        movesFrom = position;
        lanes = null;
        startLaunchesAt(position, origin);
    }

    /** Plays on from a position, but for the launches, which stay where they are. */
    void startAllButLaunchesAt(Beats position) {
        timelineFrom = position;
        movesFrom = position;
        lanes = null;
    }

    /** The launches alone go on from a position, in the pass with this origin. */
    void startLaunchesAt(Beats position, Beats origin) {
        launchOrigin = origin;
        launchesFrom = position;
    }

    /** Nothing before a position is played any more. The launches stay where they are. */
    void skipTo(Beats position) {
        timelineFrom = timelineFrom.orLater(position);
        movesFrom = movesFrom.orLater(position);
    }

    /** The transport has jumped: passes begin so much later. */
    void shift(Beats jump) {
        launchOrigin = launchOrigin.plus(jump);
    }

    /**
     * The arrangement has been changed.
     *
     * @param position up to where it has been played
     * @param origin the origin of the pass that is played
     * @return whether the launches between there and the cursor of the launches are the same
     */
    boolean isQueuedAlike(Beats position, Beats origin, ArrangementLoop loop) {
        LaunchEventsAndOtherEvents before = lists;
        LaunchEventsAndOtherEvents now = lists();
        lanes = null;
        if (isInPass(origin)) {
            return launchesFrom.isAfter(position)
                    && now.hasSameLaunches(before, position, launchesFrom);
        }
        return now.hasSameLaunches(before, position, loop.end(length()))
                && now.hasSameLaunches(before, loop.begin(), launchesFrom);
    }

    /** Whether the next launches belong to the pass with this origin. */
    boolean isInPass(Beats origin) {
        return launchOrigin.equals(origin);
    }

    /** Whether a loop is repeated from the present position on. */
    boolean isIn(ArrangementLoop loop) {
        return loop.repeats(timelineFrom, length());
    }

    /** The position at which the present pass ends. */
    Beats end(ArrangementLoop loop) {
        return isIn(loop) ? loop.end(length()) : length();
    }

    /** The position of the next change of time or state, if there is one. */
    Optional<Beats> nextTimelineChange() {
        return lists().nextTimeline(timelineFrom).map(ArrangementEvent::at);
    }

    /** The changes of time and state up to a position, which count as played from now on. */
    List<ArrangementEvent> timelineUntil(Beats position) {
        List<ArrangementEvent> due = lists().timelineUntil(timelineFrom, position);
        timelineFrom = position.plus(MICRO);
        return due;
    }

    /** The position of the next move of a parameter, or never. */
    Beats nextMove() {
        return lanes().next();
    }

    /** Plays the moves up to a position. */
    void moveUntil(Beats position, BiConsumer<ParamPath, ParamValue> to) {
        lanes().moveUntil(position, to);
        movesFrom = position.plus(MICRO);
    }

    /**
     * The next launches to be queued.
     *
     * <p>In a loop, those behind its end are those at its beginning, in the next pass. More than
     * one pass ahead nothing is queued.
     *
     * @param origin the origin of the pass that is played; empty if none is
     */
    Optional<LaunchEventsAndOtherEvents.Group> nextLaunches(
            ArrangementLoop loop, Optional<Beats> origin) {
        Optional<LaunchEventsAndOtherEvents.Group> next = lists().nextLaunches(launchesFrom);
        if (!isIn(loop) || isBeforeEnd(next, loop)) {
            return next;
        }
        if (origin.filter(this::isInPass).isEmpty()) {
            return Optional.empty();
        }
        startLaunchesAt(loop.begin(), launchOrigin.plus(loop.end(length()).minus(loop.begin())));
        next = lists().nextLaunches(launchesFrom);
        return isBeforeEnd(next, loop) ? next : Optional.empty();
    }

    private boolean isBeforeEnd(
            Optional<LaunchEventsAndOtherEvents.Group> group, ArrangementLoop loop) {
        return group.filter(found -> found.at().isBefore(loop.end(length()))).isPresent();
    }

    /** The beat of the transport on which launches are due. */
    Beats dueOf(LaunchEventsAndOtherEvents.Group launches) {
        return launchOrigin.plus(launches.at());
    }

    /** These launches are queued now. */
    void onQueued(LaunchEventsAndOtherEvents.Group launches) {
        launchesFrom = launches.at().plus(MICRO);
    }

    Beats launchOrigin() {
        return launchOrigin;
    }

    Beats timelineFrom() {
        return timelineFrom;
    }

    Beats launchesFrom() {
        return launchesFrom;
    }

    Beats movesFrom() {
        return movesFrom;
    }

    /** Restores these positions. */
    void restore(EngineSnapshot.ArrangementPlay was) {
        launchOrigin = was.aheadOrigin();
        timelineFrom = was.timelineFrom();
        launchesFrom = was.launchesFrom();
        movesFrom = was.movesFrom();
        lanes = null;
    }
}
