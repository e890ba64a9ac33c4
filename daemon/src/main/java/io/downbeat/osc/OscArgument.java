package io.downbeat.osc;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One argument of a message, of any type of OSC 1.0 and 1.1 and the customary extensions. Types are
 * never converted: a float stays a float, an int an int.
 *
 * <p>The static methods are named after the type tags: {@code OscMessage.of("/a", i(1), f(0.5f))}.
 */
public sealed interface OscArgument {

    /** The type tag; {@code [} for an array, which ends with a {@code ]}. */
    char tag();

    /**
     * The argument as a number: {@code i f h d T F}, the last two as 1 and 0; else empty. An {@code
     * f} is read as its shortest decimal.
     */
    default OptionalDouble number() {
        return OptionalDouble.empty();
    }

    /** The text of a string or a symbol ({@code s S}); else empty. */
    default Optional<String> text() {
        return Optional.empty();
    }

    /** Whether {@link #number} is there: {@code i f h d T F}. */
    default boolean isNumeric() {
        return switch (this) {
            case Int32 a -> true;
            case Float32 a -> true;
            case Int64 a -> true;
            case Float64 a -> true;
            case Bool a -> true;
            case Text a -> false;
            case Symbol a -> false;
            case Blob a -> false;
            case Time a -> false;
            case Char a -> false;
            case Rgba a -> false;
            case Midi a -> false;
            case Nil a -> false;
            case Impulse a -> false;
            case Array a -> false;
        };
    }

    /** {@code i}, a 32-bit integer. */
    record Int32(int value) implements OscArgument {
        @Override
        public char tag() {
            return 'i';
        }

        @Override
        public OptionalDouble number() {
            return OptionalDouble.of(value);
        }
    }

    /** {@code f}, a 32-bit float. */
    record Float32(float value) implements OscArgument {
        @Override
        public char tag() {
            return 'f';
        }

        @Override
        public OptionalDouble number() {
            return OptionalDouble.of(asDouble());
        }

        /** The shortest decimal that is this float, see {@link FloatToDouble}. */
        public double asDouble() {
            return FloatToDouble.of(value);
        }
    }

    /** {@code h}, a 64-bit integer; as a number it has a double's 53 bits. */
    record Int64(long value) implements OscArgument {
        @Override
        public char tag() {
            return 'h';
        }

        @Override
        public OptionalDouble number() {
            return OptionalDouble.of((double) value);
        }
    }

    /** {@code d}, a 64-bit float. */
    record Float64(double value) implements OscArgument {
        @Override
        public char tag() {
            return 'd';
        }

        @Override
        public OptionalDouble number() {
            return OptionalDouble.of(value);
        }
    }

    /** {@code T} or {@code F}, no data. */
    record Bool(boolean value) implements OscArgument {
        public static final Bool TRUE = new Bool(true);
        public static final Bool FALSE = new Bool(false);

        @Override
        public char tag() {
            return value ? 'T' : 'F';
        }

        @Override
        public OptionalDouble number() {
            return OptionalDouble.of(value ? 1 : 0);
        }
    }

    /** {@code s}, a string; NUL, which ends a string on the wire, becomes U+FFFD. */
    record Text(String value) implements OscArgument {
        public Text {
            value = value.replace('\0', '\uFFFD');
        }

        @Override
        public char tag() {
            return 's';
        }

        @Override
        public Optional<String> text() {
            return Optional.of(value);
        }
    }

    /** {@code S}, a symbol: a string that the receiver may hold to be a name. */
    record Symbol(String value) implements OscArgument {
        public Symbol {
            value = value.replace('\0', '\uFFFD');
        }

        @Override
        public char tag() {
            return 'S';
        }

        @Override
        public Optional<String> text() {
            return Optional.of(value);
        }
    }

    /** {@code b}, bytes; copied on the way in and out. */
    final class Blob implements OscArgument {
        private final byte[] bytes;

        private Blob(byte[] bytes) {
            this.bytes = bytes;
        }

        public static Blob of(byte... bytes) {
            return new Blob(bytes.clone());
        }

        static Blob owning(byte[] bytes) {
            return new Blob(bytes);
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        public int size() {
            return bytes.length;
        }

        byte[] shared() {
            return bytes;
        }

        @Override
        public char tag() {
            return 'b';
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return OscTextFormatter.of(this);
        }
    }

    /** {@code t}, a time tag as an argument. */
    record Time(OscTimetag value) implements OscArgument {
        @Override
        public char tag() {
            return 't';
        }
    }

    /** {@code c}, a character: ASCII in OSC 1.0; all 32 bits are kept. */
    record Char(int value) implements OscArgument {
        @Override
        public char tag() {
            return 'c';
        }
    }

    /** {@code r}, a colour: red, green, blue, alpha from the highest byte to the lowest. */
    record Rgba(int value) implements OscArgument {
        @Override
        public char tag() {
            return 'r';
        }
    }

    /** {@code m}, a MIDI message: port, status, data 1, data 2 from the highest byte down. */
    record Midi(int value) implements OscArgument {
        @Override
        public char tag() {
            return 'm';
        }
    }

    /** {@code N}, nothing; no data. */
    record Nil() implements OscArgument {
        public static final Nil NIL = new Nil();

        @Override
        public char tag() {
            return 'N';
        }
    }

    /** {@code I}, the impulse of OSC 1.1 (infinitum in OSC 1.0); no data. */
    record Impulse() implements OscArgument {
        public static final Impulse IMPULSE = new Impulse();

        @Override
        public char tag() {
            return 'I';
        }
    }

    /** {@code [ ]}, arguments within an argument; may nest. */
    record Array(List<OscArgument> items) implements OscArgument {
        public Array {
            items = List.copyOf(items);
        }

        @Override
        public char tag() {
            return '[';
        }
    }

    static Int32 i(int value) {
        return new Int32(value);
    }

    static Float32 f(float value) {
        return new Float32(value);
    }

    /** A whole number as 32 bits, clamped to their range. */
    static Int32 clampedInt(long value) {
        return new Int32(Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    /** A number as a 32-bit float, clamped to the finite ones. */
    static Float32 clampedFloat(double value) {
        return new Float32((float) Math.clamp(value, -Float.MAX_VALUE, Float.MAX_VALUE));
    }

    static Int64 h(long value) {
        return new Int64(value);
    }

    static Float64 d(double value) {
        return new Float64(value);
    }

    static Text s(String value) {
        return new Text(value);
    }

    static Bool bool(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    static Array array(OscArgument... items) {
        return new Array(List.of(items));
    }
}
