package io.downbeat.link;

import io.downbeat.clock.HostClock;
import io.downbeat.clock.SystemHostClock;
import io.downbeat.time.Beats;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A program for one private network: a peer of ours and LinkHuts, obeying one word a line and
 * printing what each of them shows whenever it changes. It ends with its input.
 */
final class LinkStage {

    private final HostClock clock = new SystemHostClock();
    private final PhaseMeter phase = new PhaseMeter();
    private Optional<LinkSession> peer = Optional.empty();
    private Optional<LinkHut> hut = Optional.empty();
    private volatile String hutShown = "";
    private volatile String peerShown = "";

    public static void main(String... none) throws IOException {
        LinkStage stage = new LinkStage();
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

    private void obey(String verb, String word) {
        switch (verb) {
            case "hut" -> hut = Optional.of(LinkHut.start(clock, this::display));
            case "press" -> hut.orElseThrow().press(word.replace('_', ' '));
            case "kill-hut" -> hut.orElseThrow().kill();
            case "quit-hut" -> hut.orElseThrow().close();
            case "open" -> open(new SecureRandom());
            case "open-named" -> open(new OneLetter(word.charAt(0)));
            case "enable" -> session().enable(timeline(word));
            case "disable" -> session().disable();
            case "close" -> session().close();
            case "sync" -> session().startStopSync(word.equals("on"));
            case "tempo" -> session().tempo(new Tempo(Double.parseDouble(word)), clock.now());
            case "play" -> session().playing(true, clock.now());
            case "stop" -> session().playing(false, clock.now());
            case "force" -> session().force(timeline(word));
            case "phase" -> phase.begin();
            case "show" -> hutShown = "";
            default -> throw new IllegalArgumentException(verb);
        }
    }

    private void open(RandomGenerator dice) {
        peerShown = "";
        peer = Optional.of(LinkSession.open(clock, this::shared, dice));
    }

    private LinkSession session() {
        return peer.orElseThrow();
    }

    private Timeline timeline(String bpm) {
        return new Timeline(new Tempo(Double.parseDouble(bpm)), Beats.ZERO, clock.now());
    }

    private void shared(Shared now) {
        phase.ours(now.beats());
        String standing =
                "peer peers=%d tempo=%.2f playing=%s"
                        .formatted(
                                now.peers(),
                                now.beats().tempo().bpm(),
                                now.startStop().map(LinkStage::command).orElse("unsaid"));
        if (!standing.equals(peerShown)) {
            peerShown = standing;
            say(standing);
        }
    }

    private static String command(Playing playing) {
        return (playing.on() ? "on" : "off") + (playing.ours() ? " ours" : "");
    }

    private void display(LinkHut.Display shown) {
        String standing = shown.standing();
        if (!standing.equals(hutShown)) {
            hutShown = standing;
            say(standing);
        }
        phase.theirs(shown).ifPresent(micros -> say("phase " + micros));
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
