package io.downbeat.engine.launch;

import io.downbeat.session.command.Command.RelativeStep;
import io.downbeat.session.model.FollowAction;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Chooses between the two actions of a follow action, and the clip or scene that an action
 * launches. Positions count from 1.
 */
final class FollowActionChooser {

    /** How finely the chance is rolled. */
    private static final int SIDES = 1_000_000;

    private final RandomSource randomSource;
    private final RelativeLaunchTargetFinder relativeLaunchTargetFinder;

    FollowActionChooser(RandomSource randomSource) {
        this.randomSource = randomSource;
        this.relativeLaunchTargetFinder = new RelativeLaunchTargetFinder(randomSource);
    }

    /** One of the two actions, by their chance. A chance of 0 or 1 rolls nothing. */
    FollowAction.Choice choice(FollowAction action) {
        if (action.chance() >= 1) {
            return action.a();
        }
        boolean isFirst =
                action.chance() > 0
                        && randomSource.next(SIDES) < Math.round(action.chance() * SIDES);
        return isFirst ? action.a() : action.b();
    }

    /**
     * The position that an action launches; empty if it launches nothing.
     *
     * @param ids the ids of all, in the order of their positions
     * @param present the position of the one that plays
     * @param drawn the ids that the bag has given since it was filled; changed by a bag
     */
    OptionalInt target(
            FollowAction.Choice choice, int present, List<String> ids, Set<String> drawn) {
        int count = ids.size();
        return switch (choice.kind()) {
            case NONE, STOP -> OptionalInt.empty();
            case AGAIN -> OptionalInt.of(present);
            case PREVIOUS -> by(RelativeStep.PREVIOUS, present, count);
            case NEXT -> by(RelativeStep.NEXT, present, count);
            case FIRST -> by(RelativeStep.FIRST, present, count);
            case LAST -> by(RelativeStep.LAST, present, count);
            case ANY -> by(RelativeStep.ANY, present, count);
            case OTHER -> by(RelativeStep.OTHER, present, count);
            case JUMP ->
                    choice.jump() <= count ? OptionalInt.of(choice.jump()) : OptionalInt.empty();
            case BAG -> OptionalInt.of(fromBag(present, ids, drawn));
        };
    }

    private OptionalInt by(RelativeStep step, int present, int count) {
        return OptionalInt.of(relativeLaunchTargetFinder.from(present, count, step));
    }

    /** Every one once, in random order. A bag that is filled again does not begin with the last. */
    private int fromBag(int present, List<String> ids, Set<String> drawn) {
        String playing = ids.get(present - 1);
        drawn.add(playing);
        List<Integer> left = left(ids, drawn);
        if (left.isEmpty()) {
            drawn.clear();
            left = left(ids, Set.of(playing));
        }
        return left.isEmpty() ? present : left.get(randomSource.next(left.size()));
    }

    private static List<Integer> left(List<String> ids, Set<String> drawn) {
        var left = new ArrayList<Integer>();
        for (int position = 1; position <= ids.size(); position++) {
            if (!drawn.contains(ids.get(position - 1))) {
                left.add(position);
            }
        }
        return left;
    }
}
