package io.downbeat.feedback.subscriber;

import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A subscription as one line of text with tabs: destination, {@code host} or {@code own}, options,
 * patterns.
 */
record SavedSubscription(
        Peer to, boolean renewedByHost, Command.Options options, List<String> patterns) {

    private static final String TAB = "\t";
    private static final int FIELDS = 7;
    private static final String BY_HOST = "host";

    SavedSubscription {
        patterns = List.copyOf(patterns);
    }

    static SavedSubscription of(Subscriber subscriber) {
        return new SavedSubscription(
                subscriber.to(),
                subscriber.isRenewedByHost(),
                subscriber.options(),
                subscriber.patterns().stream().map(SubscribedPattern::text).toList());
    }

    /** The subscription of a line; empty if it is damaged. */
    static Optional<SavedSubscription> parse(String line) {
        List<String> fields = Arrays.asList(line.split(TAB, -1));
        if (fields.size() <= FIELDS) {
            return Optional.empty();
        }
        try {
            var options =
                    new Command.Options(
                            Boolean.parseBoolean(fields.get(2)),
                            Double.parseDouble(fields.get(3)),
                            Boolean.parseBoolean(fields.get(4)),
                            Double.parseDouble(fields.get(5)),
                            Double.parseDouble(fields.get(6)));
            return Optional.of(
                    new SavedSubscription(
                            Peer.parse(fields.get(0)),
                            fields.get(1).equals(BY_HOST),
                            options,
                            fields.subList(FIELDS, fields.size())));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    String text() {
        var fields = new ArrayList<String>();
        fields.add(to.toString());
        fields.add(renewedByHost ? BY_HOST : "own");
        fields.add(Boolean.toString(options.typed()));
        fields.add(Double.toString(options.rateHz()));
        fields.add(Boolean.toString(options.bundle()));
        fields.add(Double.toString(options.healSeconds()));
        fields.add(Double.toString(options.leaseSeconds()));
        fields.addAll(patterns);
        return String.join(TAB, fields);
    }
}
