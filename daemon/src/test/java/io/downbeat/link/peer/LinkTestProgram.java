package io.downbeat.link.peer;

import io.downbeat.clock.HostClock;
import io.downbeat.clock.SystemHostClock;
import io.downbeat.link.sockets.LinkClient;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * A program for a {@link PrivateNetwork}: one peer of this project and one of Ableton's library. It
 * performs one command for each line of its input and prints the state of both peers whenever it
 * changes. It ends when its input ends.
 */
final class LinkTestProgram {

    /** So many lines of LinkHut's display make one session clearly older than the next. */
    private static final int AGE_LINES = 80;

    private final HostClock clock = new SystemHostClock();
    private final PhaseMeter phase = new PhaseMeter();
    private Optional<LinkClient> peer = Optional.empty();
    private Optional<LinkClient> other = Optional.empty();
    private Optional<LinkHutProcess> hut = Optional.empty();
    private volatile int ageing;
    private volatile String hutShown = "";
    private volatile String peerShown = "";

    public static void main(String... none) throws IOException {
        LinkTestProgram stage = new LinkTestProgram();
        say("ready");
        try (var in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                stage.obey(words[0], words.length > 1 ? words[1] : "");
            }
        }
        System.exit(0);
    }

    private void obey(String verb, String word) throws IOException {
        switch (verb) {
            case "hut" -> hut();
            case "press" -> hut.orElseThrow().press(word.replace('_', ' '));
            case "kill-hut" -> hut.orElseThrow().kill();
            case "quit-hut" -> quit();
            case "open" ->
                    open(word.isEmpty() ? new SecureRandom() : new ConstantRandom(word.charAt(0)));
            case "enable" -> session().enable(timeline(word));
            case "close" -> session().close();
            case "open-other" -> {
                var names = new ConstantRandom(word.charAt(0));
                other = Optional.of(LinkClient.open(clock, host -> true, this::others, names));
            }
            case "enable-other" -> other.orElseThrow().enable(timeline(word));
            case "tempo-other" -> other.orElseThrow().setTempo(tempo(word), clock.now());
            case "sync" -> session().setStartStopSync(word.equals("on"));
            case "tempo" -> session().setTempo(tempo(word), clock.now());
            case "play" -> session().setPlaying(true, clock.now());
            case "stop" -> session().setPlaying(false, clock.now());
            case "force" -> session().forceTimeline(timeline(word));
            case "phase" -> phase.begin();
            case "age" -> ageing = AGE_LINES;
            case "sclang" -> SuperColliderLinkClock.start(clock, this::heard);
            case "mute" -> UnresponsivePeer.appear(count -> say("mute was pinged " + count));
            default -> throw new IllegalArgumentException(verb);
        }
    }

    /** A new LinkHut may first show the state that the last one ended with. */
    private void hut() {
        hutShown = "";
        hut = Optional.of(LinkHutProcess.start(clock, this::displayed));
    }

    private void open(RandomGenerator names) {
        peerShown = "";
        peer = Optional.of(LinkClient.open(clock, host -> true, this::shared, names));
    }

    private LinkClient session() {
        return peer.orElseThrow();
    }

    private void quit() {
        hut.orElseThrow().close();
        say("quit");
    }

    /** Beats that begin now. */
    private Timeline timeline(String bpm) {
        return new Timeline(tempo(bpm), Beats.ZERO, clock.now());
    }

    private static Tempo tempo(String bpm) {
        return new Tempo(Double.parseDouble(bpm));
    }

    private void shared(LinkSessionState now) {
        phase.ours(now.beats());
        String standing =
                "peer peers=%d tempo=%.2f playing=%s"
                        .formatted(
                                now.peers(),
                                now.beats().tempo().bpm(),
                                now.startStop().map(LinkTestProgram::shown).orElse("unsaid"));
        if (!standing.equals(peerShown)) {
            peerShown = standing;
            say(standing);
        }
    }

    private void others(LinkSessionState now) {
        say("other peers=%d tempo=%.2f".formatted(now.peers(), now.beats().tempo().bpm()));
    }

    private static String shown(StartStopOnHostClock startOrStop) {
        return startOrStop.on() ? "on" : "off";
    }

    private void displayed(LinkHutProcess.Display shown) {
        if (!shown.standing().equals(hutShown)) {
            hutShown = shown.standing();
            say(hutShown);
        }
        measured(phase.theirs(shown.beats(), LinkHutProcess.ROUNDING, shown.at()));
        if (ageing > 0) {
            age();
        }
    }

    private void heard(String line, HostMicros at) {
        if (line.startsWith("sc ")) {
            say(line);
        } else if (line.startsWith("beat ")) {
            double beats = Double.parseDouble(line.substring("beat ".length()));
            measured(phase.theirs(beats, 0, at));
        }
    }

    private static void measured(OptionalLong behind) {
        behind.ifPresent(micros -> say("phase " + micros));
    }

    private synchronized void age() {
        ageing--;
        if (ageing == 0) {
            say("aged");
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
