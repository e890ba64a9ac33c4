package io.downbeat.console.grid;

import io.downbeat.client.Argument;
import io.downbeat.client.Message;
import io.downbeat.osc.PrintableText;
import io.downbeat.time.HostMicros;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The session as a client of the daemon has received it: the latest arguments of each address, the
 * latest refusals, and whether the daemon is heard. Only messages change it. All text that it gives
 * is safe to show in a terminal.
 *
 * <p>Not thread safe.
 */
public final class ReceivedSession {

    /** What the grid shows, and so what its client subscribes to. */
    private static final List<String> PATTERNS =
            List.of(
                    "/playing",
                    "/tempo",
                    "/signature",
                    "/beat",
                    "/quantize",
                    "/clock/{source,status,peers}",
                    "/clock/link/enabled",
                    "/launch/pending",
                    "/track/count",
                    "/track/*/{name,color,dirty,safe,countdown}",
                    "/track/*/clip/count",
                    "/track/*/clip/*/{name,color,state,progress}",
                    "/scene/count",
                    "/scene/*/{name,color,state,countdown,tempo}",
                    "/record/status",
                    "/arrangement/playing",
                    "/session/{name,dirty}",
                    "/clients");

    /** More than a screen has room for. */
    private static final int MOST_NOTICES = 20;

    private final Map<String, List<Argument>> values = new HashMap<>();
    private final Deque<Notice> notices = new ArrayDeque<>();
    private final BeatPosition position = new BeatPosition();
    private Set<String> stale = Set.of();
    private String problem;

    /**
     * What a refused message was answered, or another event that a person should see.
     *
     * @param text safe to show
     * @param times how often it came one after the other
     */
    record Notice(HostMicros at, String text, int times) {}

    /** A session of which nothing was received yet; {@code problem} says so. */
    public ReceivedSession(String problem) {
        this.problem = problem;
    }

    /** The patterns to subscribe to. */
    public static String[] patterns() {
        return PATTERNS.toArray(String[]::new);
    }

    /** A message of the daemon has arrived. */
    public void handle(Message message, HostMicros now) {
        switch (message.address()) {
            case "/bye", "/pong" -> {}
            case "/heartbeat" -> problem = "";
            case "/hello" -> {
                problem = "";
                outdate();
            }
            case "/update" -> onUpdate(message);
            case "/error" ->
                    notice("%s: %s".formatted(text(message, 1), text(message, 2)), message, 0, now);
            case "/monitor/in" -> onArrival(message, now);
            default -> onValue(message, now);
        }
    }

    /**
     * The daemon is not heard. What was received stays until the daemon is heard again and has sent
     * its present values.
     *
     * @param why for the person at the terminal
     */
    public void onLost(String why) {
        problem = shown(why);
        outdate();
    }

    private void outdate() {
        stale = new HashSet<>(values.keySet());
    }

    private void onUpdate(Message message) {
        problem = "";
        boolean complete = !message.arguments().isEmpty() && message.text(0).equals("0");
        if (complete) {
            stale.forEach(values::remove);
            stale = Set.of();
        }
    }

    /** Messages of all clients are reported; only the refused ones are shown. */
    private void onArrival(Message message, HostMicros now) {
        String outcome = text(message, 2);
        if (outcome.startsWith("refused")) {
            notice(outcome, message, 1, now);
        }
    }

    /**
     * @param about the index of the argument that says which message it is about
     */
    private void notice(String text, Message message, int about, HostMicros now) {
        String sender = about == 0 ? "" : " from " + text(message, 0).replaceFirst("^udp:", "");
        String shown = shown("%s (%s%s)".formatted(text, text(message, about), sender));
        int times = 1;
        if (!notices.isEmpty() && notices.getFirst().text().equals(shown)) {
            times += notices.removeFirst().times();
        }
        notices.addFirst(new Notice(now, shown, times));
        if (notices.size() > MOST_NOTICES) {
            notices.removeLast();
        }
    }

    private void onValue(Message message, HostMicros now) {
        problem = "";
        values.put(message.address(), message.arguments());
        if (!stale.isEmpty()) {
            stale.remove(message.address());
        }
        switch (message.address()) {
            case "/beat" -> position.onBeat(number("/beat", 2, 0), now);
            case "/tempo" -> position.onTempo(number("/tempo", 120), now);
            case "/playing" -> position.onPlaying(isOn("/playing"), now);
            default -> {}
        }
    }

    /** Whether something is queued, and so blinks also between two messages. */
    public boolean isWaiting() {
        return isOn("/launch/pending");
    }

    private static String text(Message message, int index) {
        return index < message.arguments().size() ? message.text(index) : "";
    }

    /** Why the daemon is not heard; empty if it is. */
    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    /** The latest first. */
    Collection<Notice> notices() {
        return notices;
    }

    BeatPosition position() {
        return position;
    }

    int tracks() {
        return count("/track/count");
    }

    int scenes() {
        return count("/scene/count");
    }

    int clips(int track) {
        return count("/track/" + track + "/clip/count");
    }

    /** Rows of the grid: as many as there are scenes, or clips of the track that has most. */
    int rows() {
        int rows = scenes();
        for (int track = 1; track <= tracks(); track++) {
            rows = Math.max(rows, clips(track));
        }
        return rows;
    }

    private int count(String address) {
        return (int) Math.max(0, number(address, 0));
    }

    boolean isOn(String address) {
        return number(address, 0) != 0;
    }

    /** The first argument of an address as a number. */
    double number(String address, double otherwise) {
        return number(address, 0, otherwise);
    }

    double number(String address, int index, double otherwise) {
        List<Argument> arguments = values.getOrDefault(address, List.of());
        if (index >= arguments.size()) {
            return otherwise;
        }
        return switch (arguments.get(index)) {
            case Argument.Int whole -> whole.value();
            case Argument.Float32 number -> number.value();
            case Argument.Long64 whole -> whole.value();
            case Argument.Double64 number -> number.value();
            case Argument.Switch on -> on.on() ? 1 : 0;
            case Argument.Text text -> otherwise;
            case Argument.Mark mark -> otherwise;
            case Argument.Shown shown -> otherwise;
        };
    }

    /** The first argument of an address as text that is safe to show; empty if it is not known. */
    String text(String address) {
        List<Argument> arguments = values.getOrDefault(address, List.of());
        return arguments.isEmpty() ? "" : shown(arguments.getFirst().text());
    }

    /**
     * Text that does what its columns say: without escapes, and without joiners and emoji
     * selectors, because terminals differ in the width of what these join.
     */
    private static String shown(String text) {
        return PrintableText.of(text).replace("\u200d", "").replace("\ufe0f", "");
    }
}
