package io.downbeat.session.snapshot;

import io.downbeat.session.editing.UndoHistorySnapshot;
import io.downbeat.session.editing.UndoHistorySnapshot.Kept;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/** Converts a snapshot for a new process, whose host clock may show another time. */
final class SnapshotHostTimeShift {

    private final long micros;

    /**
     * @param micros added to every time of the host clock
     */
    SnapshotHostTimeShift(long micros) {
        this.micros = micros;
    }

    EngineSnapshot of(EngineSnapshot was) {
        return new EngineSnapshot(
                new EngineSnapshot.Moment(
                        later(was.moment().at()), was.moment().floor(), was.moment().lastTick()),
                was.document(),
                withoutGestures(was.history()),
                was.savedState(),
                was.latestIds(),
                was.learning(),
                was.settings(),
                transport(was.transport()),
                tempoChanges(was.tempoChanges()),
                new EngineSnapshot.Clock(
                        was.clock().state(),
                        was.clock().stoppedByClient(),
                        was.clock().manualShift(),
                        later(was.clock().freewheelEndsAt())),
                launches(was.launches()),
                fades(was.fades()),
                was.cueLists().stream().map(this::cueList).toList(),
                was.arrangement(),
                was.outputs(),
                was.randomState(),
                was.values());
    }

    private HostMicros later(HostMicros was) {
        return was.equals(HostMicros.NEVER) ? was : was.plus(micros);
    }

    private EngineSnapshot.Transport transport(EngineSnapshot.Transport was) {
        List<EngineSnapshot.PastTimeline> past =
                was.past().stream()
                        .map(each ->
                                new EngineSnapshot.PastTimeline(
                                        later(each.until()), each.timeline().later(micros)))
                        .toList();
        return new EngineSnapshot.Transport(
                was.state().with(was.state().timeline().later(micros), was.state().tempo()),
                past,
                later(was.continuousSince()),
                later(was.jumpedAt()),
                later(was.startedAt()),
                later(was.launchStartedAt()));
    }

    private EngineSnapshot.TempoChanges tempoChanges(EngineSnapshot.TempoChanges was) {
        return new EngineSnapshot.TempoChanges(
                was.taps().stream().map(this::later).toList(),
                later(was.lastTap()),
                later(was.nudgeEndsAt()),
                later(was.nextReport()),
                was.steps());
    }

    private EngineSnapshot.Fades fades(EngineSnapshot.Fades was) {
        return new EngineSnapshot.Fades(
                later(was.origin()), later(was.nextFrame()), was.lastFrame(), was.running());
    }

    private EngineSnapshot.CueListPosition cueList(EngineSnapshot.CueListPosition was) {
        return new EngineSnapshot.CueListPosition(
                was.list(),
                was.standby(),
                was.playing(),
                was.since(),
                was.armed(),
                was.lastGo().map(this::later));
    }

    private static EngineSnapshot.Launches launches(EngineSnapshot.Launches was) {
        return new EngineSnapshot.Launches(
                was.tracks().stream().map(SnapshotHostTimeShift::released).toList(),
                was.removed().stream().map(SnapshotHostTimeShift::released).toList(),
                was.scenes(),
                was.queuedScenes(),
                was.lastScene(),
                was.nextOrder(),
                was.revision(),
                was.revisions(),
                was.skipped(),
                was.drawnScenes());
    }

    private static EngineSnapshot.TrackLaunch released(EngineSnapshot.TrackLaunch was) {
        return new EngineSnapshot.TrackLaunch(
                was.track(),
                was.active(),
                was.since(),
                was.launches(),
                was.queued(),
                Optional.empty(),
                was.follows(),
                was.followFrom(),
                was.drawn());
    }

    private static UndoHistorySnapshot withoutGestures(UndoHistorySnapshot was) {
        return new UndoHistorySnapshot(
                withoutGestures(Kept.bottomUp(was.undo(), was.undoCount())),
                was.undoCount(),
                withoutGestures(Kept.bottomUp(was.redo(), Integer.MAX_VALUE)),
                was.oldestState(),
                was.lastState());
    }

    private static Optional<Kept> withoutGestures(List<Kept> bottomUp) {
        Optional<Kept> top = Optional.empty();
        for (Kept kept : bottomUp) {
            top = Optional.of(new Kept(kept.step().ended(), kept.state(), top));
        }
        return top;
    }
}
