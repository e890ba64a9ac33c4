package io.downbeat.transport;

/** Whether what is sent to an output gets there, as far as its socket can know. */
public enum Reachability {
    /** Nothing speaks against it. */
    OK,
    /** Its machine refuses the packets (ICMP), or no way leads there. */
    UNREACHABLE,
    /** Its host name stands for no address. */
    UNRESOLVED
}
