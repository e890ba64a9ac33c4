package io.downbeat.engine;

import io.downbeat.graph.Parameter;
import io.downbeat.session.Command;
import io.downbeat.session.Ref;
import io.downbeat.session.Settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the references of a command stand for at this moment, each object once. Owned by {@link
 * Obedience}, keeps nothing between commands.
 */
final class Matching {

    /** A clip's place in the grid, by positions. */
    record Cell(int track, int clip) {}

    private final PromptBook book;

    Matching(PromptBook book) {
        this.book = book;
    }

    List<Integer> tracks(Command.OnTrack command) {
        return book.names().tracks(command.track());
    }

    /** Whether a track is left alone: a pattern does not launch or stop on a safe one. */
    boolean isSpared(Command.OnTrack command, int track) {
        boolean plays =
                switch (command) {
                    case Command.StopTrack c -> true;
                    case Command.LaunchBy c -> true;
                    case Command.RevertTrack c -> false;
                    case Command.SetSafe c -> false;
                    case Command.SetTrackFade c -> false;
                };
        return plays && command.track().pattern() && book.track(track).safe();
    }

    /** As for tracks; a release may be what stops. */
    boolean isSpared(Command.OnClip command, int track) {
        boolean plays =
                switch (command) {
                    case Command.LaunchClip c -> true;
                    case Command.ReleaseClip c -> true;
                    case Command.CancelClip c -> false;
                    case Command.SetClipQuantize c -> false;
                    case Command.SetClipMode c -> false;
                    case Command.SetClipFade c -> false;
                };
        return plays && isPattern(command) && book.track(track).safe();
    }

    /**
     * The cells that a command speaks of; a plain reference may name an empty one, a pattern only
     * where that stops.
     */
    List<Cell> cells(Command.OnClip command) {
        var cells = new ArrayList<Cell>();
        for (int track : book.names().tracks(command.track())) {
            clips(command, track).forEach(clip -> cells.add(new Cell(track, clip)));
        }
        return cells;
    }

    List<Parameter> parameters(Command.OnParam command) {
        return book.names().parameters(command.node(), command.param());
    }

    List<Integer> outputs(Command.OnOutput command) {
        return book.names().outputs(command.output());
    }

    private static boolean isPattern(Command.OnClip command) {
        return command.track().pattern() || command.clip().pattern();
    }

    private List<Integer> clips(Command.OnClip command, int track) {
        Ref clip = command.clip();
        if (clip.pattern()) {
            return book.names().clips(track, clip);
        }
        if (!command.track().pattern()) {
            return List.of(book.names().clip(track, clip));
        }
        boolean emptyStops =
                command instanceof Command.LaunchClip
                        && book.settings().whenEmpty() == Settings.WhenEmpty.STOP;
        return present(track, clip, emptyStops);
    }

    /**
     * Of a plain clip under a pattern of tracks: the tracks that have no such clip just do not
     * match.
     */
    private List<Integer> present(int track, Ref clip, boolean emptyToo) {
        int count = book.track(track).clips().size();
        boolean byPosition = clip.written().chars().allMatch(c -> c >= '0' && c <= '9');
        if (byPosition) {
            int position = book.names().clip(track, clip);
            return position <= count || emptyToo ? List.of(position) : List.of();
        }
        String written = clip.written();
        return IntStream.rangeClosed(1, count)
                .filter(position -> book.names().isCalled(written, book.clip(track, position)))
                .boxed()
                .toList();
    }
}
