package io.downbeat.session.view;

import io.downbeat.time.Beats;

/** The state of a clip. */
public sealed interface ClipState {

    /** The clip exists and is neither active nor queued. */
    record Stored() implements ClipState {}

    record Queued(Beats due) implements ClipState {}

    record Playing(Beats since) implements ClipState {}

    /** The clip is active and queued again. */
    record PlayingQueued(Beats since, Beats due) implements ClipState {}

    record StopQueued(Beats since, Beats due) implements ClipState {}

    default boolean isPlaying() {
        return switch (this) {
            case Stored s -> false;
            case Queued q -> false;
            case Playing p -> true;
            case PlayingQueued p -> true;
            case StopQueued s -> true;
        };
    }

    /** The state's number in the contract: 1 stored, 2 queued, 3 active, 4 stop queued. */
    default int number() {
        return switch (this) {
            case Stored s -> 1;
            case Queued q -> 2;
            case Playing p -> 3;
            case PlayingQueued p -> 2;
            case StopQueued s -> 4;
        };
    }
}
