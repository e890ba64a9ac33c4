package io.downbeat.oscquery;

import io.downbeat.address.arguments.DaemonAddressPrefix;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Refusal;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.Optional;

/**
 * A text message that a client of OSCQuery sends over a WebSocket, to get the values of an address
 * as they change, or to get them no more (OSCQuery proposal, optional bidirectional communication):
 * {@code {"COMMAND": "LISTEN", "DATA": "/tempo"}}.
 *
 * @param listen false to get the values no more
 * @param path a full path of the namespace
 */
public record ListenRequest(boolean listen, String path) {
    private static final JsonFactory JSON = new JsonFactory();

    /** The command, for the address without the prefix of this program. */
    public CommandWithAddress command(DaemonAddressPrefix prefix) {
        return prefix.withoutPrefix(path)
                .map(address ->
                        new CommandWithAddress(
                                address,
                                listen
                                        ? new Command.StartListening(address)
                                        : new Command.StopListening(address)))
                .orElseGet(() -> {
                    Refusal refusal = prefix.missingPrefix(path);
                    return new CommandWithAddress(
                            path, new Command.Refuse(refusal.code(), refusal.text(), true));
                });
    }

    /** Reads a message; empty if it is not one of the two. Other keys are ignored. */
    public static Optional<ListenRequest> read(String message) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), message)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            String command = "";
            String path = "";
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
                if (isText && key.equals("COMMAND")) {
                    command = json.getString();
                } else if (isText && key.equals("DATA")) {
                    path = json.getString();
                } else {
                    json.skipChildren();
                }
            }
            boolean listen = command.equals("LISTEN");
            boolean isKnown = (listen || command.equals("IGNORE")) && json.nextToken() == null;
            boolean isPath = path.startsWith("/") && path.indexOf('\0') < 0;
            return isKnown && isPath
                    ? Optional.of(new ListenRequest(listen, path))
                    : Optional.empty();
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }
}
