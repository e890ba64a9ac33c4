package io.downbeat.oscquery;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.List;

/**
 * How a client reaches this program: OSCQuery's HOST_INFO.
 *
 * @param name what a person sees in a list
 * @param address the address by which the asking client came in, which therefore leads here
 * @param oscPort UDP
 * @param httpPort HTTP, and WebSocket when there is one
 * @param extensions the optional attributes that are answered
 */
public record HostInfo(
        String name, String address, int oscPort, int httpPort, List<String> extensions) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Every optional attribute of the contract; each is named, answered or not. */
    private static final List<String> ALL_EXTENSIONS =
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

    public HostInfo {
        extensions = List.copyOf(extensions);
    }

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
            json.writeNumberProperty("WS_PORT", httpPort);
            json.writeObjectPropertyStart("EXTENSIONS");
            for (String extension : ALL_EXTENSIONS) {
                json.writeBooleanProperty(extension, extensions.contains(extension));
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }
}
