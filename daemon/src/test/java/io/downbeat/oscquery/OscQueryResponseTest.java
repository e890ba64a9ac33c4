package io.downbeat.oscquery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class OscQueryResponseTest {
    private static final HostInfo HOST =
            new HostInfo("Downbeat \"live\"", "192.168.1.20", 9120, List.of("ACCESS"));

    @Test
    void theHostIsDescribedOnEveryPath() {
        OscQueryResponse root = OscQueryResponse.to("/", "HOST_INFO", () -> HOST);

        assertEquals(200, root.status());
        assertEquals("application/json", root.contentType());
        assertEquals(root, OscQueryResponse.to("/track/1/no/such", "HOST_INFO", () -> HOST));
    }

    @Test
    void theDescriptionListsOnlyAvailableFeatures() {
        assertEquals(
                "{\"NAME\":\"Downbeat \\\"live\\\"\","
                        + "\"OSC_IP\":\"192.168.1.20\",\"OSC_PORT\":9120,\"OSC_TRANSPORT\":\"UDP\","
                        + "\"EXTENSIONS\":{\"ACCESS\":true}}",
                HOST.json());
    }

    @Test
    void otherPathsAreNotFound() {
        OscQueryResponse reply = OscQueryResponse.to("/track/1", "VALUE", () -> HOST);

        assertEquals(404, reply.status());
        assertTrue(reply.body().contains("/?HOST_INFO"));
        assertEquals(404, OscQueryResponse.to("/", "", () -> HOST).status());
    }
}
