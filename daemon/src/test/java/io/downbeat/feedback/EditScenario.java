package io.downbeat.feedback;

/**
 * A session with two clients: the editor sends edits, and the tablet subscribes to what changes.
 */
abstract class EditScenario {

    final FeedbackScenario scenario = new FeedbackScenario();
    final TestSubscriber editor = scenario.surface("10.0.0.1:9000");
    final TestSubscriber tablet = scenario.surface("10.0.0.2:9000");

    /** The tablet subscribes; what it receives at once is forgotten. */
    final void subscribe(String... patterns) {
        tablet.send("/subscribe", (Object[]) patterns);
        scenario.seconds(0.1);
        tablet.quietly();
        editor.quietly();
    }

    /** Compares the answers of addresses: each line is an address and its arguments. */
    final void answers(String... lines) {
        for (String line : lines) {
            editor.quietly().send(line.substring(0, line.indexOf(' '))).heard(line);
        }
    }
}
