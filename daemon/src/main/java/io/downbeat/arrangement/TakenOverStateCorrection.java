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
 * The states that an earlier arrangement restores where hands had taken something over. What was
 * taken over was not restored when the take was recorded, so it stays as it stands there.
 */
final class TakenOverStateCorrection {

    private final Document document;
    private final Take take;
    private final Function<ParamPath, Optional<TrackId>> ownerOf;

    /**
     * @param ownerOf the track of a parameter
     */
    TakenOverStateCorrection(
            Document document, Take take, Function<ParamPath, Optional<TrackId>> ownerOf) {
        this.document = document;
        this.take = take;
        this.ownerOf = ownerOf;
    }

    /**
     * The arrangement with which the take was joined; those states are rewritten in their order.
     */
    Arrangement rewritten(Arrangement arrangement) {
        Arrangement present = arrangement;
        for (int index = 0; index < arrangement.events().size(); index++) {
            if (arrangement.events().get(index)
                            instanceof ArrangementEvent.StateSet(Beats at, ArrangementState state)
                    && !take.events().contains(arrangement.events().get(index))) {
                var events = new ArrayList<>(present.events());
                events.set(index, new ArrangementEvent.StateSet(at, rewritten(present, at, state)));
                present =
                        new Arrangement(present.length(), present.start(), events, present.lanes());
            }
        }
        return present;
    }

    private ArrangementState rewritten(Arrangement arrangement, Beats at, ArrangementState set) {
        Predicate<TrackId> isTaken = track -> take.takenOver().contains(track, at);
        Predicate<ParamPath> isTakenPath =
                path -> take.takenOver().contains(path, ownerOf.apply(path), at);
        boolean isUntouched =
                set.tracks().stream().map(ArrangementState.ActiveTrack::track).noneMatch(isTaken)
                        && set.values().stream()
                                .map(ArrangementState.StoredValue::path)
                                .noneMatch(isTakenPath);
        if (isUntouched) {
            return set;
        }
        ArrangementState stands =
                ArrangementStateAtBeat.find(at, arrangement, document).named(document.graph());
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
