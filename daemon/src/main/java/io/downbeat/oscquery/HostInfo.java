package io.downbeat.oscquery;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.List;

/**
 * How to reach this program: OSCQuery's HOST_INFO.
 *
 * @param name the name shown to a person
 * @param address the address by which the client reached this program
 * @param oscPort UDP
 * @param webSocketPort the port of this very answer
 */
public record HostInfo(String name, String address, int oscPort, int webSocketPort) {
    private static final JsonFactory JSON = new JsonFactory();

    /** What this program can do besides the attributes that every server has. */
    private static final List<String> EXTENSIONS =
            List.of(
                    "ACCESS",
                    "VALUE",
                    "RANGE",
                    "DESCRIPTION",
                    "TAGS",
                    "UNIT",
                    "CRITICAL",
                    "CLIPMODE",
                    "OVERLOADS",
                    "LISTEN",
                    "PATH_CHANGED",
                    "PATH_ADDED",
                    "PATH_REMOVED",
                    "PATH_RENAMED");

    /** The JSON object of the OSCQuery proposal. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("NAME", name);
            json.writeStringProperty("OSC_IP", address);
            json.writeNumberProperty("OSC_PORT", oscPort);
            json.writeStringProperty("OSC_TRANSPORT", "UDP");
            json.writeStringProperty("WS_IP", address);
            json.writeNumberProperty("WS_PORT", webSocketPort);
            json.writeObjectPropertyStart("EXTENSIONS");
            for (String extension : EXTENSIONS) {
                json.writeBooleanProperty(extension, true);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }
}
