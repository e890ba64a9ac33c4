package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A client that sends messages, records those that it receives, and keeps the latest value of each
 * address. Beats, heartbeats and countdowns are not recorded.
 */
final class TestSubscriber {

    private static final List<String> INCESSANT =
            List.of("/heartbeat", "/beat", "/launch/countdown");

    private final FeedbackScenario scenario;
    private final Peer peer;
    private final List<String> heard = new ArrayList<>();
    private final Map<String, List<OscArgument>> mirror = new LinkedHashMap<>();
    private Random luck = new Random(1);
    private double loss;
    private boolean away;

    TestSubscriber(FeedbackScenario scenario, Peer peer) {
        this.scenario = scenario;
        this.peer = peer;
    }

    /** This client loses a share of the packets that are sent to it. */
    TestSubscriber losing(double share, long seed) {
        loss = share;
        luck = new Random(seed);
        return this;
    }

    void away(boolean isAway) {
        away = isAway;
    }

    /** Sends a message; numbers go as floats, other objects as strings. */
    TestSubscriber send(String address, Object... arguments) {
        if (!away) {
            scenario.receive(peer, message(address, arguments));
        }
        return this;
    }

    /** The same, in a bundle with a time tag. */
    TestSubscriber sendTagged(OscTimetag tag, String address, Object... arguments) {
        scenario.receive(peer, OscBundle.of(tag, message(address, arguments)));
        return this;
    }

    /** Sends LISTEN of OSCQuery. */
    TestSubscriber listen(String address) {
        scenario.receive(peer, address, new Command.StartListening(address));
        return this;
    }

    /** Sends IGNORE of OSCQuery. */
    TestSubscriber ignore(String address) {
        scenario.receive(peer, address, new Command.StopListening(address));
        return this;
    }

    private static OscMessage message(String address, Object... arguments) {
        var typed = new ArrayList<OscArgument>();
        for (Object argument : arguments) {
            typed.add(
                    switch (argument) {
                        case OscArgument ready -> ready;
                        case Integer whole -> OscArgument.i(whole);
                        case Number number -> OscArgument.f(number.floatValue());
                        default -> OscArgument.s(argument.toString());
                    });
        }
        return new OscMessage(address, typed);
    }

    void hear(OscPacket packet) {
        if (!away && luck.nextDouble() >= loss) {
            read(packet);
        }
    }

    private void read(OscPacket packet) {
        switch (packet) {
            case OscMessage message -> {
                mirror.put(message.address(), message.arguments());
                if (INCESSANT.stream().noneMatch(message.address()::startsWith)
                        && !message.address().endsWith("/countdown")) {
                    heard.add(message.toString());
                }
            }
            case OscBundle bundle -> bundle.packets().forEach(this::read);
        }
    }

    /** Compares the lines recorded since the last call. */
    TestSubscriber heard(String... lines) {
        assertEquals(String.join("\n", lines), String.join("\n", heard));
        heard.clear();
        return this;
    }

    TestSubscriber quietly() {
        heard.clear();
        return this;
    }

    List<String> takeHeard() {
        List<String> all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    /** The arguments last received on an address. */
    List<OscArgument> last(String address) {
        List<OscArgument> last = mirror.get(address);
        if (last == null) {
            throw new AssertionError("nothing was heard on " + address);
        }
        return last;
    }

    Map<String, List<OscArgument>> mirror() {
        return mirror;
    }
}
