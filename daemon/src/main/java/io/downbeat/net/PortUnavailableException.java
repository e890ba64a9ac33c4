package io.downbeat.net;

import java.io.IOException;
import java.net.BindException;
import java.util.Locale;

/**
 * The program cannot listen on a port. The message is one line that names the port and the option
 * that chooses another. It ends the start of the program.
 */
public final class PortUnavailableException extends RuntimeException {

    private PortUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param protocol UDP, TCP or HTTP
     * @param listenAddress where it was to listen
     * @param option the command line option of the port
     */
    static PortUnavailableException at(
            String protocol, ListenAddress listenAddress, String option, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (cause instanceof BindException && lower.contains("in use")) {
            return new PortUnavailableException(
                    "%s port %d is in use: stop the program that has it, or choose another with %s"
                            .formatted(protocol, listenAddress.port(), option),
                    cause);
        }
        if (lower.contains("assign")) {
            return new PortUnavailableException(
                    "cannot listen on %s for %s: it is no address of this machine; choose one with"
                                    .formatted(listenAddress.host(), protocol)
                            + " --bind",
                    cause);
        }
        return new PortUnavailableException(
                "cannot listen on %s port %d: %s; choose another with %s"
                        .formatted(protocol, listenAddress.port(), reason, option),
                cause);
    }
}
