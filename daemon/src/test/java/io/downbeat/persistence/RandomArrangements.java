package io.downbeat.persistence;

import io.downbeat.fade.Curve;
import io.downbeat.fade.FadeTiming;
import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random arrangements, of objects that need not be there. */
final class RandomArrangements {

    private final Random random;

    RandomArrangements(long seed) {
        random = new Random(seed);
    }

    Arrangement next() {
        var events = new ArrayList<ArrangementEvent>();
        Beats at = Beats.ZERO;
        for (int count = random.nextInt(30); count > 0; count--) {
            at = at.plus(Beats.micro(random.nextInt(3_000_000)));
            events.add(event(at));
        }
        var lanes = new ArrayList<ParameterLane>();
        for (int count = random.nextInt(4); count > 0; count--) {
            lanes.add(lane(new ParamPath("node \"" + count, "p")));
        }
        for (ParameterLane lane : lanes) {
            at = at.orLater(lane.at(lane.size() - 1));
        }
        return new Arrangement(at.plus(Beats.of(1)), state(), events, lanes);
    }

    private ArrangementEvent event(Beats at) {
        return switch (random.nextInt(8)) {
            case 0 -> new ArrangementEvent.TrackStopped(at, track());
            case 1 ->
                    new ArrangementEvent.SceneLaunched(at, new SceneId("sc_" + random.nextInt(3)));
            case 2 ->
                    new ArrangementEvent.TempoSet(
                            at,
                            new Tempo(60 + random.nextDouble() * 100),
                            random.nextBoolean() ? 0 : random.nextDouble() * 8);
            case 3 -> new ArrangementEvent.MeterSet(at, new Meter(1 + random.nextInt(16), 8));
            case 4 -> new ArrangementEvent.FadesCut(at);
            case 5 -> new ArrangementEvent.FadesFrozen(at);
            case 6 -> new ArrangementEvent.StateSet(at, state());
            default ->
                    new ArrangementEvent.ClipLaunched(
                            at, clip(), transition(), random.nextBoolean());
        };
    }

    private ArrangementState state() {
        var tempo = TempoProfile.of(new Tempo(100 + random.nextInt(40)));
        var values = new ArrayList<ArrangementState.StoredValue>();
        for (int count = random.nextInt(5); count > 0; count--) {
            values.add(
                    new ArrangementState.StoredValue(
                            new ParamPath("n" + count % 2, "p" + count), value()));
        }
        return new ArrangementState(
                random.nextBoolean() ? tempo : tempo.rampingTo(new Tempo(90), 7.25),
                new Meter(3, 4),
                List.of(
                        new ArrangementState.ActiveTrack(new TrackId("tr_a"), Optional.empty()),
                        new ArrangementState.ActiveTrack(
                                new TrackId("tr_b"),
                                Optional.of(new ClipId(new TrackId("tr_b"), "c1")))),
                values,
                random.nextBoolean() ? List.of() : List.of(fade()));
    }

    private ArrangementState.RunningFade fade() {
        return new ArrangementState.RunningFade(
                clip(),
                new FadeTiming(
                        Beats.micro(-random.nextInt(5_000_000)),
                        Beats.of(random.nextInt(9)),
                        Curve.SMOOTH),
                List.of(
                        new ArrangementState.FadedNumber(
                                new ParamPath("n", "x"), random.nextDouble(), 1e-7)));
    }

    private ParameterLane lane(ParamPath path) {
        var lane = new ParameterLane.Builder(path);
        Beats at = Beats.ZERO;
        for (int count = 1 + random.nextInt(40); count > 0; count--) {
            at = at.plus(Beats.micro(random.nextInt(500_000)));
            switch (random.nextInt(5)) {
                case 0 -> lane.add(at, value());
                case 1 -> lane.add(at, 3);
                default -> lane.addGlide(at, random.nextGaussian());
            }
        }
        return lane.build();
    }

    private ParamValue value() {
        return random.nextBoolean()
                ? ParamValue.of(random.nextDouble() * 1e6)
                : ParamValue.of("line\n\"" + random.nextInt(9));
    }

    private Transition transition() {
        return switch (random.nextInt(3)) {
            case 0 -> Transition.CUT;
            case 1 -> new Transition(0, Transition.Unit.SECONDS, Curve.LOG);
            default -> new Transition(random.nextDouble(), Transition.Unit.BEATS, Curve.LINEAR);
        };
    }

    private TrackId track() {
        return new TrackId("tr_" + random.nextInt(3));
    }

    private ClipId clip() {
        return new ClipId(track(), "c" + random.nextInt(3));
    }
}
