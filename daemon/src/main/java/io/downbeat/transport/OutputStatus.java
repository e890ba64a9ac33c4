package io.downbeat.transport;

import java.util.Locale;

/** Whether what is sent to an output gets there, as far as can be known. */
public enum OutputStatus {
    /** Nothing speaks against it. */
    OK,
    /** Its machine refuses the packets (ICMP), or no way leads there. */
    UNREACHABLE,
    /** Its host name stands for no address. */
    UNRESOLVED;

    /** The contract's word: {@code ok}, {@code unreachable} or {@code unresolved}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
