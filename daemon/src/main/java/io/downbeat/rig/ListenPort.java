package io.downbeat.rig;

/**
 * A port that the daemon listens on.
 *
 * @param number 1 to 65535; 0 is any free port, -1 none
 */
public record ListenPort(int number) {
    /** No port: the daemon does not listen. */
    public static final ListenPort OFF = new ListenPort(-1);

    /** Any free port. */
    public static final ListenPort ANY = new ListenPort(0);

    public ListenPort {
        if (number < -1 || number > 65535) {
            throw new RigException("expected a port from 0 to 65535, found " + number);
        }
    }

    public boolean isOff() {
        return number < 0;
    }

    static ListenPort settled(Object value) {
        if (value instanceof String text && text.equalsIgnoreCase("off")) {
            return OFF;
        }
        try {
            return new ListenPort(TomlTypeCheck.whole(value, 0, 65535));
        } catch (RigException notANumber) {
            throw TomlTypeCheck.unexpected(
                    "a whole number from 0 (any free port) to 65535, or off", value);
        }
    }
}
