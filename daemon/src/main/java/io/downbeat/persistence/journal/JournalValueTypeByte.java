package io.downbeat.persistence.journal;

/** The first byte of each value in the journal. Numbers are never reused for something else. */
enum JournalValueTypeByte {
    FALSE(1),
    TRUE(2),
    INT(3),
    LONG(4),
    DOUBLE(5),
    STRING(6),
    EMPTY(7),
    PRESENT(8),
    EMPTY_INT(9),
    EMPTY_DOUBLE(10),
    PRESENT_INT(11),
    PRESENT_DOUBLE(12),
    LIST(13),
    MAP(14),
    /** A constant: the place of its type, and its word. */
    WORD(15),
    /** A record: the place of its type, and its components. */
    RECORD(16),
    /** The place of an object that was written before. */
    SAME(17),
    /** An object that gets the next place. */
    SHARED(18),
    GRAPH(19),
    SNAPSHOT(20),
    /** A step of the history and what lies below it. */
    KEPT(21),
    /** The next type: its word and the names of its components. */
    TYPE(22),
    /** The moves of one parameter in an arrangement. */
    LANE(23),
    /** The entries of a running take since those that were written last: the place of the take. */
    TAKE(24);

    private static final JournalValueTypeByte[] BY_NUMBER = new JournalValueTypeByte[25];

    static {
        for (JournalValueTypeByte journalValueTypeByte : values()) {
            BY_NUMBER[journalValueTypeByte.number] = journalValueTypeByte;
        }
    }

    private final byte number;

    JournalValueTypeByte(int number) {
        this.number = (byte) number;
    }

    byte number() {
        return number;
    }

    /** Throws {@link JournalFormatException} if there is no such tag. */
    static JournalValueTypeByte of(int number) {
        if (number < 1 || number >= BY_NUMBER.length) {
            throw new JournalFormatException("a value begins with the unknown byte " + number);
        }
        return BY_NUMBER[number];
    }
}
