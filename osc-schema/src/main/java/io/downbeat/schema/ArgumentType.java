package io.downbeat.schema;

/** The sorts of argument that the contract knows, each with the OSC type that typed answers use. */
public enum ArgumentType {
    /** A number of any OSC type. */
    NUMBER("number", "f"),
    /** A number within 0.001 of a whole one. */
    WHOLE("whole", "i"),
    /** A string, or a word of an enumeration. */
    TEXT("text", "s"),
    /** Off for 0, F and N, on for any other number, T and I. */
    SWITCH("switch", "f"),
    /** A parameter's value, number or text. */
    VALUE("value", "f s"),
    /** A place in a list of objects: a position, or the object's name or id. */
    POSITION("position", "i"),
    /** A colour as text, {@code rgb(r,g,b)} or {@code #rrggbb}. */
    COLOR("color", "s"),
    /** A colour as OSC's own type. */
    RGBA("rgba", "r"),
    /** Anything; it is handed on as it came. */
    ANY("any", "any");

    private final String word;
    private final String typedTag;

    ArgumentType(String word, String typedTag) {
        this.word = word;
        this.typedTag = typedTag;
    }

    /** The word that the contract file uses. */
    public String word() {
        return word;
    }

    /** The OSC type tag sent to subscribers that asked for {@code typed}; two for a value. */
    public String typedTag() {
        return typedTag;
    }

    /** Whether it is carried by a string, so that its empty answer is {@code ""}. */
    public boolean textual() {
        return this == TEXT || this == COLOR;
    }

    /** Whether a number in its place is this argument's own and no press of a trigger. */
    public boolean takesNumber() {
        return switch (this) {
            case NUMBER, WHOLE, SWITCH, VALUE, POSITION, ANY -> true;
            case TEXT, COLOR, RGBA -> false;
        };
    }
}
