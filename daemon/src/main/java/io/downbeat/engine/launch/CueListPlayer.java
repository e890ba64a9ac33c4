package io.downbeat.engine.launch;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.edit.DocumentBeforeAndAfter;
import io.downbeat.engine.edit.DocumentListener;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.transport.Transport;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.CueListState;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Plays the cue lists: performs {@code go} and the other commands to them, and launches the steps
 * that come by themselves.
 *
 * <p>A step that comes after a number of bars is queued one beat ahead, for its own beat, so that
 * its packets are prepared as those of a launch by hand. What is queued of a list is found among
 * the queued scenes: a {@link SceneLaunch} has the steps that it launches.
 */
public final class CueListPlayer implements DocumentListener, SceneAndCueStepListener {

    /** Positions of deleted lists that are kept for an undo; more than a history has steps. */
    private static final int MOST_REMOVED = 1024;

    private final SessionDocument document;
    private final Transport transport;
    private final Launcher launcher;
    private final Decks decks;
    private final SceneTracker sceneTracker;
    private final Map<CueListId, CueListPosition> positions = new LinkedHashMap<>();
    private final Map<CueListId, CueListPosition> removed = new LinkedHashMap<>();
    private Meter meter;
    private long revision;

    /** The list that replaces its own queued step now: that cancellation does not disarm it. */
    private Optional<CueListId> replacing = Optional.empty();

    private @Nullable List<CueListPosition> waiting;
    private @Nullable List<CueListState> states;
    private @Nullable List<EngineSnapshot.CueListPosition> snapshot;

    public CueListPlayer(
            SessionDocument document,
            Transport transport,
            Launcher launcher,
            Decks decks,
            SceneTracker sceneTracker) {
        this.document = document;
        this.transport = transport;
        this.launcher = launcher;
        this.decks = decks;
        this.sceneTracker = sceneTracker;
        this.meter = transport.meter();
        document.session()
                .cueLists()
                .forEach(list -> positions.put(CueListId.of(list), new CueListPosition(list)));
        sceneTracker.connect(this);
    }

    /** Throws {@link Refusal} if the cue list is not there, or cannot do what is asked. */
    public void handle(Command.CueListPlayCommand command, CueListId id, CommandContext context) {
        CueList list = document.requireCueList(id);
        CueListPosition position = position(id);
        catchUp(position, list, context.beat());
        switch (command) {
            case Command.GoCueList(var ref, var quantize) -> go(position, list, quantize, context);
            case Command.SetStandby(var ref, var step) -> {
                requireStep(list, step);
                position.setStandby(list, step);
            }
            case Command.MoveStandbyBack(var ref) -> moveStandbyBack(position, list);
            case Command.ResetStandby(var ref) -> {
                position.disarm();
                position.setStandby(list, 1);
            }
            case Command.StopCueList(var ref) -> {
                position.leave();
                queued(position).ifPresent(launch -> cancel(position, launch, context));
            }
        }
        changed();
    }

    /** Launches a step, after which the next one is on standby. */
    public void launch(CueStepId id, Optional<Quantize> quantize, CommandContext context) {
        CueList list = document.requireCueList(id.list());
        int step = list.positionOf(id.text());
        if (step == 0) {
            throw Refusal.gone("step", id);
        }
        CueListPosition position = position(id.list());
        launch(position, list, step, quantize, context);
        position.setStandby(list, step + 1);
        changed();
    }

    /** Counts the changes of where the lists stand. */
    public long revision() {
        return revision;
    }

    private void go(
            CueListPosition position,
            CueList list,
            Optional<Quantize> quantize,
            CommandContext context) {
        refuseBounce(position, list, context);
        int step =
                queued(position)
                        .flatMap(launch -> launch.cueStepOf(position.list()))
                        .map(queued -> list.positionOf(queued.text()))
                        .orElseGet(() -> position.standbyIn(list));
        if (step == 0) {
            throw new Refusal(Refusal.Code.END, end(list));
        }
        launch(position, list, step, quantize, context);
        position.passStandby(list, step);
        position.setLastGo(context.arrivedAt());
    }

    /** A pedal that bounces sends several presses within a few milliseconds. */
    private void refuseBounce(CueListPosition position, CueList list, CommandContext context) {
        double guard = list.guardSeconds();
        if (position.lastGo().isEmpty() || guard == 0) {
            return;
        }
        double since = context.arrivedAt().since(position.lastGo().get()) / 1e6;
        if (since < guard) {
            throw new Refusal(
                    Refusal.Code.GUARD,
                    "%s was sent go %s s ago, and refuses another one within %s s (its guard)"
                            .formatted(name(list), decimal(Math.max(0, since)), decimal(guard)));
        }
    }

    private static String decimal(double seconds) {
        double rounded = Math.round(seconds * 1000) / 1000.0;
        return rounded == Math.rint(rounded)
                ? Long.toString(Math.round(rounded))
                : Double.toString(rounded);
    }

    private String end(CueList list) {
        return list.steps().isEmpty()
                ? noStepsYet(list)
                : name(list)
                        + " is past its last step, "
                        + list.steps().size()
                        + ": reset puts the first step on standby, next any other";
    }

    private String noStepsYet(CueList list) {
        return name(list) + " has no steps yet: add one with step/add";
    }

    private void moveStandbyBack(CueListPosition position, CueList list) {
        int standby = position.standbyIn(list);
        int back = standby == 0 ? list.steps().size() : standby - 1;
        if (back == 0) {
            throw new Refusal(
                    Refusal.Code.END,
                    list.steps().isEmpty()
                            ? noStepsYet(list)
                            : name(list) + " has its first step on standby already");
        }
        position.setStandby(list, back);
    }

    /** Launches a step by hand. What the list has queued gives way to it. */
    private void launch(
            CueListPosition position,
            CueList list,
            int step,
            Optional<Quantize> quantize,
            CommandContext context) {
        Quantize grid = quantize.or(list::quantize).orElse(document.settings().quantize());
        Optional<SceneLaunch> earlier = queued(position);
        SceneLaunch launch = launchOf(list, list.steps().get(step - 1));
        replace(
                position,
                () -> {
                    launcher.launchScene(launch, grid, OptionalDouble.empty(), context);
                    earlier.filter(SceneLaunch::isQueued)
                            .ifPresent(before -> cancel(position, before, context));
                });
        position.setDue(launch.queuedLaunch().map(queued -> queued.scheduled().at()));
        changed();
    }

    /** Cancels a queued step of a list in a way that does not disarm the list. */
    private void replace(CueListPosition position, Runnable action) {
        replacing = Optional.of(position.list());
        try {
            action.run();
        } finally {
            replacing = Optional.empty();
        }
    }

    private static SceneLaunch launchOf(CueList list, CueList.Step step) {
        var launch = new SceneLaunch(new SceneId(step.sceneId()));
        launch.addCueStep(CueStepId.of(list, step));
        launch.setByCueList();
        return launch;
    }

    /** Un-queues the step of a list; the scene too, if only cue lists have launched it. */
    private void cancel(CueListPosition position, SceneLaunch launch, CommandContext context) {
        launch.cueStepOf(position.list())
                .ifPresent(step -> sceneTracker.cancelCueStep(launch, step, context));
        if (launch.isByCueList() && launch.cueSteps().isEmpty()) {
            decks.cancelScene(launch, context);
        }
    }

    /** The queued launch of a step of a list. */
    private Optional<SceneLaunch> queued(CueListPosition position) {
        return sceneTracker.queuedFor(position.list());
    }

    @Override
    public void onSceneLaunched(SceneLaunch launch, Beats at) {
        for (CueStepId step : launch.cueSteps()) {
            CueListPosition position = positions.get(step.list());
            if (position != null) {
                play(position, step, at);
            }
        }
        for (CueListPosition position : waiting()) {
            if (launch.mayTrigger(position.list()) && waitsForScene(position)) {
                position.setTrigger(new CueListPosition.Trigger(launch, at));
            }
        }
    }

    private void play(CueListPosition position, CueStepId step, Beats at) {
        position.play(step.text(), at);
        CueList list = document.requireCueList(position.list());
        position.passStandby(list, list.positionOf(step.text()));
        changed();
    }

    private boolean waitsForScene(CueListPosition position) {
        return position.timer().isArmed()
                && position.playingStep(document.requireCueList(position.list()))
                        .filter(step -> step.advance() == CueList.Advance.ON_SCENE_LAUNCH)
                        .isPresent();
    }

    /** The step is on standby again if standby has not moved since. The list waits for a go. */
    @Override
    public void onCueStepCancelled(CueStepId step, CommandContext context) {
        CueListPosition position = positions.get(step.list());
        if (position == null || replacing.equals(Optional.of(step.list()))) {
            return;
        }
        position.disarm();
        position.setDue(Optional.empty());
        document.session()
                .cueList(step.list())
                .ifPresent(list -> {
                    int cancelled = list.positionOf(step.text());
                    boolean isBehind =
                            position.standbyIn(list)
                                    == (cancelled < list.steps().size() ? cancelled + 1 : 0);
                    if (cancelled > 0 && isBehind) {
                        position.setStandby(list, cancelled);
                    }
                });
        changed();
    }

    /** No list goes on by itself before its next step is launched. */
    public void disarmAll() {
        waiting().forEach(CueListPosition::disarm);
        waiting().stream().filter(position -> queued(position).isEmpty()).forEach(this::forgetDue);
        changed();
    }

    private void forgetDue(CueListPosition position) {
        position.setDue(Optional.empty());
    }

    /** The beat on which a step is to be queued next, or one later than every beat. */
    public Beats next() {
        Beats next = Beats.never();
        for (CueListPosition position : waiting()) {
            if (position.due().isPresent() && queued(position).isEmpty()) {
                next = next.orEarlier(AutomaticLaunchBeats.queuedAt(position.due().get()));
            }
        }
        return next;
    }

    /**
     * Queues, moves or cancels the automatic steps after any change, and launches the steps that
     * wait for a scene launch if there was one.
     */
    public void settle(CommandContext context) {
        if (!meter.equals(transport.meter())) {
            onMeterChanged(context.beat());
        }
        while (launchTriggered(context)) {
            // A launch may let another list go on.
        }
        for (CueListPosition position : waiting()) {
            catchUp(position, document.requireCueList(position.list()), context.beat());
        }
        for (CueListPosition position : waiting()) {
            settle(position, context);
        }
    }

    private boolean launchTriggered(CommandContext context) {
        for (CueListPosition position : waiting()) {
            if (position.trigger().isPresent()) {
                CueListPosition.Trigger trigger = position.trigger().get();
                position.clearTrigger();
                launchTriggered(position, trigger, context);
                return true;
            }
        }
        return false;
    }

    /** The launched scene may be that of the next step, which then has been launched. */
    private void launchTriggered(
            CueListPosition position, CueListPosition.Trigger trigger, CommandContext context) {
        CueList list = document.requireCueList(position.list());
        Optional<CueList.Step> next = list.step(position.standbyIn(list));
        if (next.isEmpty() || queued(position).isPresent()) {
            return;
        }
        SceneLaunch launch = launchOf(list, next.get());
        launch.noteTriggered(trigger.launch(), position.list());
        if (launch.scene().equals(trigger.launch().scene())) {
            sceneTracker.emitCueSteps(launch, trigger.at());
            play(position, CueStepId.of(list, next.get()), trigger.at());
        } else {
            launcher.launchSceneOn(trigger.at(), launch, context.atBeat(trigger.at()));
        }
    }

    private void settle(CueListPosition position, CommandContext context) {
        Optional<SceneLaunch> queued = queued(position);
        if (queued.isPresent() && !queued.get().waitsOnOwnBeat()) {
            setDue(position, Optional.of(queued.get().due()));
            return;
        }
        CueList list = document.requireCueList(position.list());
        catchUp(position, list, context.beat());
        Optional<Beats> due = advanceAt(position, list);
        if (queued.isPresent()) {
            SceneLaunch launch = queued.get();
            if (due.isPresent() && isNext(launch, position, list)) {
                decks.moveScene(launch, firstDue(launch).orElse(due.get()), context);
            } else {
                replace(position, () -> cancel(position, launch, context));
            }
        }
        if (due.isPresent()
                && queued(position).isEmpty()
                && transport.playing()
                && !AutomaticLaunchBeats.queuedAt(due.get()).isAfter(context.beat())) {
            SceneLaunch launch = launchOf(list, list.steps().get(position.standbyIn(list) - 1));
            launcher.launchSceneOn(dueWithOthers(launch, due.get()), launch, context);
            if (!launch.isQueued()) {
                // It was due at once: the list is at another step now.
                settle(position, context);
                return;
            }
        }
        setDue(position, queued(position).map(SceneLaunch::due).or(() -> due));
    }

    /**
     * Where other lists wait for the same scene, it is launched once, on the first of the beats.
     */
    private Beats dueWithOthers(SceneLaunch launch, Beats due) {
        return sceneTracker.queued().stream()
                .filter(other -> other.scene().equals(launch.scene()))
                .filter(other -> other.waitsOnOwnBeat() && !other.cueSteps().isEmpty())
                .map(SceneLaunch::due)
                .reduce(due, Beats::orEarlier);
    }

    /** The first beat on which one of the lists that wait for a launch comes to its step. */
    private Optional<Beats> firstDue(SceneLaunch launch) {
        return launch.cueSteps().stream()
                .flatMap(step -> Optional.ofNullable(positions.get(step.list())).stream())
                .filter(position ->
                        isNext(launch, position, document.requireCueList(position.list())))
                .flatMap(position ->
                        advanceAt(position, document.requireCueList(position.list())).stream())
                .reduce(Beats::orEarlier);
    }

    private static boolean isNext(SceneLaunch launch, CueListPosition position, CueList list) {
        return list.step(position.standbyIn(list))
                .filter(step -> launch.cueSteps().contains(CueStepId.of(list, step)))
                .filter(step -> launch.scene().text().equals(step.sceneId()))
                .isPresent();
    }

    private void setDue(CueListPosition position, Optional<Beats> due) {
        if (!position.due().equals(due)) {
            position.setDue(due);
            changed();
        }
    }

    /**
     * The beat on which the next step comes by itself: after the bars of the step that plays, on
     * the list's own grid.
     */
    private Optional<Beats> advanceAt(CueListPosition position, CueList list) {
        return position.standbyIn(list) == 0
                ? Optional.empty()
                : endOfBars(position, list)
                        .map(end ->
                                AutomaticLaunchBeats.onGrid(
                                        list.quantize(), end, transport.meter()));
    }

    /** When the bars of the step that plays are over, if the list goes on by them. */
    private Optional<Beats> endOfBars(CueListPosition position, CueList list) {
        return Optional.of(position)
                .filter(each -> each.timer().isArmed())
                .flatMap(armed -> armed.playingStep(list))
                .filter(step -> step.advance() == CueList.Advance.AFTER_BARS)
                .map(step -> position.timer().since().plus(bars(step.bars())));
    }

    private Beats bars(long count) {
        return Beats.micro(count * transport.meter().bar().micro());
    }

    /**
     * If the beat of the next step has passed, because the step that plays was edited, its bars end
     * with the bar that is passing. If nothing was on standby when they were over, the list waits
     * for a go.
     */
    private void catchUp(CueListPosition position, CueList list, Beats now) {
        Optional<Beats> end = endOfBars(position, list);
        if (end.isEmpty() || queued(position).filter(l -> !l.waitsOnOwnBeat()).isPresent()) {
            return;
        }
        if (position.standbyIn(list) == 0) {
            if (!end.get().isAfter(now)) {
                position.disarm();
                changed();
            }
        } else if (advanceAt(position, list).orElseThrow().isBefore(now)) {
            Beats length = end.get().minus(position.timer().since());
            position.timer().catchUp(length, bars(1), now);
            changed();
        }
    }

    /**
     * The position has jumped. What a step has left stays, rounded to whole bars of the count, so
     * that what would have come on a bar line still does.
     */
    public void shift(Beats jump) {
        if (jump.equals(Beats.ZERO)) {
            return;
        }
        positions.values().forEach(each -> each.timer().shift(jump, transport.meter()));
        changed();
    }

    /**
     * The bars that a step has played stay played. The present bar ends with the first bar line of
     * the new signature.
     */
    private void onMeterChanged(Beats now) {
        Meter before = meter;
        meter = transport.meter();
        for (CueListPosition position : positions.values()) {
            position.timer().onMeterChanged(now, before, meter);
        }
        changed();
    }

    @Override
    public void onDocumentChange(DocumentBeforeAndAfter change, CommandContext context) {
        Map<CueListId, CueListPosition> before = new LinkedHashMap<>(positions);
        Map<CueListId, CueList> lists = new LinkedHashMap<>();
        change.before().session().cueLists().forEach(list -> lists.put(CueListId.of(list), list));
        boolean isLoad = change.cause() == DocumentBeforeAndAfter.Cause.LOAD;
        positions.clear();
        if (isLoad) {
            before.clear();
            removed.clear();
        }
        for (CueList list : change.after().session().cueLists()) {
            CueListId id = CueListId.of(list);
            CueListPosition known = before.remove(id);
            if (known == null && change.cause() == DocumentBeforeAndAfter.Cause.HISTORY) {
                known = removed.get(id);
            }
            removed.remove(id);
            positions.put(id, known == null ? new CueListPosition(list) : known);
        }
        changed();
        before.values().forEach(position -> remove(position, context));
        for (CueList list : change.after().session().cueLists()) {
            CueList was = lists.get(CueListId.of(list));
            if (was != null && !isLoad && !was.steps().equals(list.steps())) {
                onStepsChanged(position(CueListId.of(list)), was, list, context);
            }
        }
    }

    private void remove(CueListPosition position, CommandContext context) {
        queued(position).ifPresent(launch -> cancel(position, launch, context));
        position.disarm();
        position.setDue(Optional.empty());
        removed.put(position.list(), position);
        if (removed.size() > MOST_REMOVED) {
            removed.remove(removed.keySet().iterator().next());
        }
    }

    private void onStepsChanged(
            CueListPosition position, CueList before, CueList after, CommandContext context) {
        catchUp(position, before, context.beat());
        position.onStepsChanged(before, after);
        if (position.playingIn(before) > 0 && position.playingIn(after) == 0) {
            position.disarm();
        }
        Optional<SceneLaunch> queued = queued(position);
        if (queued.isEmpty()) {
            return;
        }
        CueStepId step = queued.get().cueStepOf(position.list()).orElseThrow();
        int at = after.positionOf(step.text());
        if (at == 0) {
            cancel(position, queued.get(), context);
        } else if (!queued.get().waitsOnOwnBeat()
                && !after.steps().get(at - 1).sceneId().equals(queued.get().scene().text())) {
            // The step launches another scene now, on the boundary for which it waits.
            Quantize grid = queued.get().queuedLaunch().orElseThrow().quantize();
            launch(position, after, at, Optional.of(grid), context);
        }
    }

    /** Where the lists stand, in their order; the same object while nothing has changed. */
    public List<CueListState> states() {
        List<CueListState> present = states;
        if (present == null) {
            present =
                    document.session().cueLists().stream()
                            .map(list -> state(position(CueListId.of(list)), list))
                            .toList();
            states = present;
        }
        return present;
    }

    private static CueListState state(CueListPosition position, CueList list) {
        return new CueListState(position.standbyIn(list), position.playingIn(list), position.due());
    }

    /** Where the lists stand; the same object while nothing has changed. */
    public List<EngineSnapshot.CueListPosition> snapshot() {
        List<EngineSnapshot.CueListPosition> present = snapshot;
        if (present == null) {
            var all = new ArrayList<EngineSnapshot.CueListPosition>();
            for (CueList list : document.session().cueLists()) {
                CueListPosition position = position(CueListId.of(list));
                if (!position.isAtStart(list)) {
                    all.add(position.snapshot());
                }
            }
            removed.values().forEach(position -> all.add(position.snapshot()));
            present = List.copyOf(all);
            snapshot = present;
        }
        return present;
    }

    /** Restores these values. What is queued has been restored already. */
    public void restore(List<EngineSnapshot.CueListPosition> was) {
        positions.clear();
        removed.clear();
        document.session()
                .cueLists()
                .forEach(list -> positions.put(CueListId.of(list), new CueListPosition(list)));
        for (EngineSnapshot.CueListPosition each : was) {
            var position = new CueListPosition(each);
            (positions.containsKey(each.list()) ? positions : removed).put(each.list(), position);
        }
        meter = transport.meter();
        for (CueListPosition position : positions.values()) {
            position.setDue(
                    queued(position)
                            .map(SceneLaunch::due)
                            .or(() ->
                                    advanceAt(position, document.requireCueList(position.list()))));
        }
        changed();
    }

    /** The lists that wait for something, in their order. */
    private List<CueListPosition> waiting() {
        List<CueListPosition> present = waiting;
        if (present == null) {
            present =
                    positions.values().stream()
                            .filter(each -> each.timer().isArmed() || each.due().isPresent())
                            .toList();
            waiting = present;
        }
        return present;
    }

    private void changed() {
        revision++;
        waiting = null;
        states = null;
        snapshot = null;
    }

    private CueListPosition position(CueListId id) {
        CueListPosition position = positions.get(id);
        if (position == null) {
            throw Refusal.gone("cue list", id);
        }
        return position;
    }

    private void requireStep(CueList list, int step) {
        if (list.step(step).isEmpty()) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "%s has %d steps; there is no step %d"
                            .formatted(name(list), list.steps().size(), step));
        }
    }

    private String name(CueList list) {
        return "cue list %d (%s)"
                .formatted(document.session().positionOf(CueListId.of(list)), list.name());
    }

    @Override
    public String toString() {
        return "the cue lists";
    }
}
