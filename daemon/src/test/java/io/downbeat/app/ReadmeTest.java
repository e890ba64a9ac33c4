package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.session.Origin;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the README shows is what happens. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final Origin TABLET = new Origin("udp:192.168.1.23:9000");
    private static final Pattern SENT = Pattern.compile("(\\d+)\\.(\\d+)  > (\\S+) ?(.*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Test
    void thePerformanceOfTheReadmeGoesAsItIsWritten() throws IOException {
        List<String> score = transcript();
        var played = new ArrayList<String>();
        Performance performance = performance();
        for (String line : score) {
            Matcher sent = SENT.matcher(line);
            if (sent.matches()) {
                performance.at(Integer.parseInt(sent.group(1)), Integer.parseInt(sent.group(2)));
                performance.heard().forEach(heard -> write(heard, played));
                played.add(line);
                performance.send(TABLET, message(sent.group(3), sent.group(4)));
                performance.heard().forEach(heard -> write(heard, played));
            }
        }
        assertEquals(String.join("\n", score), String.join("\n", played));
    }

    private static Performance performance() {
        var output = "visuals=127.0.0.1:7000,nodes=noise+bloom,initial=false";
        var run = assertInstanceOf(Invocation.Run.class, Options.parse("--output", output));
        return Performance.of(
                ROOT.resolve("graphs/session/av_performance.json"), run.settings().rig());
    }

    private static List<String> transcript() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int begin = readme.indexOf("<!-- transcript");
        int open = readme.indexOf("```\n", begin) + 4;
        return readme.substring(open, readme.indexOf("```", open)).lines().toList();
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

    private static void write(Performance.Line line, List<String> played) {
        if (!line.message().address().equals("/heartbeat")) {
            String who = line.who().equals(TABLET.text()) ? "<" : line.who() + " <";
            played.add(line.at() + "  " + who + " " + text(line.message()));
        }
    }

    private static String text(OscMessage message) {
        return message.arguments().stream()
                .map(ReadmeTest::text)
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
