package io.downbeat.engine;

import io.downbeat.graph.Parameter;
import io.downbeat.session.Command;
import io.downbeat.session.Ref;
import io.downbeat.session.Refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commands to those who carry them out. Finds first all that a command speaks of, and only then
 * does it, so that a refusal leaves nothing torn. Owned by the conductor. Not thread safe.
 */
final class Obedience {

    /** More objects than this are not meant by one pattern: address space, rule 6. */
    private static final int MOST_MATCHES = 1024;

    /** Matches that the patterns of one packet may have in all, so that it holds up nobody. */
    private static final int MOST_OF_AN_ARRIVAL = 4096;

    /** What looking for the matches of a pattern costs at least, in matches. */
    private static final int LEAST_OF_A_PATTERN = 32;

    private final PromptBook book;
    private final Panel panel;
    private final Baton baton;
    private final Launcher launcher;
    private final Patchbay patchbay;
    private final Guests guests;
    private final Matching matching;
    private int matchesLeft = MOST_OF_AN_ARRIVAL;
    private boolean toldOfMatches;

    Obedience(
            PromptBook book,
            Panel panel,
            Baton baton,
            Launcher launcher,
            Patchbay patchbay,
            Guests guests) {
        this.book = book;
        this.panel = panel;
        this.baton = baton;
        this.launcher = launcher;
        this.patchbay = patchbay;
        this.guests = guests;
        this.matching = new Matching(book);
    }

    /** What comes now came in another packet. */
    void beginArrival() {
        matchesLeft = MOST_OF_AN_ARRIVAL;
        toldOfMatches = false;
    }

    /** A packet of thousands of patterns is answered once, not thousands of times. */
    private void refuseTheRestOnce() {
        if (!toldOfMatches) {
            toldOfMatches = true;
            throw new Refusal(
                    Refusal.Code.BUSY,
                    "your patterns make too much work: this one and the further ones of its packet"
                            + " are left out; send them in several packets");
        }
    }

    /** Throws {@link Refusal} if it can not be done; then nothing has been. */
    void obey(Command command, Moment moment) {
        boolean pattern = isPattern(command);
        if (pattern && matchesLeft <= 0) {
            refuseTheRestOnce();
            return;
        }
        List<Runnable> steps = steps(command, moment);
        if (steps.isEmpty() && isOfAll(command)) {
            return;
        }
        matchesLeft -= pattern ? Math.max(steps.size(), LEAST_OF_A_PATTERN) : 0;
        if (pattern && (steps.isEmpty() || steps.size() > MOST_MATCHES)) {
            throw new Refusal(
                    Refusal.Code.PATTERN,
                    steps.isEmpty()
                            ? "the pattern matches nothing that is there"
                            : "the pattern matches "
                                    + steps.size()
                                    + " objects; at most "
                                    + MOST_MATCHES
                                    + " are done at once: name fewer");
        }
        run(steps);
    }

    /**
     * Whether a command without a pattern in its address, as of {@code /output/enabled}, means all
     * objects of a kind. Where there are none, it has nothing to do.
     */
    private static boolean isOfAll(Command command) {
        return switch (command) {
            case Command.OnOutput on -> on.output().kind() == Ref.Kind.ALL;
            case Command.OnTrack on -> on.track().kind() == Ref.Kind.ALL;
            default -> false;
        };
    }

    /**
     * Objects of a pattern that can not do what is asked are left out, as if they had not matched;
     * if none can, the first refusal is the answer and nothing has been done.
     */
    private static void run(List<Runnable> steps) {
        Optional<Refusal> first = Optional.empty();
        int refused = 0;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (Refusal refusal) {
                first = first.or(() -> Optional.of(refusal));
                refused++;
            }
        }
        if (first.isPresent() && refused == steps.size()) {
            throw first.get();
        }
    }

    private List<Runnable> steps(Command command, Moment moment) {
        return switch (command) {
            case Command.Each(var commands) -> each(commands, moment);
            case Command.OnTrack on -> onTracks(on, moment);
            case Command.OnClip on -> onClips(on, moment);
            case Command.OnParam on -> onParameters(on, moment);
            case Command.OnOutput on ->
                    matching.outputs(on).stream()
                            .map(output -> step(() -> patchbay.obey(on, output, moment)))
                            .toList();
            case Command.LaunchScene launch -> scene(launch, moment);
            case Command.LaunchSceneBy(var by, var quantize) ->
                    List.of(() -> launcher.launchSceneBy(by, quantize, moment));
            case Command.OfTime time -> List.of(() -> baton.obey(time, moment));
            case Command.OfClock clock -> List.of(() -> baton.obey(clock, moment));
            case Command.OfLaunching launching -> List.of(() -> baton.obey(launching, moment));
            case Command.Save save -> List.of(() -> guests.save(save, moment));
            case Command.Refuse(var code, var text, var unprefixed) ->
                    throw new Refusal(code, text);
            case Command.Quit quit -> List.of(() -> guests.quit(moment));
            case Command.OfClient request -> List.of(() -> guests.asked(request, moment));
            case Command.Told told -> List.of(() -> guests.told(told, moment));
        };
    }

    /**
     * A pattern's command that speaks of nothing there is left out: another may, or they all match
     * nothing together.
     */
    private List<Runnable> each(List<Command> commands, Moment moment) {
        var all = new ArrayList<Runnable>();
        Optional<Refusal> first = Optional.empty();
        for (Command command : commands) {
            try {
                all.addAll(steps(command, moment));
            } catch (Refusal refusal) {
                boolean isThere = refusal.code() != Refusal.Code.NO_SUCH;
                first = first.or(() -> Optional.of(refusal).filter(r -> isThere));
            }
        }
        if (all.isEmpty() && first.isPresent()) {
            throw first.get();
        }
        return all;
    }

    private List<Runnable> onTracks(Command.OnTrack command, Moment moment) {
        var steps = new ArrayList<Runnable>();
        for (int track : matching.tracks(command)) {
            boolean spared = matching.isSpared(command, track);
            steps.add(spared ? () -> {} : () -> launcher.obey(command, track, moment));
        }
        return steps;
    }

    private List<Runnable> onClips(Command.OnClip command, Moment moment) {
        var steps = new ArrayList<Runnable>();
        for (Matching.Cell cell : matching.cells(command)) {
            boolean spared = matching.isSpared(command, cell.track());
            steps.add(spared ? () -> {} : () -> launcher.obey(command, cell, moment));
        }
        return steps;
    }

    /** Ten thousand times a second it is a single one. */
    private List<Runnable> onParameters(Command.OnParam command, Moment moment) {
        List<Parameter> parameters = matching.parameters(command);
        if (parameters.size() == 1) {
            Parameter only = parameters.getFirst();
            return List.of(() -> panel.obey(command, only, moment));
        }
        return parameters.stream()
                .map(param -> step(() -> panel.obey(command, param, moment)))
                .toList();
    }

    private List<Runnable> scene(Command.LaunchScene launch, Moment moment) {
        return book.names().scenes(launch.scene()).stream()
                .map(position ->
                        step(() ->
                                launcher.launchScene(
                                        position, launch.quantize(), launch.fade(), moment)))
                .toList();
    }

    private static Runnable step(Runnable step) {
        return step;
    }

    private static boolean isPattern(Command command) {
        return switch (command) {
            case Command.Each e -> true;
            case Command.OnTrack on -> on.track().pattern();
            case Command.OnClip on -> on.track().pattern() || on.clip().pattern();
            case Command.OnParam on -> on.node().pattern() || on.param().pattern();
            case Command.OnOutput on -> on.output().pattern();
            case Command.LaunchScene launch -> launch.scene().pattern();
            default -> false;
        };
    }
}
