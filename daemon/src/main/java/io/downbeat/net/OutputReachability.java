package io.downbeat.net;

/** Whether what is sent to an output gets there, as far as its socket can know. */
public enum OutputReachability {
    /** Nothing speaks against it. */
    OK,
    /** Its machine refuses the packets (ICMP), or no way leads there. */
    UNREACHABLE,
    /** Its host name stands for no address. */
    UNRESOLVED
}
