package io.downbeat.client;

/** The state of the connection to the daemon, as far as UDP can tell. */
public enum Link {
    /** The daemon was heard, or nothing speaks against it yet. */
    UP,
    /** The host reports that nothing listens at the port. */
    REFUSED,
    /** The daemon said goodbye, or a subscriber heard nothing for five seconds. */
    SILENT
}
