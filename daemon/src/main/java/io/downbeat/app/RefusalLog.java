package io.downbeat.app;

import io.downbeat.net.LogLimiter;
import io.downbeat.osc.Peer;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import java.util.Optional;

/**
 * The log lines about refused messages: the sender, the message and the reason. The same mistake of
 * the same client is a line once in ten seconds, and a client has at most {@value
 * #LINES_OF_A_CLIENT} lines in that time.
 */
final class RefusalLog {

    /** A new user tries several things; the lines of a program that repeats itself are not read. */
    static final int LINES_OF_A_CLIENT = 5;

    /** Characters. Log lines are for people, so longer addresses are cut. */
    static final int LONGEST_ADDRESS = 120;

    static final int LONGEST_TEXT = 400;

    private final LogLimiter sameMistakes = new LogLimiter();
    private final LogLimiter clients = new LogLimiter(LINES_OF_A_CLIENT);
    private RequestSender lastSender = RequestSender.DAEMON;
    private String lastHost = RequestSender.DAEMON.text();

    /** The line to log; empty if the limit is reached. */
    Optional<String> line(Event.Refused refused, HostMicros now) {
        String host = host(refused.by());
        if (clients.isFull("refused", host, now)) {
            return Optional.empty();
        }
        String mistake =
                refused.code().word() + " " + LogTextLimit.of(refused.address(), LONGEST_ADDRESS);
        return sameMistakes
                .line(mistake, host, now, () -> text(refused))
                .flatMap(line -> clients.line("refused", host, now, () -> line));
    }

    private static String text(Event.Refused refused) {
        String address = refused.address().isEmpty() ? "a message" : refused.address();
        return "refused %s from %s: %s (%s)"
                .formatted(
                        LogTextLimit.of(address, LONGEST_ADDRESS),
                        sender(refused.by()),
                        LogTextLimit.of(refused.text(), LONGEST_TEXT),
                        refused.code().word());
    }

    /** The sender as people write it: without the protocol if that is UDP. */
    static String sender(RequestSender by) {
        return by.text().startsWith("udp:") ? by.text().substring(4) : by.text();
    }

    /** The last sender's host is kept, because a flood comes from one sender. */
    private String host(RequestSender by) {
        if (!by.equals(lastSender)) {
            lastHost = hostOf(by);
            lastSender = by;
        }
        return lastHost;
    }

    private static String hostOf(RequestSender by) {
        try {
            return by.equals(RequestSender.DAEMON) ? by.text() : Peer.parse(by.text()).host();
        } catch (IllegalArgumentException noPeer) {
            return by.text();
        }
    }
}
