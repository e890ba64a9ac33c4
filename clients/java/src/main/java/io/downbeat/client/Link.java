package io.downbeat.client;

/** How the connection to the daemon stands, as far as UDP lets one know. */
public enum Link {
    /** The daemon is heard, or nothing speaks against it yet. */
    UP,
    /** Its host says that nothing listens at the port. */
    REFUSED,
    /** It said goodbye, or a subscriber heard nothing for five seconds. */
    SILENT
}
