package io.downbeat.engine;

import io.downbeat.graph.ParamPath;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.RecordMode;
import io.downbeat.session.view.ArrangementStatus;

import java.util.Optional;

/** What tests of the arrangement do and read, in words of a performer. */
final class ArrangementSteps {

    private ArrangementSteps() {}

    /** A take of eight bars: two scenes, a stop, a fade and moves. */
    static EngineScenario recorded() {
        return recorded(EngineScenario.of(SampleSessions.band()));
    }

    static EngineScenario recorded(EngineScenario scenario) {
        record(scenario.at("3.1"), true);
        scenario.scene("1", "bar").at("4.2").hand("gain/level", 0.7);
        scenario.launch("1/2", "bar").at("5.3").stop("2", "bar").at("7.2");
        scenario.fade("1/4", 2, "bar").at("11.1");
        return record(scenario, false).quietly();
    }

    static EngineScenario record(EngineScenario scenario, boolean on) {
        return scenario.send(new Command.SetRecord(OnOffToggle.of(on)));
    }

    static EngineScenario play(EngineScenario scenario, String... quantize) {
        return scenario.send(
                new Command.PlayArrangement(
                        quantize.length == 0 ? Optional.empty() : Quantize.of(quantize[0])));
    }

    static EngineScenario seek(EngineScenario scenario, double beats) {
        return scenario.send(new Command.SetArrangementPosition(beats));
    }

    static EngineScenario mode(EngineScenario scenario, RecordMode mode) {
        return scenario.send(new Command.SetRecordMode(mode));
    }

    static Arrangement arrangement(EngineScenario scenario) {
        return scenario.view().session().arrangement();
    }

    static ArrangementStatus status(EngineScenario scenario) {
        return scenario.view().arrangement();
    }

    static String events(EngineScenario scenario) {
        return String.join(
                "\n", arrangement(scenario).events().stream().map(ArrangementSteps::line).toList());
    }

    private static String line(ArrangementEvent event) {
        String what =
                switch (event) {
                    case ArrangementEvent.ClipLaunched e ->
                            e.clip() + (e.byScene() ? " by scene" : "");
                    case ArrangementEvent.TrackStopped e -> "stop " + e.track();
                    case ArrangementEvent.SceneLaunched e -> e.scene().text();
                    case ArrangementEvent.TempoSet e -> "tempo " + e.tempo().bpm();
                    case ArrangementEvent.MeterSet e -> "meter " + e.meter().beats();
                    case ArrangementEvent.FadesCut e -> "cut";
                    case ArrangementEvent.FadesFrozen e -> "frozen";
                    case ArrangementEvent.StateSet e -> "state";
                };
        return event.at().quarters() + " " + what;
    }

    static double value(EngineScenario scenario, String path) {
        String[] words = path.split("/");
        int number =
                scenario.view()
                        .graph()
                        .parameter(new ParamPath(words[0], words[1]))
                        .orElseThrow()
                        .number();
        return scenario.view().values().number(number);
    }

    static double position(EngineScenario scenario) {
        return status(scenario)
                .positionAt(scenario.view().transport().positionAt(scenario.now()))
                .quarters();
    }
}
