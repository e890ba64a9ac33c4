package io.downbeat.console;

import io.downbeat.session.ClockState;
import io.downbeat.session.Scene;
import io.downbeat.session.SceneStates;
import io.downbeat.session.SessionView;
import io.downbeat.session.TrackState;
import io.downbeat.session.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.util.Locale;
import java.util.Optional;

/**
 * Where the music is, in one line of a terminal: {@code 12.3 120.0 bpm internal scene Drop queued 2
 * in 1.5 beats clients 1}.
 */
public final class LiveLine {

    private LiveLine() {}

    /** The line of a moment. */
    public static String of(SessionView view, HostMicros now) {
        TransportState transport = view.transport();
        Beats here = transport.positionAt(now);
        var line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%6s", transport.meter().at(here)));
        line.append(String.format(Locale.ROOT, "  %.1f bpm", transport.tempo().bpm()));
        line.append(' ').append(clock(view.clock())).append(transport.playing() ? "" : " halted");
        scene(view).ifPresent(name -> line.append("  scene ").append(name));
        queued(view, here).ifPresent(queued -> line.append("  ").append(queued));
        line.append("  clients ").append(view.clients().size());
        return line.toString();
    }

    /** The clock's name, and how it is doing where that is not plain to see. */
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

    private static Optional<String> queued(SessionView view, Beats here) {
        Optional<Beats> next =
                view.tracks().stream()
                        .map(TrackState::waiting)
                        .flatMap(Optional::stream)
                        .map(TrackState.Waiting::due)
                        .min(Beats::compareTo);
        return next.map(due ->
                String.format(
                        Locale.ROOT,
                        "queued %d in %.1f beats",
                        view.pending(),
                        Math.max(0, due.minus(here).quarters())));
    }
}
