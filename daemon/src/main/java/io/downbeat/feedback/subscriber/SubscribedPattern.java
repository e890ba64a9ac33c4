package io.downbeat.feedback.subscriber;

import io.downbeat.osc.OscAddressParts;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client has subscribed to: the addresses that a pattern matches, with or without all below
 * them.
 *
 * @param text the pattern as the client wrote it, without the prefix of this program
 * @param includesBelow true after {@code /subscribe}, false after LISTEN of OSCQuery
 */
public record SubscribedPattern(String text, boolean includesBelow) {
    private static final String EVERYTHING = "/";

    /** What {@code /subscribe} names. No pattern is the one that matches everything. */
    public static Set<SubscribedPattern> withAllBelow(List<String> patterns) {
        return (patterns.isEmpty() ? List.of(EVERYTHING) : patterns)
                .stream()
                        .map(text -> new SubscribedPattern(text, true))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What LISTEN names. */
    public static SubscribedPattern alone(String address) {
        return new SubscribedPattern(address, false);
    }

    /** Whether it is one address, not a pattern that may match several. */
    public boolean isOneAddress() {
        return !includesBelow && !OscAddressParts.isPattern(text);
    }

    /** The same below another path, if it is that path or below it. */
    Optional<SubscribedPattern> moved(String oldPath, String newPath) {
        boolean isBelow = text.equals(oldPath) || text.startsWith(oldPath + "/");
        return isBelow
                ? Optional.of(
                        new SubscribedPattern(
                                newPath + text.substring(oldPath.length()), includesBelow))
                : Optional.empty();
    }
}
