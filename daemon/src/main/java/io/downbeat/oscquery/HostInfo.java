package io.downbeat.oscquery;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.List;

/**
 * How to reach this program: OSCQuery's HOST_INFO. It names only services that exist: no WebSocket
 * before there is one.
 *
 * @param name the name shown to a person
 * @param address the address by which the client reached this program
 * @param oscPort UDP
 * @param extensions the supported optional attributes
 */
public record HostInfo(String name, String address, int oscPort, List<String> extensions) {
    private static final JsonFactory JSON = new JsonFactory();

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
            json.writeObjectPropertyStart("EXTENSIONS");
            for (String extension : extensions) {
                json.writeBooleanProperty(extension, true);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }
}
