package io.downbeat.session.view;

import io.downbeat.time.Beats;

/** What a clip is doing. */
public sealed interface ClipState {

    /** It is there, and does nothing. */
    record Stored() implements ClipState {}

    record Queued(Beats due) implements ClipState {}

    record Playing(Beats since) implements ClipState {}

    /** Active, and queued again. */
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

    /** The number of the contract: 1 stored, 2 queued, 3 active, 4 stop queued. */
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
