package io.downbeat.osc;

/**
 * Bytes or text that are not OSC. The message says what was wrong, and where. Carries no stack
 * trace: a sender can provoke thousands a second, and what matters is the packet, not our frames.
 */
public final class OscFormatException extends RuntimeException {
    private final int offset;

    /**
     * A refusal of what stands at {@code offset}, counted in bytes from the start of the packet (in
     * characters for a pattern).
     */
    public OscFormatException(String problem, int offset) {
        super(problem + ", at offset " + offset, null, false, false);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}
