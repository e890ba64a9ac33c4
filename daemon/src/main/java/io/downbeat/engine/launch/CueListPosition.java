package io.downbeat.engine.launch;

import io.downbeat.session.model.CueList;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/** Where one cue list stands: its standby step, the step that plays, and what it waits for. */
final class CueListPosition {

    private final CueListId list;

    /**
     * The steps from the standby step on, in their order when the standby step was last there. If
     * that step is deleted, the next of these is on standby, and an undo brings it back.
     */
    private List<String> standby;

    private Optional<String> playing = Optional.empty();
    private final AutomaticLaunchCountdown timer = new AutomaticLaunchCountdown();
    private Optional<HostMicros> lastGo = Optional.empty();
    private Optional<Beats> due = Optional.empty();
    private Optional<Trigger> trigger = Optional.empty();

    /** A scene launch that lets the list go on. */
    record Trigger(SceneLaunch launch, Beats at) {}

    /** The first step is on standby. */
    CueListPosition(CueList list) {
        this.list = CueListId.of(list);
        this.standby = idsFrom(list, 1);
    }

    CueListPosition(EngineSnapshot.CueListPosition was) {
        list = was.list();
        standby = was.standby();
        playing = was.playing();
        timer.restore(was.since(), was.armed());
        lastGo = was.lastGo();
    }

    EngineSnapshot.CueListPosition snapshot() {
        return new EngineSnapshot.CueListPosition(
                list, standby, playing, timer.since(), timer.isArmed(), lastGo);
    }

    /** Whether nothing has happened on the list yet. */
    boolean isAtStart(CueList of) {
        return playing.isEmpty() && lastGo.isEmpty() && standby.equals(idsFrom(of, 1));
    }

    CueListId list() {
        return list;
    }

    /** The position of the standby step, from 1; 0 past the last step. */
    int standbyIn(CueList of) {
        for (String step : standby) {
            int position = of.positionOf(step);
            if (position > 0) {
                return position;
            }
        }
        return 0;
    }

    /** Puts the step at a position on standby; none if the position is past the last step. */
    void setStandby(CueList of, int position) {
        standby = idsFrom(of, position);
    }

    /** A step is launched, queued or counted as launched: the next one is on standby if it was. */
    void passStandby(CueList of, int position) {
        if (position > 0 && standbyIn(of) == position) {
            setStandby(of, position + 1);
        }
    }

    /** Keeps the standby step when the steps have changed. */
    void onStepsChanged(CueList before, CueList after) {
        if (!standby.isEmpty() && after.positionOf(standby.getFirst()) > 0) {
            setStandby(after, after.positionOf(standby.getFirst()));
        } else if (standbyIn(after) == 0 && standbyIn(before) == 0) {
            // A step that is added behind the last one is next.
            int last = before.steps().isEmpty() ? 0 : positionOfLast(before, after);
            if (last >= 0) {
                setStandby(after, last + 1);
            }
        }
    }

    /** The position that the last step has after a change; -1 if it is not there any more. */
    private static int positionOfLast(CueList before, CueList after) {
        int position = after.positionOf(before.steps().getLast().id());
        return position == 0 ? -1 : position;
    }

    private static List<String> idsFrom(CueList list, int position) {
        return list.steps().stream().skip(position - 1L).map(CueList.Step::id).toList();
    }

    /** The position of the step that plays, from 1; 0 if none does. */
    int playingIn(CueList of) {
        return playing.map(of::positionOf).orElse(0);
    }

    /** The step that plays, if it is still there. */
    Optional<CueList.Step> playingStep(CueList of) {
        return of.step(playingIn(of));
    }

    /** A step was launched on this beat: the list goes on from it by itself if the step says so. */
    void play(String step, Beats at) {
        playing = Optional.of(step);
        timer.start(at);
    }

    /** No step plays any more. */
    void leave() {
        playing = Optional.empty();
        disarm();
    }

    /** Counts the bars of the step that plays; armed if the list goes on by itself after them. */
    AutomaticLaunchCountdown timer() {
        return timer;
    }

    /** From here on the list waits for a go. */
    void disarm() {
        timer.disarm();
        trigger = Optional.empty();
    }

    /** When the last go arrived that was not refused. */
    Optional<HostMicros> lastGo() {
        return lastGo;
    }

    void setLastGo(HostMicros at) {
        lastGo = Optional.of(at);
    }

    /** The beat on which the next step comes, by itself or because it is queued. */
    Optional<Beats> due() {
        return due;
    }

    void setDue(Optional<Beats> beat) {
        due = beat;
    }

    /** The scene launch that the list goes on with, until it has done so. */
    Optional<Trigger> trigger() {
        return trigger;
    }

    void setTrigger(Trigger by) {
        trigger = Optional.of(by);
    }

    void clearTrigger() {
        trigger = Optional.empty();
    }

    @Override
    public String toString() {
        return "cue list " + list;
    }
}
