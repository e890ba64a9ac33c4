package io.downbeat.client;

/** The state of the connection to the daemon, as far as it is known over UDP. */
public enum Link {
    /** The daemon has sent something, or there is no sign yet that it is gone. */
    UP,
    /** The host reports that nothing listens at the port. */
    REFUSED,
    /** The daemon said goodbye, or a subscriber received nothing for five seconds. */
    SILENT
}
