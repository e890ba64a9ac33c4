package io.downbeat.engine.thread;

import io.downbeat.session.command.TurnResult;

/** Receives each turn that brought events or a new view. The conductor thread calls it. */
@FunctionalInterface
public interface TurnListener {

    /** Must not block. */
    void onTurn(TurnResult turn);
}
