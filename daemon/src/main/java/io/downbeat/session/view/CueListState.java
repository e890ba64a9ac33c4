package io.downbeat.session.view;

import io.downbeat.time.Beats;

import java.util.Optional;

/**
 * Where a cue list stands.
 *
 * @param standby position of the step that {@code go} launches, from 1; 0 past the last step
 * @param playing position of the step that was launched last, 0 none
 * @param due the beat on which the next step comes by itself or because it is queued
 */
public record CueListState(int standby, int playing, Optional<Beats> due) {

    /** A cue list without steps. */
    public static final CueListState EMPTY = new CueListState(0, 0, Optional.empty());
}
