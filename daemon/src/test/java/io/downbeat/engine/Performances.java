package io.downbeat.engine;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.fade.TransitionChange;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.ClockSource;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.LaunchMode;
import io.downbeat.session.Origin;
import io.downbeat.session.Piece;
import io.downbeat.session.Pieces;
import io.downbeat.session.Pulse;
import io.downbeat.session.Quantize;
import io.downbeat.session.Ref;
import io.downbeat.session.Request;
import io.downbeat.session.SessionView.OutputState;
import io.downbeat.session.SessionView.OutputStatus;
import io.downbeat.session.Settings;
import io.downbeat.session.Switch;
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

/** Random performances of a small piece, and ways of living through them. */
final class Performances {

    private static final HostMicros START = new HostMicros(7_000_003);
    private static final long TAIL_MICROS = 40_000_000;

    private Performances() {}

    /**
     * So many arrivals, some in the same microsecond, some exactly on a beat, some held for a time
     * tag.
     */
    static List<Arrival> random(long seed, int count) {
        var dice = new Random(seed);
        var arrivals = new ArrayList<Arrival>();
        HostMicros at = START;
        for (int n = 0; n < count; n++) {
            at =
                    switch (dice.nextInt(5)) {
                        case 0 -> at;
                        case 1 -> onTheBeat(at);
                        default -> at.plus(dice.nextInt(900_000));
                    };
            var by = new Origin("udp:10.0.0." + (1 + dice.nextInt(3)) + ":9000");
            Optional<HostMicros> due =
                    dice.nextInt(8) == 0
                            ? Optional.of(at.plus(dice.nextInt(1_500_000)))
                            : Optional.empty();
            var requests = new ArrayList<Request>();
            for (int m = 0; m <= dice.nextInt(3); m++) {
                requests.add(new Request("/asked", command(dice, at)));
            }
            arrivals.add(new Arrival(at, by, due, requests));
        }
        return arrivals;
    }

    static List<Event> turnedAtEveryWake(List<Arrival> performance) {
        return turnsAtEveryWake(performance).stream()
                .flatMap(turn -> turn.events().stream())
                .toList();
    }

    static List<Turn> turnsAtEveryWake(List<Arrival> performance) {
        var conductor = conductor();
        var turns = new ArrayList<Turn>();
        turns.add(conductor.turn(START, List.of()));
        for (Arrival arrival : performance) {
            wakes(conductor, arrival.at(), turns);
            turns.add(conductor.turn(arrival.at(), List.of(arrival)));
        }
        wakes(conductor, end(performance), turns);
        turns.add(conductor.turn(end(performance), List.of()));
        return turns;
    }

    static List<Event> turnedAtRandom(List<Arrival> performance, long seed) {
        var dice = new Random(seed);
        var conductor = conductor();
        var events = new ArrayList<Event>();
        for (int from = 0; from < performance.size(); ) {
            int to = Math.min(performance.size(), from + 1 + dice.nextInt(6));
            List<Arrival> some = performance.subList(from, to);
            HostMicros until =
                    to < performance.size() ? performance.get(to).at() : end(performance);
            HostMicros now = dice.nextBoolean() ? until : some.getLast().at();
            events.addAll(conductor.turn(now, some).events());
            from = to;
        }
        events.addAll(conductor.turn(end(performance), List.of()).events());
        return events;
    }

    private static void wakes(Conductor conductor, HostMicros until, List<Turn> turns) {
        while (!turns.getLast().wakeAt().isAfter(until)) {
            turns.add(conductor.turn(turns.getLast().wakeAt().orLater(START), List.of()));
        }
    }

    private static HostMicros end(List<Arrival> performance) {
        return performance.getLast().at().plus(TAIL_MICROS);
    }

    /** A moment on the grid of beats that the performance begins with. */
    private static HostMicros onTheBeat(HostMicros at) {
        return START.plus(Math.ceilDiv(at.since(START), 500_000L) * 500_000);
    }

    private static Conductor conductor() {
        var dice = new Random(99);
        var cast =
                new Conductor.Cast(
                        piece(),
                        List.of(new OutputState("desk", true, 0, OutputStatus.OK)),
                        new Wildcards(),
                        dice::nextInt);
        return new Conductor(cast, START, true);
    }

    private static Piece piece() {
        return Pieces.piece()
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

    private static Command command(Random dice, HostMicros at) {
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
                        () -> new Command.LaunchSceneBy(Command.Step.ANY, quantize(dice)),
                        () -> new Command.LaunchBy(track(dice), Command.Step.OTHER, quantize(dice)),
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
            case 3 -> new Command.ShiftCount(dice.nextInt(9) - 4);
            case 4 -> new Command.SetFreewheel(dice.nextInt(3) - 1);
            case 5 -> {
                var tempo = new Tempo(80 + dice.nextInt(80));
                var beat = Beats.micro(dice.nextInt(900_000_000));
                yield new Command.LinkIs(new Timeline(tempo, beat, at), dice.nextInt(3));
            }
            case 6 -> new Command.HearPulse(ClockSource.MIDI, new Pulse.Start());
            case 7 -> new Command.HearPulse(ClockSource.OSC, new Pulse.Stated(new Tempo(133)));
            default ->
                    new Command.HearPulse(
                            dice.nextBoolean() ? ClockSource.MIDI : ClockSource.OSC,
                            new Pulse.Beat(OptionalInt.empty()));
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
                () -> new Command.SetWhenStopped(one(dice, List.of(Settings.WhenStopped.values()))),
                () ->
                        new Command.WriteParam(
                                Ref.of("kick"),
                                Ref.of("decay"),
                                ParamValue.of(dice.nextInt(100) / 100.0)),
                () -> new Command.RevertTrack(track(dice)),
                () -> new Command.SetPlaying(Switch.FLIP),
                () -> new Command.Play(),
                () -> dice.nextInt(4) == 0 ? new Command.Restart() : new Command.Tap(),
                () -> dice.nextInt(4) == 0 ? new Command.Resync() : new Command.Stop(),
                () -> dice.nextInt(4) == 0 ? new Command.Panic() : new Command.CancelAll(),
                () -> dice.nextInt(4) == 0 ? new Command.CutFades() : change(dice, Ref.EVERY),
                () -> change(dice, ref(dice, 3)),
                () -> new Command.SetClipFade(ref(dice, 3), ref(dice, 2), change(dice)));
    }

    private static Command change(Random dice, Ref track) {
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

    private static Ref track(Random dice) {
        return dice.nextInt(6) == 0 ? Ref.EVERY : ref(dice, 3);
    }

    private static Ref ref(Random dice, int most) {
        return Ref.position(1 + dice.nextInt(most));
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
