package io.downbeat.engine;

import io.downbeat.engine.launch.RandomSource;
import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.fade.TransitionChange;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.RecordMode;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.SessionView.OutputState;
import io.downbeat.session.view.SessionView.OutputStatus;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes random performances of a small session, and plays them in different ways: with other turns,
 * replayed, or with late reading.
 */
final class RandomPerformances {

    static final HostMicros START = new HostMicros(7_000_003);
    private static final long TAIL_MICROS = 40_000_000;

    /** Performances with seeds from here on also record and play the arrangement. */
    static final long ARRANGING = 1000;

    private RandomPerformances() {}

    /**
     * So many arrivals, some in the same microsecond, some exactly on a beat, some held for a time
     * tag.
     */
    static List<CommandBatch> random(long seed, int count) {
        var dice = new Random(seed);
        var arrivals = new ArrayList<CommandBatch>();
        HostMicros at = START;
        for (int n = 0; n < count; n++) {
            at =
                    switch (dice.nextInt(5)) {
                        case 0 -> at;
                        case 1 -> onTheBeat(at);
                        default -> at.plus(dice.nextInt(900_000));
                    };
            var by = new RequestSender("udp:10.0.0." + (1 + dice.nextInt(3)) + ":9000");
            Optional<HostMicros> due =
                    dice.nextInt(8) == 0
                            ? Optional.of(at.plus(dice.nextInt(1_500_000)))
                            : Optional.empty();
            var requests = new ArrayList<CommandWithAddress>();
            for (int m = 0; m <= dice.nextInt(3); m++) {
                Command command =
                        seed >= ARRANGING && dice.nextInt(4) == 0
                                ? arranging(dice)
                                : command(dice, at);
                requests.add(new CommandWithAddress("/asked", command));
            }
            arrivals.add(new CommandBatch(at, by, due, requests));
        }
        return arrivals;
    }

    static List<Event> turnedAtEveryWake(List<CommandBatch> performance) {
        return turnsAtEveryWake(performance).stream()
                .flatMap(turn -> turn.events().stream())
                .toList();
    }

    static List<TurnResult> turnsAtEveryWake(List<CommandBatch> performance) {
        var conductor = conductor();
        var turns = new ArrayList<TurnResult>();
        turns.add(conductor.advance(START, List.of()));
        for (CommandBatch batch : performance) {
            wakes(conductor, batch.at(), turns);
            turns.add(conductor.advance(batch.at(), List.of(batch)));
        }
        wakes(conductor, end(performance), turns);
        turns.add(conductor.advance(end(performance), List.of()));
        return turns;
    }

    static List<Event> turnedAtRandom(List<CommandBatch> performance, long seed) {
        var dice = new Random(seed);
        var conductor = conductor();
        var events = new ArrayList<Event>();
        for (int from = 0; from < performance.size(); ) {
            int to = Math.min(performance.size(), from + 1 + dice.nextInt(6));
            List<CommandBatch> some = performance.subList(from, to);
            HostMicros until =
                    to < performance.size() ? performance.get(to).at() : end(performance);
            HostMicros now = dice.nextBoolean() ? until : some.getLast().at();
            events.addAll(conductor.advance(now, some).events());
            from = to;
        }
        events.addAll(conductor.advance(end(performance), List.of()).events());
        return events;
    }

    /**
     * Turns that come at wake-ups and at arrivals, where arrivals are read late: some after turns
     * that had already performed what is due later than they came.
     */
    static List<TurnResult> turnsWithLateReading(List<CommandBatch> performance, long seed) {
        var dice = new Random(seed);
        var conductor = conductor();
        var turns = new ArrayList<TurnResult>();
        HostMicros read = START;
        turns.add(conductor.advance(read, List.of()));
        for (int from = 0; from < performance.size(); ) {
            int to = Math.min(performance.size(), from + 1 + dice.nextInt(3));
            List<CommandBatch> some = performance.subList(from, to);
            read = some.getLast().at().plus(dice.nextInt(80_000)).orLater(read);
            wakes(conductor, read, turns);
            turns.add(conductor.advance(read, some));
            from = to;
        }
        HostMicros end = end(performance).orLater(read);
        wakes(conductor, end, turns);
        turns.add(conductor.advance(end, List.of()));
        return turns;
    }

    /** The events of another conductor that is given only the arrivals of recorded turns. */
    static List<Event> replayed(List<TurnResult> turns) {
        var conductor = conductor();
        var events = new ArrayList<Event>();
        for (TurnResult turn : turns) {
            if (!turn.arrivals().isEmpty()) {
                events.addAll(conductor.advance(turn.from(), List.of()).events());
                HostMicros last = turn.arrivals().getLast().at().orLater(turn.from());
                events.addAll(conductor.advance(last, turn.arrivals()).events());
            }
        }
        events.addAll(conductor.advance(turns.getLast().from(), List.of()).events());
        return events;
    }

    private static void wakes(Conductor conductor, HostMicros until, List<TurnResult> turns) {
        while (!turns.getLast().wakeAt().isAfter(until)) {
            turns.add(conductor.advance(turns.getLast().wakeAt().orLater(START), List.of()));
        }
    }

    private static HostMicros end(List<CommandBatch> performance) {
        return performance.getLast().at().plus(TAIL_MICROS);
    }

    /** A moment on the grid of beats that the performance begins with. */
    private static HostMicros onTheBeat(HostMicros at) {
        return START.plus(Math.ceilDiv(at.since(START), 500_000L) * 500_000);
    }

    static Conductor conductor() {
        return new Conductor(setup(), START, true);
    }

    static Conductor.Setup setup() {
        return setup(loaded());
    }

    static Conductor.Setup setup(GraphFileContents piece) {
        return new Conductor.Setup(
                piece,
                List.of(new OutputState("desk", true, 0, OutputStatus.OK)),
                new StarPatternNaming(),
                RandomSource.seeded(99));
    }

    /**
     * The same arrivals without what no {@code EngineSnapshot} holds: the pulses of other clocks,
     * and bundles that wait for their time.
     */
    static List<CommandBatch> onOwnClock(List<CommandBatch> performance) {
        return performance.stream()
                .map(batch ->
                        new CommandBatch(
                                batch.at(),
                                batch.by(),
                                Optional.empty(),
                                batch.requests().stream()
                                        .filter(request -> !isOfOtherClock(request.command()))
                                        .toList()))
                .toList();
    }

    private static boolean isOfOtherClock(Command command) {
        return switch (command) {
            case Command.SetClockSource(var source) ->
                    source.isFollowed() || source == ClockSource.LINK;
            case Command.ReceivePulse pulse -> true;
            case Command.UpdateLinkState state -> true;
            default -> false;
        };
    }

    static GraphFileContents loaded() {
        return SampleSessions.piece()
                .track("Drums", "kick/decay", "kick/pitch")
                .clip("A", 0.5, 52)
                .clip("B", 0.4, 55)
                .mode(LaunchMode.REPEAT)
                .clip("C", 0.3, 55)
                .quantize(Quantize.BEAT)
                .track("Synth", "gain/level")
                .clip("A", 0.1)
                .clip("B", 0.2)
                .mode(LaunchMode.GATE)
                .track("Visual", "noise/mode")
                .clip("A", "calm")
                .clip("B", "wild")
                .mode(LaunchMode.TOGGLE)
                .live("kick/decay", 0.2)
                .live("gain/level", 0)
                .scene("One", "Drums/A", "Synth/A", "Visual/A")
                .scene("Two", 97, "Drums/B", "Synth/B")
                .scene("Three", "Visual/B")
                .done();
    }

    static Command command(Random dice, HostMicros at) {
        if (dice.nextInt(5) == 0) {
            return clock(dice, at);
        }
        List<Supplier<Command>> all =
                List.of(
                        () ->
                                new Command.LaunchClip(
                                        track(dice),
                                        ref(dice, 3),
                                        quantize(dice),
                                        dice.nextBoolean(),
                                        fade(dice)),
                        () ->
                                new Command.LaunchClip(
                                        track(dice),
                                        ref(dice, 3),
                                        quantize(dice),
                                        dice.nextBoolean()),
                        () -> new Command.ReleaseClip(track(dice), ref(dice, 3), Optional.empty()),
                        () -> new Command.LaunchScene(ref(dice, 3), quantize(dice), fade(dice)),
                        () -> new Command.LaunchScene(ref(dice, 3), quantize(dice)),
                        () ->
                                new Command.LaunchSceneRelative(
                                        Command.RelativeStep.ANY, quantize(dice)),
                        () ->
                                new Command.LaunchRelative(
                                        track(dice), Command.RelativeStep.OTHER, quantize(dice)),
                        () -> new Command.StopTrack(track(dice), quantize(dice)),
                        () -> new Command.CancelClip(track(dice), ref(dice, 2)));
        List<Supplier<Command>> others = others(dice);
        int rolled = dice.nextInt(all.size() + others.size());
        return (rolled < all.size() ? all.get(rolled) : others.get(rolled - all.size())).get();
    }

    private static Command clock(Random dice, HostMicros at) {
        ClockSource source = one(dice, List.of(ClockSource.values()));
        return switch (dice.nextInt(10)) {
            case 0 -> new Command.SetTempo(new Tempo(60 + dice.nextInt(140)), dice.nextInt(9));
            case 1 -> new Command.Nudge(dice.nextInt(3) - 1);
            case 2 -> new Command.SetClockSource(source);
            case 3 -> new Command.ShiftBeats(dice.nextInt(9) - 4);
            case 4 -> new Command.SetFreewheel(dice.nextInt(3) - 1);
            case 5 -> {
                var tempo = new Tempo(80 + dice.nextInt(80));
                var beat = Beats.micro(dice.nextInt(900_000_000));
                yield new Command.UpdateLinkState(new Timeline(tempo, beat, at), dice.nextInt(3));
            }
            case 6 -> new Command.ReceivePulse(ClockSource.MIDI, new ClockPulse.Start());
            case 7 ->
                    new Command.ReceivePulse(
                            ClockSource.OSC, new ClockPulse.StatedTempo(new Tempo(133)));
            default ->
                    new Command.ReceivePulse(
                            dice.nextBoolean() ? ClockSource.MIDI : ClockSource.OSC,
                            new ClockPulse.Beat(OptionalInt.empty()));
        };
    }

    private static Command arranging(Random dice) {
        double from = dice.nextInt(3) * 4;
        return switch (dice.nextInt(16)) {
            case 0, 1, 2, 3 -> new Command.SetRecord(OnOffToggle.FLIP);
            case 4, 5, 6, 7 -> new Command.PlayArrangement(quantize(dice));
            case 8 -> new Command.StopArrangement();
            case 9 -> new Command.SetArrangementPosition(dice.nextInt(200) / 10.0);
            case 10 -> new Command.SetRecordMode(one(dice, List.of(RecordMode.values())));
            case 11 -> new Command.SetArrangementLoop(OnOffToggle.FLIP);
            case 12 -> new Command.SetLoopRange(from, from + 4 + dice.nextInt(8));
            case 13 -> dice.nextBoolean() ? new Command.Undo() : new Command.ReturnToArrangement();
            case 14 -> new Command.ReturnTrackToArrangement(ref(dice, 3));
            default ->
                    dice.nextInt(3) == 0
                            ? new Command.SetRecordQuantize(one(dice, List.of(Quantize.values())))
                            : new Command.SetPunch(from, from + dice.nextInt(3) * 8);
        };
    }

    private static List<Supplier<Command>> others(Random dice) {
        return List.of(
                () -> new Command.SetTempo(new Tempo(60 + dice.nextInt(140))),
                () ->
                        new Command.SetMeter(
                                new Meter(2 + dice.nextInt(6), dice.nextBoolean() ? 4 : 8)),
                () -> new Command.SetQuantize(one(dice, List.of(Quantize.values()))),
                () -> new Command.SetLate(dice.nextInt(200)),
                () ->
                        new Command.SetWhenStopped(
                                one(dice, List.of(GlobalLaunchSettings.WhenStopped.values()))),
                () ->
                        new Command.WriteParam(
                                ObjectReference.of("kick"),
                                ObjectReference.of("decay"),
                                ParamValue.of(dice.nextInt(100) / 100.0)),
                () -> new Command.RevertTrack(track(dice)),
                () -> new Command.SetPlaying(OnOffToggle.FLIP),
                () -> new Command.Play(),
                () -> dice.nextInt(4) == 0 ? new Command.Restart() : new Command.Tap(),
                () -> dice.nextInt(4) == 0 ? new Command.Resync() : new Command.Stop(),
                () -> dice.nextInt(4) == 0 ? new Command.Panic() : new Command.CancelAll(),
                () ->
                        dice.nextInt(4) == 0
                                ? new Command.CutFades()
                                : change(dice, ObjectReference.EVERY),
                () -> change(dice, ref(dice, 3)),
                () -> new Command.SetClipFade(ref(dice, 3), ref(dice, 2), change(dice)));
    }

    private static Command change(Random dice, ObjectReference track) {
        return dice.nextBoolean()
                ? new Command.SetFade(change(dice))
                : new Command.SetTrackFade(track, change(dice));
    }

    private static TransitionChange change(Random dice) {
        return switch (dice.nextInt(5)) {
            case 0 -> new TransitionChange.Inherit();
            case 1 -> new TransitionChange.Unit(one(dice, List.of(Transition.Unit.values())));
            case 2 -> new TransitionChange.Shape(one(dice, List.of(Curve.values())));
            case 3 -> new TransitionChange.Length(0);
            default -> new TransitionChange.Length(dice.nextInt(30) / 10.0);
        };
    }

    private static OptionalDouble fade(Random dice) {
        return dice.nextInt(3) > 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(dice.nextInt(20) / 10.0);
    }

    private static ObjectReference track(Random dice) {
        return dice.nextInt(6) == 0 ? ObjectReference.EVERY : ref(dice, 3);
    }

    private static ObjectReference ref(Random dice, int most) {
        return ObjectReference.position(1 + dice.nextInt(most));
    }

    private static Optional<Quantize> quantize(Random dice) {
        return dice.nextBoolean()
                ? Optional.empty()
                : Optional.of(one(dice, List.of(Quantize.values())));
    }

    private static <T> T one(Random dice, List<T> of) {
        return of.get(dice.nextInt(of.size()));
    }
}
