package io.downbeat.output;

import io.downbeat.session.command.Command;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Test;

/** What an output takes, and under which addresses: selection, templates and maps. */
class OutputMappingTest {

    @Test
    void anOutputWithNamedNodesGetsOnlyThose() {
        OutputScenario scenario = OutputScenario.output("nodes = [\"noise\"]");

        scenario.at("1.2").hand("noise/level", 0.1).hand("bloom/intensity", 0.1);

        scenario.heard.were("1.2 [1] /node/noise/level ,f 0.1");
    }

    @Test
    void anOutputWithNamedTracksGetsTheNodesTheyOwn() {
        for (String word : new String[] {"Drums", "tr_Drums", "2"}) {
            OutputScenario scenario = OutputScenario.output("tracks = [\"" + word + "\"]");

            scenario.at("1.2").hand("noise/level", 0.1).hand("drum 1/tone,a", 100);

            scenario.heard.were("1.2 [1] /node/drum-1/tone-a ,f 100");
        }
    }

    @Test
    void anOutputWithMapsOrEventsAloneGetsOnlyThose() {
        OutputScenario mapped =
                OutputScenario.output(map("param = \"bloom/intensity\"", "/opacity"));
        OutputScenario told =
                OutputScenario.output("[[output.on]]\nevent = \"scene:*\"\nsend = [\"/scene\"]");

        mapped.at("1.2").hand("noise/level", 0.1).hand("bloom/intensity", 0.3);
        told.at("1.2").hand("noise/level", 0.1);

        mapped.heard.were("1.2 [1] /opacity ,f 0.3");
        told.heard.were("");
    }

    @Test
    void theTemplateGivesTheReceiversAddresses() {
        OutputScenario scenario = OutputScenario.output("template = \"/{node}/{param}\"");

        scenario.at("1.2").hand("drum 1/tone,a", 100).hand("bloom/mode", "hard");

        scenario.heard.were("1.2 [1] /drum-1/tone-a ,f 100\n1.2 [1] /bloom/mode ,s hard");
    }

    @Test
    void aTemplateMayBeAWholeMessage() {
        OutputScenario scenario =
                OutputScenario.output(
                        "template = [\"/n_set\", 7, 0.5, \"{node}\", \"{param}\", \"{value}\","
                                + " \"{param}={value}\"]");

        scenario.at("1.2").hand("drum 1/tone,a", 100).hand("bloom/mode", "hard");

        scenario.heard.were(
                """
                1.2 [1] /n_set ,ifssfs 7 0.5 drum-1 tone-a 100 tone-a=100
                1.2 [1] /n_set ,ifssss 7 0.5 bloom mode hard mode=hard
                """);
    }

    @Test
    void aMappedParameterIsScaledClampedAndDoesNotAlsoGoByTheTemplate() {
        OutputScenario scenario =
                OutputScenario.output(
                        "nodes = [\"noise\", \"bloom\"]",
                        map(
                                "param = \"bloom/intensity\"\nfrom = [0.0, 2.0]\nto = [0.0, 1.0]",
                                "/opacity"));

        scenario.at("1.2").hand("bloom/intensity", 0.5).hand("bloom/intensity", 7);
        scenario.at("1.3").launch(1, 1);

        scenario.heard.were(
                """
                1.2 [1] /opacity ,f 0.25
                1.2 [1] /opacity ,f 1
                1.3 [1] { /node/noise/level ,f 0.25; /opacity ,f 0.5 }
                """);
    }

    @Test
    void aParameterMayBeSentToSeveralAddressesWithOtherTypes() {
        OutputScenario scenario =
                OutputScenario.output(
                        map(
                                        "param = \"noise/level\"\ntype = \"i\"\nfrom = [0, 1]\nto = [0, 127]",
                                        "/cc")
                                + map("param = \"noise/level\"\ntype = \"s\"", "/label"));

        scenario.at("1.2").hand("noise/level", 0.55);

        scenario.heard.were("1.2 [1] { /cc ,i 70; /label ,s 0.55 }");
    }

    @Test
    void aValueOfTheContractIsSentWhenItHasChanged() {
        OutputScenario scenario =
                OutputScenario.output(
                        map("value = \"/tempo\"\nfrom = [20, 500]\nto = [0.0, 1.0]", "/tempo01"));

        scenario.at("1.2").tempo(260).tempo(260).hand("noise/level", 0.2);

        scenario.heard.were("1.2 [1] /tempo01 ,f 0.5");
    }

    @Test
    void enumerationsAreSentAsTextAndStatesAsNumbers() {
        OutputScenario scenario =
                OutputScenario.output(
                        map("value = \"/quantize\"", "/grid")
                                + map(
                                        "value = \"/track/Visual/active\"\ntype = \"i\"",
                                        "/playing"));

        scenario.at("1.2").send(new Command.SetQuantize(Quantize.BAR)).queue(1, 2).at("2.2");

        scenario.heard.were("1.2 [1] /grid ,s bar\n2.1 [1] /playing ,i 2");
    }

    @Test
    void valuesOfTheContractBelongToThePresentValues() {
        OutputScenario scenario =
                OutputScenario.with(OutputScenario.rig(map("value = \"/tempo\"", "/bpm")));

        scenario.start();

        scenario.heard.were("1.1 [1] { /bpm ,f 120 }");
    }

    @Test
    void aMapMayBeAWholeMessage() {
        OutputScenario scenario =
                OutputScenario.output(
                        message("param = \"noise/level\"", "\"/strip/gain\", 1, \"{value}\", true"),
                        message("param = \"bloom/mode\"", "\"/say\", \"mode {value}\", 0.5"),
                        message("value = \"/tempo\"", "\"/lfo\", \"rate\", \"{value}\""));

        scenario.at("1.2").hand("noise/level", 0.25).hand("bloom/mode", "hard").tempo(90);

        scenario.heard.were(
                """
                1.2 [1] /strip/gain ,ifT 1 0.25 true
                1.2 [1] /say ,sf "mode hard" 0.5
                1.2 [1] /lfo ,sf rate 90
                """);
    }

    @Test
    void aSwitchIsSentAsTrueOrFalse() {
        OutputScenario scenario =
                OutputScenario.output(
                        map("param = \"noise/level\"\ntype = \"T\"", "/mute"),
                        map("param = \"bloom/mode\"\ntype = \"T\"", "/mode"),
                        map("value = \"/playing\"\ntype = \"T\"", "/run"));

        scenario.at("1.2").hand("noise/level", 0).hand("noise/level", 0.25).hand("bloom/mode", "x");
        scenario.playing(false);

        scenario.heard.were(
                """
                1.2 [1] /mute ,F false
                1.2 [1] /mute ,T true
                1.2 [1] /mode ,s x
                1.2 [1] /run ,F false
                """);
    }

    private static String message(String source, String message) {
        return "[[output.map]]\n" + source + "\naddress = [" + message + "]\n";
    }

    private static String map(String source, String address) {
        return "[[output.map]]\n" + source + "\naddress = \"" + address + "\"\n";
    }
}
