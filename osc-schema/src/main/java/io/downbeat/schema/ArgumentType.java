package io.downbeat.schema;

/** The types of arguments in the contract, each with the OSC type of typed answers. */
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
    /** An object in a list: its position, name or id. */
    POSITION("position", "i"),
    /** A colour as text, {@code rgb(r,g,b)} or {@code #rrggbb}. */
    COLOR("color", "s"),
    /** A colour as the OSC type. */
    RGBA("rgba", "r"),
    /** Anything; it is passed on unchanged. */
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

    /** Whether it is sent as a string; its empty answer is then {@code ""}. */
    public boolean textual() {
        return this == TEXT || this == COLOR;
    }

    /** Whether a number is a value of this argument, and not the press of a trigger. */
    public boolean takesNumber() {
        return switch (this) {
            case NUMBER, WHOLE, SWITCH, VALUE, POSITION, ANY -> true;
            case TEXT, COLOR, RGBA -> false;
        };
    }
}
