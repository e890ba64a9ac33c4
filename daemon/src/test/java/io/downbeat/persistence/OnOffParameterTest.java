package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.graph.Parameter;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Which parameters are switches: those that never lie between. */
class OnOffParameterTest {

    private static List<String> switches(String node, String... clips) {
        var stored = new StringBuilder();
        for (int clip = 0; clip < clips.length; clip++) {
            stored.append(clip == 0 ? "" : ", ")
                    .append(
                            "{\"id\": \"c%d\", \"params\": {\"fx\": %s}}"
                                    .formatted(clip, clips[clip]));
        }
        String text =
                "{\"nodes\": {\"fx\": {\"type\": \"Fx\", "
                        + node
                        + "}}, \"session\": {\"tracks\": [{\"id\": \"t\", \"owned_nodes\": [\"fx\"],"
                        + " \"clips\": ["
                        + stored
                        + "]}]}}";
        return PlayedSession.from(text).view().graph().parameters().stream()
                .filter(Parameter::onOff)
                .map(parameter -> parameter.path().param())
                .toList();
    }

    @Test
    void aParameterIsOnOffIfOnlyZeroAndOneOccur() {
        assertEquals(
                List.of("on", "clipped"),
                switches(
                        "\"params\": {\"on\": 0, \"off\": 0, \"one\": 1, \"mix\": 0}",
                        "{\"on\": 1, \"off\": 0, \"one\": 1, \"mix\": 1, \"clipped\": 1}",
                        "{\"on\": 0, \"mix\": 0.5, \"clipped\": 0}"));
    }

    @Test
    void aBooleanIsAnOnOffParameter() {
        assertEquals(List.of("on"), switches("\"params\": {\"on\": true}", "{\"on\": false}"));
    }

    @Test
    void aRangeInTheFileMakesItANumber() {
        String node = "\"params\": {\"mix\": 0}, \"ranges\": {\"mix\": [0, 1]}";
        assertEquals(List.of(), switches(node, "{\"mix\": 1}"));
    }

    @Test
    void textIsNotAnOnOffParameter() {
        assertEquals(List.of(), switches("\"params\": {\"on\": \"0\"}", "{\"on\": \"1\"}"));
    }
}
