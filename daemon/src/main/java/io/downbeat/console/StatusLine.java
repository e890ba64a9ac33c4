package io.downbeat.console;

import io.downbeat.osc.PrintableText;
import io.downbeat.session.model.Scene;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.SceneStates;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.util.Locale;
import java.util.Optional;

/**
 * The state of the session in one line of a terminal: {@code 12.3 120.0 internal 2 queued, 1.5
 * scene Drop clients 1 in 14/s 192.168.1.23}. The most important parts come first: position, tempo,
 * clock and countdown fit into 40 columns, and a narrow window cuts the rest.
 */
public final class StatusLine {

    private StatusLine() {}

    /** A scene's name takes no more columns than this, so that what follows stays visible. */
    private static final int LONGEST_NAME = 21;

    /**
     * The line at a time.
     *
     * @param traffic the text of {@link IncomingMessageRateText#text}
     */
    public static String of(SessionView view, HostMicros now, String traffic) {
        TransportState transport = view.transport();
        Beats here = transport.positionAt(now);
        var line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%6s", transport.meter().at(here)));
        line.append(String.format(Locale.ROOT, "  %.1f", transport.tempo().bpm()));
        line.append(' ').append(clock(view.clock())).append(transport.playing() ? "" : " halted");
        queued(view, here).ifPresent(queued -> line.append("  ").append(queued));
        scene(view).ifPresent(name -> line.append("  scene ").append(shown(name)));
        line.append("  clients ").append(view.clients().size());
        line.append("  ").append(traffic);
        return line.toString();
    }

    /** The clock's name, and its status unless it is the normal one. */
    private static String clock(ClockState clock) {
        return switch (clock.status()) {
            case RUNNING, STOPPED -> clock.source().word();
            case SEARCHING, LOST -> clock.source().word() + ' ' + clock.status().word();
        };
    }

    private static Optional<String> scene(SessionView view) {
        SceneStates scenes = view.scenes();
        return view.session().scene(scenes.active()).map(Scene::name);
    }

    private static String shown(String name) {
        return DisplayColumns.cut(PrintableText.of(name), LONGEST_NAME);
    }

    private static Optional<String> queued(SessionView view, Beats here) {
        Optional<Beats> next =
                view.tracks().stream()
                        .map(TrackState::queuedClip)
                        .flatMap(Optional::stream)
                        .map(TrackState.QueuedClip::due)
                        .min(Beats::compareTo);
        return next.map(due ->
                String.format(
                        Locale.ROOT,
                        "%d queued, %.1f",
                        view.pending(),
                        Math.max(0, due.minus(here).quarters())));
    }
}
