package io.downbeat.engine;

/** What can wait for a beat. */
sealed interface Due {

    /** What is queued on a deck. */
    record OfDeck(Deck deck) implements Due {}

    /** A scene that counts as launched, before the decks it launches. */
    record OfScene(SceneLaunch launch) implements Due {}
}
