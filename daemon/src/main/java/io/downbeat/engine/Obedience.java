package io.downbeat.engine;

import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Quantize;
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

    private final PromptBook book;
    private final Transport transport;
    private final Decks decks;
    private final Launcher launcher;
    private final Panel panel;
    private final Patchbay patchbay;
    private final Guests guests;
    private final Score score;
    private final Matching matching;

    Obedience(
            PromptBook book,
            Transport transport,
            Decks decks,
            Launcher launcher,
            Panel panel,
            Patchbay patchbay,
            Guests guests,
            Score score) {
        this.book = book;
        this.transport = transport;
        this.decks = decks;
        this.launcher = launcher;
        this.panel = panel;
        this.patchbay = patchbay;
        this.guests = guests;
        this.score = score;
        this.matching = new Matching(book);
    }

    /** Throws {@link Refusal} if it can not be done; then nothing has been. */
    void obey(Command command, Moment moment) {
        List<Runnable> steps = steps(command, moment);
        if (isPattern(command) && (steps.isEmpty() || steps.size() > MOST_MATCHES)) {
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

    /** One refused object of many does not keep the others; the first refusal is the answer. */
    private static void run(List<Runnable> steps) {
        Optional<Refusal> refused = Optional.empty();
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (Refusal refusal) {
                refused = refused.or(() -> Optional.of(refusal));
            }
        }
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    private List<Runnable> steps(Command command, Moment moment) {
        return switch (command) {
            case Command.Each(var commands) -> each(commands, moment);
            case Command.OnTrack on ->
                    matching.tracks(on).stream()
                            .map(track -> step(() -> launcher.obey(on, track, moment)))
                            .toList();
            case Command.OnClip on ->
                    matching.cells(on).stream()
                            .map(cell ->
                                    step(() ->
                                            launcher.obey(on, cell.track(), cell.clip(), moment)))
                            .toList();
            case Command.OnParam on ->
                    matching.parameters(on).stream()
                            .map(param -> step(() -> panel.obey(on, param, moment)))
                            .toList();
            case Command.OnOutput on ->
                    matching.outputs(on).stream()
                            .map(output -> step(() -> patchbay.obey(on, output, moment)))
                            .toList();
            case Command.LaunchScene(var scene, var quantize) ->
                    List.of(scene(scene, quantize, moment));
            case Command.LaunchSceneBy(var by, var quantize) ->
                    List.of(() -> launcher.launchSceneBy(by, quantize, moment));
            case Command.OfTime time -> List.of(() -> obeyTime(time, moment));
            case Command.OfLaunching launching -> List.of(() -> obeyLaunching(launching, moment));
            case Command.Save save -> List.of(() -> guests.save(save, panel.values(), moment));
            case Command.Refuse(var code, var text) -> throw new Refusal(code, text);
            case Command.Quit quit ->
                    List.of(() -> score.tell(new Event.QuitAsked(moment.beat(), moment.by())));
            case Command.OfClient request ->
                    List.of(() ->
                            score.tell(
                                    new Event.ForClient(
                                            moment.beat(),
                                            moment.by(),
                                            moment.address(),
                                            request)));
            case Command.Told told -> List.of(() -> guests.told(told, moment));
        };
    }

    private List<Runnable> each(List<Command> commands, Moment moment) {
        var all = new ArrayList<Runnable>();
        for (Command command : commands) {
            all.addAll(steps(command, moment));
        }
        return all;
    }

    private Runnable scene(Ref scene, Optional<Quantize> quantize, Moment moment) {
        int position = book.names().scenes(scene).getFirst();
        return () -> launcher.launchScene(position, quantize, moment);
    }

    private static Runnable step(Runnable step) {
        return step;
    }

    private void obeyTime(Command.OfTime command, Moment moment) {
        switch (transport.obey(command, moment)) {
            case NONE -> {}
            case RETIME ->
                    decks.retime(
                            new Moment(
                                    transport.state().positionAt(moment.host()),
                                    moment.host(),
                                    moment.by(),
                                    "",
                                    false));
            case FORGET -> decks.cancelAll(moment);
        }
    }

    private void obeyLaunching(Command.OfLaunching command, Moment moment) {
        switch (command) {
            case Command.SetQuantize(var quantize) ->
                    book.set(book.settings().withQuantize(quantize));
            case Command.SetLate(var millis) -> book.set(book.settings().withLate(millis));
            case Command.SetWhenStopped(var what) -> book.set(book.settings().with(what));
            case Command.SetWhenEmpty(var what) -> book.set(book.settings().with(what));
            case Command.CancelAll c -> decks.cancelAll(moment);
            case Command.Panic p -> {
                decks.cancelAll(moment);
                score.tell(new Event.Panicked(moment.beat()));
            }
        }
        if (!(command instanceof Command.CancelAll) && !(command instanceof Command.Panic)) {
            score.tell(new Event.Set(moment.beat(), moment.by(), moment.address()));
        }
    }

    private static boolean isPattern(Command command) {
        return switch (command) {
            case Command.Each e -> true;
            case Command.OnTrack on -> on.track().pattern();
            case Command.OnClip on -> on.track().pattern() || on.clip().pattern();
            case Command.OnParam on -> on.node().pattern() || on.param().pattern();
            case Command.OnOutput on -> on.output().pattern();
            default -> false;
        };
    }
}
