package io.downbeat.osc;

/**
 * Bytes or text that are not OSC; the message says what is wrong and where. It carries no stack
 * trace: a sender can cause thousands a second, and the packet is what matters.
 */
public final class OscFormatException extends RuntimeException {
    private final String problem;
    private final int offset;

    /**
     * @param problem what is wrong
     * @param offset where: bytes from the start of the packet, or characters of a pattern
     */
    public OscFormatException(String problem, int offset) {
        super(problem + ", at offset " + offset, null, false, false);
        this.problem = problem;
        this.offset = offset;
    }

    /** What is wrong, without the offset. */
    public String problem() {
        return problem;
    }

    public int offset() {
        return offset;
    }
}
