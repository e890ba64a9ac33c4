package io.downbeat.feedback.change;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.schema.MethodFlag;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SceneStates;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds the values that differ between two views. Objects that may have changed are found by
 * identity; for these, the answers of both views are compared.
 */
public final class ViewDiff {

    private final PresentValueReader present;
    private final SessionViewAtTime before;
    private final SessionViewAtTime after;
    private final Predicate<AddressRow> wanted;
    private final Consumer<ConcreteAddress> onChange;
    private long comparedObjects;

    /**
     * @param wanted rows that a subscriber listens to
     * @param onChange receives every value that has changed
     */
    public ViewDiff(
            PresentValueReader present,
            Views views,
            HostMicros at,
            Predicate<AddressRow> wanted,
            Consumer<ConcreteAddress> onChange) {
        this.present = present;
        before = new SessionViewAtTime(views.before(), at);
        after = new SessionViewAtTime(views.after(), at);
        this.wanted = wanted;
        this.onChange = onChange;
    }

    /** A view and the next one. */
    public record Views(SessionView before, SessionView after) {}

    /** Finds all changes; returns the number of objects that may have changed. */
    @SuppressWarnings("ReferenceEquality")
    public long compareAll() {
        SessionView old = before.view();
        SessionView now = after.view();
        if (old == now) {
            return 0;
        }
        compare(ObjectKind.WHOLE, 0, 0);
        boolean sameShape = now.settings().hasSameTransitionShape(old.settings());
        // A follow action without a time of its own comes after a bar.
        boolean sameMeter = old.transport().meter().equals(now.transport().meter());
        if (old.session() != now.session() || !sameShape || !sameMeter) {
            compareTracks(old, now, !sameShape || !sameMeter);
        }
        if (old.session() != now.session() || !sameMeter) {
            compareScenes(old, now, !sameMeter);
        }
        if (old.session() != now.session()) {
            compareCueLists(old, now);
        }
        if (old.cueLists() != now.cueLists()) {
            cueListStates(old, now);
        }
        if (old.tracks() != now.tracks()) {
            compareTrackStates(old, now);
        }
        if (old.scenes() != now.scenes()) {
            compareSceneStates(old.scenes(), now.scenes());
        }
        boolean sameOwners = old.session().tracks() == now.session().tracks();
        if (old.graph().nodes() != now.graph().nodes() || !sameOwners) {
            int nodes = largerSize(old.graph().nodes(), now.graph().nodes());
            for (int node = 0; node < nodes; node++) {
                compare(ObjectKind.NODE, node, 0);
            }
        }
        if (old.graph() != now.graph() || old.touched() != now.touched()) {
            compareParameters(old, now);
        }
        if (old.skipped() != now.skipped()) {
            compareSkippedTargets(old, now);
        }
        if (old.outputs() != now.outputs()) {
            for (int output = 1; output <= largerSize(old.outputs(), now.outputs()); output++) {
                compare(ObjectKind.OUTPUT, output, 0);
            }
        }
        return comparedObjects;
    }

    @SuppressWarnings("ReferenceEquality")
    private void compareTracks(SessionView old, SessionView now, boolean all) {
        List<Track> was = old.session().tracks();
        List<Track> is = now.session().tracks();
        boolean sameArrangement = old.session().arrangement() == now.session().arrangement();
        for (int track = 1; track <= largerSize(was, is); track++) {
            boolean changed =
                    all
                            || track > was.size()
                            || track > is.size()
                            || was.get(track - 1) != is.get(track - 1);
            if (changed || !sameArrangement) {
                compare(ObjectKind.TRACK, track, 0);
            }
            if (changed) {
                int clips = Math.max(clipCount(was, track), clipCount(is, track));
                for (int clip = 1; clip <= clips; clip++) {
                    compare(ObjectKind.CLIP, track, clip);
                    compareStoredValues(track, clip);
                }
            }
        }
    }

    private static int clipCount(List<Track> tracks, int track) {
        return track <= tracks.size() ? tracks.get(track - 1).clips().size() : 0;
    }

    /** Compares the values that a clip stores. Removed parameters have numbers below 0. */
    @SuppressWarnings("ReferenceEquality")
    private void compareStoredValues(int track, int clip) {
        Optional<Clip> was = clipAt(before, track, clip);
        Optional<Clip> is = clipAt(after, track, clip);
        if (was.map(Clip::values).orElse(null) == is.map(Clip::values).orElse(null)
                && was.map(Clip::gone).equals(is.map(Clip::gone))) {
            return;
        }
        var parameters = new TreeSet<Integer>();
        for (Optional<Clip> stores : List.of(was, is)) {
            stores.ifPresent(one -> {
                for (int index = 0; index < one.values().size(); index++) {
                    parameters.add(one.values().parameter(index));
                }
                for (int index = 0; index < one.gone().size(); index++) {
                    parameters.add(-1 - index);
                }
            });
        }
        for (int parameter : parameters) {
            compare(ObjectKind.STORED, track, clip, parameter);
        }
    }

    private static Optional<Clip> clipAt(SessionViewAtTime of, int track, int clip) {
        return of.view().session().track(track).flatMap(there -> there.clip(clip));
    }

    /** Assignments of scenes name clips by positions, which change with the tracks. */
    private void compareScenes(SessionView old, SessionView now, boolean all) {
        List<Scene> was = old.session().scenes();
        List<Scene> is = now.session().scenes();
        if (!all && was.equals(is) && !ReassignedAddressFinder.isNeeded(old, now)) {
            return;
        }
        int tracks = largerSize(old.session().tracks(), now.session().tracks());
        for (int scene = 1; scene <= largerSize(was, is); scene++) {
            compare(ObjectKind.SCENE, scene, 0);
            for (int track = 1; track <= tracks; track++) {
                compare(ObjectKind.ASSIGNMENT, scene, track);
            }
        }
    }

    /** Steps name scenes by positions and names, which change with the scenes. */
    private void compareCueLists(SessionView old, SessionView now) {
        List<CueList> was = old.session().cueLists();
        List<CueList> is = now.session().cueLists();
        if (was.equals(is) && !ReassignedAddressFinder.isNeeded(old, now)) {
            return;
        }
        for (int cue = 1; cue <= largerSize(was, is); cue++) {
            compare(ObjectKind.CUE, cue, 0);
            int steps = Math.max(stepCount(was, cue), stepCount(is, cue));
            for (int step = 1; step <= steps; step++) {
                compare(ObjectKind.STEP, cue, step);
            }
        }
    }

    private void cueListStates(SessionView old, SessionView now) {
        for (int cue = 1; cue <= largerSize(old.cueLists(), now.cueLists()); cue++) {
            if (!old.cueList(cue).equals(now.cueList(cue))) {
                compare(ObjectKind.CUE, cue, 0);
            }
        }
    }

    private static int stepCount(List<CueList> cueLists, int cue) {
        return cue <= cueLists.size() ? cueLists.get(cue - 1).steps().size() : 0;
    }

    @SuppressWarnings("ReferenceEquality")
    private void compareTrackStates(SessionView old, SessionView now) {
        for (int track = 1; track <= largerSize(old.tracks(), now.tracks()); track++) {
            TrackState was = old.track(track);
            TrackState is = now.track(track);
            if (was != is && !was.equals(is)) {
                compare(ObjectKind.TRACK, track, 0);
                var clips = new TreeSet<Integer>();
                for (TrackState state : List.of(was, is)) {
                    clips.add(state.active());
                    clips.add(state.queued());
                }
                for (int clip : clips.tailSet(1)) {
                    compare(ObjectKind.CLIP, track, clip);
                }
            }
        }
    }

    private void compareSceneStates(SceneStates was, SceneStates is) {
        var scenes = new TreeSet<Integer>();
        for (SceneStates states : List.of(was, is)) {
            scenes.add(states.active());
            states.queued().forEach(queuedScene -> scenes.add(queuedScene.scene()));
        }
        for (int scene : scenes.tailSet(1)) {
            compare(ObjectKind.SCENE, scene, 0);
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private void compareParameters(SessionView old, SessionView now) {
        var changed = new TreeSet<Integer>(old.touched());
        changed.addAll(now.touched());
        int numbers = Math.max(old.graph().numbers(), now.graph().numbers());
        for (int number = 0; old.graph() != now.graph() && number < numbers; number++) {
            boolean inBoth = old.graph().isThere(number) && now.graph().isThere(number);
            if (inBoth
                    ? old.graph().parameter(number) != now.graph().parameter(number)
                    : old.graph().isThere(number) != now.graph().isThere(number)) {
                changed.add(number);
            }
        }
        changed.forEach(number -> compare(ObjectKind.PARAM, number, 0));
    }

    private void compareSkippedTargets(SessionView old, SessionView now) {
        List<Track> tracks = now.session().tracks();
        for (int track = 1; track <= tracks.size(); track++) {
            for (int clip = 1; clip <= tracks.get(track - 1).clips().size(); clip++) {
                var id =
                        ClipId.of(
                                tracks.get(track - 1), tracks.get(track - 1).clips().get(clip - 1));
                List<String> was = old.skipped().getOrDefault(id, List.of());
                if (!was.equals(now.skipped().getOrDefault(id, List.of()))) {
                    compare(ObjectKind.CLIP, track, clip);
                }
            }
        }
    }

    private void compare(ObjectKind objectKind, int first, int second) {
        compare(objectKind, first, second, 0);
    }

    private void compare(ObjectKind objectKind, int first, int second, int third) {
        comparedObjects++;
        for (AddressRow row : present.rows(objectKind)) {
            // Beats are sent at their time, not when a clock is corrected.
            if (!row.hasFlag(MethodFlag.MOMENT) && wanted.test(row)) {
                var address = new ConcreteAddress(row, first, second, third);
                if (!present.value(address, before).equals(present.value(address, after))) {
                    onChange.accept(address);
                }
            }
        }
    }

    private static int largerSize(List<?> one, List<?> other) {
        return Math.max(one.size(), other.size());
    }
}
