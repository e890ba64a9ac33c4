package io.downbeat.app;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.session.command.RequestSender;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Plays a performance that is written in a document: lines of what a client sends ({@code >}), what
 * it receives ({@code <}) and what outputs receive (their name before the {@code <}), each with its
 * bar.beat.
 */
final class SessionTranscript {
    private static final RequestSender TABLET = new RequestSender("udp:192.168.1.23:9000");
    private static final Pattern SENT = Pattern.compile("(\\d+)\\.(\\d+)  > (\\S+) ?(.*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private SessionTranscript() {}

    /** Sends what is sent in these lines, and writes it down with all that is heard. */
    static List<String> play(List<String> score, SimulatedDaemon simulation) {
        var played = new ArrayList<String>();
        for (String line : score) {
            Matcher sent = SENT.matcher(line);
            if (sent.matches()) {
                simulation.at(Integer.parseInt(sent.group(1)), Integer.parseInt(sent.group(2)));
                simulation.heard().forEach(heard -> write(heard, played));
                played.add(line);
                simulation.send(TABLET, message(sent.group(3), sent.group(4)));
                simulation.heard().forEach(heard -> write(heard, played));
            }
        }
        return played;
    }

    /** The same, played on to the bar of the last line. */
    static List<String> playToEnd(List<String> score, SimulatedDaemon simulation) {
        List<String> played = play(score, simulation);
        String[] last = score.getLast().split("[. ]", 3);
        simulation.at(Integer.parseInt(last[0]), Integer.parseInt(last[1]));
        simulation.heard().forEach(heard -> write(heard, played));
        return played;
    }

    private static OscMessage message(String address, String arguments) {
        var read = new ArrayList<OscArgument>();
        Matcher word = WORD.matcher(arguments);
        while (word.find()) {
            read.add(word.group(1) != null ? OscArgument.s(word.group(1)) : number(word.group(2)));
        }
        return new OscMessage(address, read);
    }

    private static OscArgument number(String text) {
        return text.contains(".")
                ? OscArgument.f(Float.parseFloat(text))
                : OscArgument.i(Integer.parseInt(text));
    }

    private static void write(SimulatedDaemon.Line line, List<String> played) {
        if (!line.message().address().equals("/heartbeat")) {
            String who = line.who().equals(TABLET.text()) ? "<" : line.who() + " <";
            played.add(line.at() + "  " + who + " " + text(line.message()));
        }
    }

    private static String text(OscMessage message) {
        return message.arguments().stream()
                .map(SessionTranscript::text)
                .collect(Collectors.joining(" ", message.address() + " ", ""))
                .strip();
    }

    private static String text(OscArgument argument) {
        return argument.text()
                .map(text -> "\"" + text + "\"")
                .orElseGet(() -> {
                    double number = argument.number().orElseThrow();
                    return number == Math.rint(number)
                            ? Long.toString((long) number)
                            : Double.toString(number);
                });
    }
}
