package io.downbeat.oscquery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.address.arguments.DaemonAddressPrefix;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Refusal;

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

    @Test
    void thePathHasThePrefixOfTheProgram() {
        var prefix = new DaemonAddressPrefix("/stage");
        assertEquals(
                new CommandWithAddress("/tempo", new Command.StartListening("/tempo")),
                new ListenRequest(true, "/stage/tempo").command(prefix));
        assertEquals(
                new CommandWithAddress("/tempo", new Command.StopListening("/tempo")),
                new ListenRequest(false, "/stage/tempo").command(prefix));
        assertEquals(
                new CommandWithAddress(
                        "/tempo",
                        new Command.Refuse(
                                Refusal.Code.PATTERN,
                                "\"/tempo\" lacks the prefix of this program: /stage/tempo",
                                true)),
                new ListenRequest(true, "/tempo").command(prefix));
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
                "{\"COMMAND\": \"LISTEN\", \"DATA\": \"/tempo\"} x",
                "{\"COMMAND\": \"LISTEN\", \"DATA\": \"/tempo\"}{}",
                "{\"COMMAND\": \"LISTEN\", \"DATA\": \"/te\\u0000mpo\"}",
                "{\"COMMAND\": \"LISTEN\", \"DATA\": \"/tempo",
            })
    void anyOtherTextIsNoRequest(String text) {
        assertEquals(Optional.empty(), ListenRequest.read(text));
    }
}
