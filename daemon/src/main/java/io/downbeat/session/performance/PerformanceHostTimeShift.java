package io.downbeat.session.performance;

import io.downbeat.session.editing.UndoHistorySnapshot;
import io.downbeat.session.editing.UndoHistorySnapshot.Kept;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/** Converts a performance for a new process, whose host clock may show another time. */
final class PerformanceHostTimeShift {

    private final long micros;

    /**
     * @param micros added to every time of the host clock
     */
    PerformanceHostTimeShift(long micros) {
        this.micros = micros;
    }

    Performance of(Performance was) {
        return new Performance(
                new Performance.Moment(
                        later(was.moment().at()), was.moment().floor(), was.moment().lastTick()),
                was.document(),
                withoutGestures(was.history()),
                was.savedState(),
                was.latestIds(),
                was.learning(),
                was.settings(),
                transport(was.transport()),
                tempoChanges(was.tempoChanges()),
                new Performance.Clock(
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

    private Performance.Transport transport(Performance.Transport was) {
        List<Performance.PastTimeline> past =
                was.past().stream()
                        .map(each ->
                                new Performance.PastTimeline(
                                        later(each.until()), each.timeline().later(micros)))
                        .toList();
        return new Performance.Transport(
                was.state().with(was.state().timeline().later(micros), was.state().tempo()),
                past,
                later(was.continuousSince()),
                later(was.jumpedAt()),
                later(was.startedAt()),
                later(was.launchStartedAt()));
    }

    private Performance.TempoChanges tempoChanges(Performance.TempoChanges was) {
        return new Performance.TempoChanges(
                was.taps().stream().map(this::later).toList(),
                later(was.lastTap()),
                later(was.nudgeEndsAt()),
                later(was.nextReport()),
                was.steps());
    }

    private Performance.Fades fades(Performance.Fades was) {
        return new Performance.Fades(
                later(was.origin()), later(was.nextFrame()), was.lastFrame(), was.running());
    }

    private Performance.CueListPosition cueList(Performance.CueListPosition was) {
        return new Performance.CueListPosition(
                was.list(),
                was.standby(),
                was.playing(),
                was.since(),
                was.armed(),
                was.lastGo().map(this::later));
    }

    private static Performance.Launches launches(Performance.Launches was) {
        return new Performance.Launches(
                was.tracks().stream().map(PerformanceHostTimeShift::released).toList(),
                was.removed().stream().map(PerformanceHostTimeShift::released).toList(),
                was.scenes(),
                was.queuedScenes(),
                was.lastScene(),
                was.nextOrder(),
                was.revision(),
                was.revisions(),
                was.skipped(),
                was.drawnScenes());
    }

    private static Performance.TrackLaunch released(Performance.TrackLaunch was) {
        return new Performance.TrackLaunch(
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
