package io.downbeat.rig;

import java.util.List;

/**
 * A controller at a fixed port. It receives feedback without a subscription request, and its lease
 * never ends.
 *
 * @param host an address, a host name or a zeroconf name
 * @param feedbackPort 1 to 65535
 * @param subscribe patterns; empty is everything
 * @param rateHertz how often a second a continuous value is sent at most, 1 to 1000
 * @param typed true for the argument types of the contract, false for {@code f} only
 * @param bundle false for a controller that does not read bundles: one message in each datagram
 * @param healSeconds within this time every value is sent again, 0 to 3600; 0 is off
 */
public record ControllerSubscriptionSpec(
        String name,
        String host,
        int feedbackPort,
        List<String> subscribe,
        double rateHertz,
        boolean typed,
        boolean bundle,
        double healSeconds) {

    public ControllerSubscriptionSpec {
        subscribe = List.copyOf(subscribe);
    }

    static ControllerSubscriptionSpec read(RigSectionReader rigSectionReader) {
        if (!rigSectionReader.has("address")) {
            rigSectionReader.addProblem("address is missing: the controller's address or name");
        }
        if (!rigSectionReader.has("feedback_port")) {
            rigSectionReader.addProblem(
                    "feedback_port is missing: the port that the controller listens on");
        }
        String host = rigSectionReader.parsed("address", "", ControllerSubscriptionSpec::host);
        int port = rigSectionReader.whole("feedback_port", 1, 65535, 1);
        return new ControllerSubscriptionSpec(
                rigSectionReader.parsed("name", host + ":" + port, OutputNameRules::checked),
                host,
                port,
                rigSectionReader.parsedAll("subscribe", OscAddressSyntaxCheck::pattern),
                rigSectionReader.number("rate_hz", 1, 1000, 30),
                rigSectionReader.flag("typed", false),
                rigSectionReader.flag("bundle", true),
                rigSectionReader.number("heal_s", 0, 3600, 10));
    }

    private static String host(String text) {
        String host = text.startsWith("[") && text.endsWith("]") ? bare(text) : text;
        if (host.isBlank()) {
            throw TomlTypeCheck.unexpected("an address, a host name or a zeroconf name", text);
        }
        if (host.matches("[^:]+:[0-9]+")) {
            throw new RigException(
                    "expected only the address, found \""
                            + text
                            + "\"; the port belongs in feedback_port");
        }
        return host;
    }

    private static String bare(String bracketed) {
        return bracketed.substring(1, bracketed.length() - 1);
    }
}
