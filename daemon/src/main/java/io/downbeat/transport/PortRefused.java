package io.downbeat.transport;

import java.io.IOException;
import java.net.BindException;
import java.util.Locale;

/**
 * A port that cannot be listened on, in one line that names it and the option that chooses another.
 * Ends the start of the program.
 */
public final class PortRefused extends RuntimeException {

    private PortRefused(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param protocol UDP, TCP or HTTP
     * @param place where it was to listen
     * @param option the command line option of the port
     */
    static PortRefused at(String protocol, Place place, String option, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (cause instanceof BindException && lower.contains("in use")) {
            return new PortRefused(
                    "%s port %d is in use: stop the program that has it, or choose another with %s"
                            .formatted(protocol, place.port(), option),
                    cause);
        }
        if (lower.contains("assign")) {
            return new PortRefused(
                    "cannot listen on %s for %s: it is no address of this machine; choose one with"
                                    .formatted(place.host(), protocol)
                            + " --bind",
                    cause);
        }
        return new PortRefused(
                "cannot listen on %s port %d: %s; choose another with %s"
                        .formatted(protocol, place.port(), reason, option),
                cause);
    }
}
