package io.downbeat.output;

import io.downbeat.session.view.SessionView.OutputStatus;

/**
 * Receives status changes and failures of outputs. Positions of outputs count from 1. Must not
 * throw.
 */
public interface OutputStatusListener {

    /** The receiver of an output can be reached now, or no longer. */
    void onStatus(int output, OutputStatus status);

    /** Something for this output could not be encoded or sent, because of a bug in this program. */
    void onFailure(int output, RuntimeException failure);
}
