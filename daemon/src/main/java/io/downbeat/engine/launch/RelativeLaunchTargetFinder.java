package io.downbeat.engine.launch;

import io.downbeat.session.command.Command;

/** Finds the clip or scene of a relative launch. Positions count from 1 and wrap around. */
record RelativeLaunchTargetFinder(RandomSource randomSource) {

    /**
     * The position to launch.
     *
     * @param present where it starts; 0 if nothing is active
     * @param count how many there are, at least 1
     */
    int from(int present, int count, Command.RelativeStep relativeStep) {
        return switch (relativeStep) {
            case FIRST -> 1;
            case LAST -> count;
            case NEXT -> present % count + 1;
            case PREVIOUS -> present <= 1 ? count : present - 1;
            case ANY -> 1 + randomSource.next(count);
            case OTHER ->
                    present == 0 || count == 1
                            ? 1 + randomSource.next(count)
                            : other(present, count);
        };
    }

    private int other(int present, int count) {
        int rolled = 1 + randomSource.next(count - 1);
        return rolled < present ? rolled : rolled + 1;
    }
}
