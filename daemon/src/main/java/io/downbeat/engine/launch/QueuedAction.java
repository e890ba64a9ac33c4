package io.downbeat.engine.launch;

/** What can wait for a beat. */
public sealed interface QueuedAction {

    /** What is queued on a deck. */
    record OnDeck(Deck deck) implements QueuedAction {}

    /** A scene that becomes the launched one, before the decks that it launches. */
    record OnScene(SceneLaunch launch) implements QueuedAction {}
}
