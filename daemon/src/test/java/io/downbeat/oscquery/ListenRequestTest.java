package io.downbeat.oscquery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

@Tag("OSCQUERY-8")
class ListenRequestTest {

    @Test
    void aClientListensToAnAddressAndIgnoresIt() {
        assertEquals(
                Optional.of(new ListenRequest(true, "/tempo")),
                ListenRequest.read("{\"COMMAND\": \"LISTEN\", \"DATA\": \"/tempo\"}"));
        assertEquals(
                Optional.of(new ListenRequest(false, "/track/1/name")),
                ListenRequest.read(
                        "{\"DATA\":\"/track/1/name\",\"other\":[{\"x\":1}],\"COMMAND\":\"IGNORE\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "LISTEN /tempo",
                "[]",
                "{}",
                "{\"COMMAND\": \"LISTEN\"}",
                "{\"COMMAND\": \"SING\", \"DATA\": \"/tempo\"}",
                "{\"COMMAND\": \"LISTEN\", \"DATA\": \"tempo\"}",
                "{\"COMMAND\": \"LISTEN\", \"DATA\": 7}",
                "{\"COMMAND\": \"LISTEN\", \"DATA\": \"/tempo",
            })
    void anyOtherTextIsNoRequest(String text) {
        assertEquals(Optional.empty(), ListenRequest.read(text));
    }
}
