package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.launch.RandomSource;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.FollowActionChange;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.CueList.Advance;
import io.downbeat.session.model.FollowAction.Choice;
import io.downbeat.session.model.FollowAction.Kind;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What holds for cue lists and follow actions, whatever is done meanwhile and in whatever turns.
 */
class PlayingByItselfLawsTest {

    private static final int COMMANDS = 300;
    private static final long TAIL_MICROS = 30_000_000;
    private static final RequestSender CLIENT = new RequestSender("udp:10.0.0.1:9000");

    @ParameterizedTest
    @Tag("CUE-20")
    @Tag("FOLLOW-17")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void howTimeIsDividedIntoTurnsChangesNoEvent(long seed) {
        List<String> everyWake = lines(new Run().atEveryWake(batches(seed)).turns);
        List<String> few = lines(new Run().withFewTurns(batches(seed)).turns);

        assertIterableEquals(everyWake, few);
        assertTrue(
                everyWake.stream().filter(line -> line.startsWith("CueLaunched")).count() > 50,
                "a performance without cues tells nothing");
        assertTrue(
                everyWake.stream().filter(line -> line.contains("cause=FOLLOW")).count() > 10,
                "a performance without follow actions tells nothing");
    }

    @ParameterizedTest
    @Tag("CUE-20")
    @Tag("FOLLOW-17")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void anotherConductorGoesOnWithTheLists(long seed) {
        Run undisturbed = new Run().atEveryWake(batches(seed));
        for (int each : List.of(1, 7)) {
            var resumed = new Run();
            resumed.resumeEach = each;
            resumed.atEveryWake(batches(seed));
            assertIterableEquals(lines(undisturbed.turns), lines(resumed.turns));
            assertEquals(
                    undisturbed.turns.getLast().view().cueLists(),
                    resumed.turns.getLast().view().cueLists());
        }
    }

    @ParameterizedTest
    @Tag("CUE-20")
    @Tag("FOLLOW-17")
    @ValueSource(longs = {21, 22, 23, 24})
    void aJournalKeepsTheLists(long seed, @TempDir Path folder) {
        Run undisturbed = new Run().atEveryWake(batches(seed));
        try (var kept = new JournalWithoutThread(folder.resolve("journal"))) {
            var recovered = new Run();
            recovered.resumeEach = 9;
            recovered.journal = Optional.of(kept);
            kept.begin(recovered.conductor);
            recovered.atEveryWake(batches(seed));
            assertIterableEquals(lines(undisturbed.turns), lines(recovered.turns));
        }
    }

    @ParameterizedTest
    @Tag("CUE-20")
    @Tag("FOLLOW-17")
    @ValueSource(longs = {31, 32, 33, 34, 35, 36})
    void whatIsLaunchedOnABoundaryIsWhatWasAnnouncedForIt(long seed) {
        Map<Long, UpcomingBoundary> announced = new LinkedHashMap<>();
        int prepared = 0;
        for (TurnResult turn : new Run().atEveryWake(batches(seed)).turns) {
            List<Event.CueLaunched> launched = events(turn, Event.CueLaunched.class);
            for (Event.ParamsWritten written : events(turn, Event.ParamsWritten.class)) {
                UpcomingBoundary last = announced.get(written.prepared());
                if (last != null) {
                    List<Event.CueLaunched> ofBoundary =
                            launched.stream()
                                    .filter(event -> event.at().equals(last.at()))
                                    .limit(last.cues().size())
                                    .toList();
                    assertEquals(
                            last.cues(), ofBoundary.stream().map(Event.CueLaunched::step).toList());
                    prepared += last.cues().size();
                }
            }
            turn.upcoming()
                    .forEach(next -> {
                        UpcomingBoundary before = announced.put(next.revision(), next);
                        assertTrue(
                                before == null || before.equals(next),
                                () -> before + " is " + next);
                    });
        }
        assertTrue(prepared > 10, "only " + prepared + " steps were announced");
    }

    private static <E extends Event> List<E> events(TurnResult turn, Class<E> kind) {
        return turn.events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<String> lines(List<TurnResult> turns) {
        return turns.stream()
                .flatMap(turn -> turn.events().stream())
                .map(event -> event.getClass().getSimpleName() + " " + event)
                .toList();
    }

    private static Conductor.Setup setup() {
        var piece = SampleSessions.bandToExtend().cueList("Show");
        for (String scene : List.of("Intro", "Verse", "Chorus", "Drop", "Intro", "Drop")) {
            piece.step(scene, Advance.AFTER_BARS, 1 + scene.length() % 3);
        }
        piece.cueList("Lights")
                .step("Verse", Advance.ON_SCENE_LAUNCH, 1)
                .step("Verse", Advance.ON_SCENE_LAUNCH, 1)
                .step("Chorus", Advance.ON_SCENE_LAUNCH, 1)
                .step("Intro");
        piece.cueList("Sound").step("Intro").step("Drop").step("Verse");
        return new Conductor.Setup(
                piece.done(), List.of(), new StarPatternNaming(), RandomSource.seeded(7));
    }

    /** A performance that is advanced in turns. */
    private static final class Run {
        private Conductor conductor = new Conductor(setup(), RandomPerformances.START, true);
        private final List<TurnResult> turns = new ArrayList<>();
        private Optional<JournalWithoutThread> journal = Optional.empty();
        private int resumeEach;
        private int arrivals;

        Run atEveryWake(List<CommandBatch> batches) {
            for (CommandBatch batch : batches) {
                wakeUntil(batch.at());
                advance(batch.at(), List.of(batch));
                if (resumeEach > 0 && ++arrivals % resumeEach == 0) {
                    EngineSnapshot taken =
                            journal.map(JournalWithoutThread::crashedAndRecovered)
                                    .orElseGet(() -> conductor.snapshot());
                    conductor = Conductor.resumed(setup(), taken);
                    journal.ifPresent(kept -> kept.begin(conductor));
                }
            }
            wakeUntil(batches.getLast().at().plus(TAIL_MICROS));
            return this;
        }

        Run withFewTurns(List<CommandBatch> batches) {
            for (int at = 0; at < batches.size(); at += 3) {
                List<CommandBatch> some = batches.subList(at, Math.min(at + 3, batches.size()));
                advance(some.getLast().at(), some);
            }
            advance(batches.getLast().at().plus(TAIL_MICROS), List.of());
            return this;
        }

        private void wakeUntil(HostMicros until) {
            if (turns.isEmpty()) {
                advance(RandomPerformances.START, List.of());
            }
            while (!turns.getLast().wakeAt().isAfter(until)) {
                advance(turns.getLast().wakeAt(), List.of());
            }
        }

        private void advance(HostMicros now, List<CommandBatch> arrived) {
            TurnResult turn = conductor.advance(now.orLater(RandomPerformances.START), arrived);
            turns.add(turn);
            journal.ifPresent(kept -> kept.onTurn(turn));
        }
    }

    private static List<CommandBatch> batches(long seed) {
        var dice = new Random(seed);
        var all = new ArrayList<CommandBatch>();
        HostMicros at = RandomPerformances.START;
        for (int track = 1; track <= 3; track++) {
            for (int clip = 1; clip <= 4; clip++) {
                all.add(batch(at, followOf(position(track), position(clip), dice)));
                all.add(batch(at, on(position(track), position(clip), dice)));
            }
        }
        for (int count = 0; count < COMMANDS; count++) {
            at = at.plus(dice.nextInt(4) == 0 ? 3_000_000 : dice.nextInt(600_000));
            all.add(batch(at, command(dice)));
        }
        return all;
    }

    private static CommandBatch batch(HostMicros at, Command command) {
        return new CommandBatch(
                at, CLIENT, Optional.empty(), List.of(new CommandWithAddress("/asked", command)));
    }

    private static Command on(ObjectReference track, ObjectReference clip, Random dice) {
        var enabled = new FollowActionChange.Enabled(OnOffToggle.of(dice.nextInt(4) > 0));
        return new Command.SetClipFollow(track, clip, enabled);
    }

    private static Command followOf(ObjectReference track, ObjectReference clip, Random dice) {
        return new Command.SetClipFollow(track, clip, change(dice));
    }

    private static FollowActionChange change(Random dice) {
        Kind kind = one(dice, List.of(Kind.values()));
        var choice = new Choice(kind, kind == Kind.JUMP ? 1 + dice.nextInt(4) : 0);
        List<FollowActionChange> some =
                List.of(
                        new FollowActionChange.ActionA(choice),
                        new FollowActionChange.ActionB(choice),
                        new FollowActionChange.Chance(dice.nextInt(5) / 4.0),
                        new FollowActionChange.Time(Beats.of((1 + dice.nextInt(12)) / 2.0)),
                        new FollowActionChange.Repeats(1 + dice.nextInt(3)));
        return some.get(dice.nextInt(some.size()));
    }

    private static ObjectReference position(int at) {
        return ObjectReference.position(at);
    }

    private static Command command(Random dice) {
        List<Supplier<Command>> some =
                List.of(
                        () -> new Command.GoCueList(list(dice), quantize(dice)),
                        () -> new Command.GoCueList(list(dice), quantize(dice)),
                        () -> new Command.GoCueList(list(dice), quantize(dice)),
                        () -> new Command.LaunchCueStep(list(dice), ref(dice, 3), quantize(dice)),
                        () -> new Command.SetStandby(list(dice), 1 + dice.nextInt(4)),
                        () -> new Command.ResetStandby(list(dice)),
                        () -> new Command.MoveStandbyBack(list(dice)),
                        () -> new Command.LaunchScene(ref(dice, 4), quantize(dice)),
                        () -> new Command.LaunchScene(ref(dice, 4), quantize(dice)),
                        () -> launch(dice),
                        () -> launch(dice),
                        () -> followOf(ref(dice, 3), ref(dice, 4), dice),
                        () -> new Command.SetSceneFollow(ref(dice, 4), change(dice)),
                        () -> rare(dice));
        return some.get(dice.nextInt(some.size())).get();
    }

    private static Command launch(Random dice) {
        return new Command.LaunchClip(ref(dice, 3), ref(dice, 4), quantize(dice), false);
    }

    private static Command rare(Random dice) {
        List<Supplier<Command>> some =
                List.of(
                        Command.CancelAll::new,
                        Command.Panic::new,
                        Command.Restart::new,
                        Command.Resync::new,
                        Command.Stop::new,
                        Command.Play::new,
                        Command.Undo::new,
                        Command.Undo::new,
                        Command.Redo::new,
                        () -> new Command.ShiftBeats(dice.nextInt(9) - 4),
                        () -> new Command.SetTempo(new Tempo(60 + dice.nextInt(200)), 4),
                        () -> new Command.SetMeter(new Meter(1 + dice.nextInt(6), 4)),
                        () -> new Command.SetCueQuantize(list(dice), quantize(dice)),
                        () -> new Command.StopCueList(list(dice)),
                        () -> new Command.DeleteCueStep(list(dice), ref(dice, 4)),
                        () -> new Command.MoveCueStep(list(dice), ref(dice, 4), 1),
                        () -> new Command.SetCueStepScene(list(dice), ref(dice, 3), ref(dice, 4)),
                        () -> advance(dice),
                        () -> new Command.DeleteScene(ref(dice, 4)),
                        () -> new Command.DeleteClip(ref(dice, 3), ref(dice, 4)),
                        () -> new Command.MoveClip(ref(dice, 3), ref(dice, 4), 1),
                        () -> new Command.DeleteTrack(ref(dice, 3)),
                        () -> new Command.StopTrack(ref(dice, 3), quantize(dice)),
                        () -> new Command.SetFollow(OnOffToggle.of(dice.nextInt(4) > 0)),
                        () -> on(ref(dice, 3), ref(dice, 4), dice),
                        () -> sceneOn(dice),
                        () -> sceneOn(dice),
                        () -> new Command.DeleteCueList(list(dice)));
        return some.get(dice.nextInt(some.size())).get();
    }

    private static Command sceneOn(Random dice) {
        var enabled = new FollowActionChange.Enabled(OnOffToggle.of(dice.nextInt(4) > 0));
        return new Command.SetSceneFollow(ref(dice, 4), enabled);
    }

    private static Command advance(Random dice) {
        Advance advance = one(dice, List.of(Advance.values()));
        return new Command.SetCueStepAdvance(
                list(dice), ref(dice, 3), advance, Optional.of(1 + dice.nextInt(3)));
    }

    private static <T> T one(Random dice, List<T> of) {
        return of.get(dice.nextInt(of.size()));
    }

    private static ObjectReference list(Random dice) {
        return ref(dice, 3);
    }

    private static ObjectReference ref(Random dice, int most) {
        return ObjectReference.position(1 + dice.nextInt(most));
    }

    private static Optional<Quantize> quantize(Random dice) {
        List<Quantize> some =
                List.of(Quantize.INSTANT, Quantize.BEAT, Quantize.BAR, Quantize.TWO_BARS);
        return dice.nextBoolean()
                ? Optional.empty()
                : Optional.of(some.get(dice.nextInt(some.size())));
    }
}
