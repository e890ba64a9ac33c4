package io.downbeat.feedback.subscriber;

import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;

import java.util.List;

/**
 * A surface that hears without asking and never lapses: one of the rig's, its host resolved.
 *
 * @param patterns none is everything
 */
public record ConfiguredSubscriber(Peer to, List<String> patterns, Command.Options options) {
    public ConfiguredSubscriber {
        patterns = List.copyOf(patterns);
    }
}
