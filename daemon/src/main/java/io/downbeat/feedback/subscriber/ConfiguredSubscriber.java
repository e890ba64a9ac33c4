package io.downbeat.feedback.subscriber;

import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;

import java.util.List;

/**
 * A client that the rig file names. It is subscribed without asking, and its lease never ends.
 *
 * @param patterns empty for everything
 */
public record ConfiguredSubscriber(Peer to, List<String> patterns, Command.Options options) {
    public ConfiguredSubscriber {
        patterns = List.copyOf(patterns);
    }
}
