package io.downbeat.arrangement;

import io.downbeat.graph.ParamPath;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The states that an arrangement restores while hands had taken something over. What was taken over
 * was not restored when it was recorded, so it stays in the state as it stands there.
 */
final class StatesInTake {

    private final Document document;
    private final Take.TakenOver takenOver;
    private final Function<ParamPath, Optional<TrackId>> ownerOf;

    /**
     * @param ownerOf the track of a parameter
     */
    StatesInTake(
            Document document,
            Take.TakenOver takenOver,
            Function<ParamPath, Optional<TrackId>> ownerOf) {
        this.document = document;
        this.takenOver = takenOver;
        this.ownerOf = ownerOf;
    }

    /** The arrangement with its states rewritten, in their order. */
    Arrangement rewritten(Arrangement arrangement) {
        Arrangement present = arrangement;
        for (int index = 0; index < arrangement.events().size(); index++) {
            if (arrangement.events().get(index)
                    instanceof ArrangementEvent.StateSet(Beats at, ArrangementState state)) {
                var events = new ArrayList<>(present.events());
                events.set(index, new ArrangementEvent.StateSet(at, rewritten(present, at, state)));
                present =
                        new Arrangement(present.length(), present.start(), events, present.lanes());
            }
        }
        return present;
    }

    private ArrangementState rewritten(Arrangement arrangement, Beats at, ArrangementState set) {
        Predicate<TrackId> isTaken = track -> takenOver.contains(track, at);
        Predicate<ParamPath> isTakenPath =
                path -> takenOver.contains(path, ownerOf.apply(path), at);
        boolean isUntouched =
                set.tracks().stream().map(ArrangementState.ActiveTrack::track).noneMatch(isTaken)
                        && set.values().stream()
                                .map(ArrangementState.StoredValue::path)
                                .noneMatch(isTakenPath);
        if (isUntouched) {
            return set;
        }
        ArrangementState stands =
                ArrangementChase.at(at, arrangement, document).named(document.graph());
        return new ArrangementState(
                set.tempo(),
                set.meter(),
                joined(set.tracks(), stands.tracks(), track -> isTaken.test(track.track())),
                joined(set.values(), stands.values(), value -> isTakenPath.test(value.path())),
                fades(set.fades(), stands.fades(), isTakenPath));
    }

    /** What is taken from one list, and all else from the other. */
    private static <T> List<T> joined(List<T> others, List<T> taken, Predicate<T> isTaken) {
        var joined = new ArrayList<T>();
        others.stream().filter(isTaken.negate()).forEach(joined::add);
        taken.stream().filter(isTaken).forEach(joined::add);
        return joined;
    }

    private static List<ArrangementState.RunningFade> fades(
            List<ArrangementState.RunningFade> others,
            List<ArrangementState.RunningFade> taken,
            Predicate<ParamPath> isTaken) {
        var fades = new ArrayList<ArrangementState.RunningFade>();
        others.forEach(fade -> fades.add(of(fade, isTaken.negate())));
        taken.forEach(fade -> fades.add(of(fade, isTaken)));
        fades.removeIf(fade -> fade.numbers().isEmpty());
        return fades;
    }

    private static ArrangementState.RunningFade of(
            ArrangementState.RunningFade fade, Predicate<ParamPath> kept) {
        return new ArrangementState.RunningFade(
                fade.clip(),
                fade.timing(),
                fade.numbers().stream().filter(number -> kept.test(number.path())).toList());
    }
}
