package io.downbeat.client;

import java.util.HexFormat;

/** One argument of a {@link Message}, with its OSC type. */
public sealed interface Argument {
    /** The OSC type tag. */
    String tag();

    /** The value as people write it; a string without quotation marks. */
    String text();

    /** A 32-bit whole number, {@code i}. */
    record Int(int value) implements Argument {
        @Override
        public String tag() {
            return "i";
        }

        @Override
        public String text() {
            return Integer.toString(value);
        }
    }

    /** A 32-bit number, {@code f}: what the daemon sends unless {@code typed} was asked for. */
    record Float32(float value) implements Argument {
        @Override
        public String tag() {
            return "f";
        }

        @Override
        public String text() {
            return shortest(Float.toString(value));
        }
    }

    /** A string, {@code s}; UTF-8 on the wire. */
    record Text(String value) implements Argument {
        public Text {
            if (value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "expected a string without a zero character, found one at "
                                + value.indexOf('\0'));
            }
        }

        @Override
        public String tag() {
            return "s";
        }

        @Override
        public String text() {
            return value;
        }
    }

    /** A 64-bit whole number, {@code h}. */
    record Long64(long value) implements Argument {
        @Override
        public String tag() {
            return "h";
        }

        @Override
        public String text() {
            return Long.toString(value);
        }
    }

    /** A 64-bit number, {@code d}. */
    record Double64(double value) implements Argument {
        @Override
        public String tag() {
            return "d";
        }

        @Override
        public String text() {
            return shortest(Double.toString(value));
        }
    }

    /** On or off, {@code T} or {@code F}. */
    record Switch(boolean on) implements Argument {
        @Override
        public String tag() {
            return on ? "T" : "F";
        }

        @Override
        public String text() {
            return on ? "true" : "false";
        }
    }

    /** The two arguments without a value. */
    enum Mark implements Argument {
        /** Nothing, {@code N}. */
        NIL("N"),
        /** A bang, {@code I}. */
        IMPULSE("I");

        private final String tag;

        Mark(String tag) {
            this.tag = tag;
        }

        @Override
        public String tag() {
            return tag;
        }

        @Override
        public String text() {
            return this == NIL ? "nil" : "impulse";
        }
    }

    /**
     * A received argument of a type that this client can show but not send: blobs, colours,
     * characters, MIDI messages, time tags and arrays.
     */
    record Shown(String tag, String text) implements Argument {
        static Shown blob(byte[] bytes) {
            return new Shown("b", HexFormat.of().formatHex(bytes));
        }
    }

    /**
     * The argument for a Java value: a string, a boolean, or a number of any type.
     *
     * @throws IllegalArgumentException for another type
     */
    static Argument of(Object value) {
        return switch (value) {
            case Argument already -> already;
            case CharSequence text -> new Text(text.toString());
            case Boolean on -> new Switch(on);
            case Integer whole -> new Int(whole);
            case Short whole -> new Int(whole);
            case Byte whole -> new Int(whole);
            case Long whole -> new Long64(whole);
            case Float number -> new Float32(number);
            case Double number -> new Double64(number);
            default ->
                    throw new IllegalArgumentException(
                            "expected a string, a number or a boolean as OSC argument, found "
                                    + value.getClass().getName());
        };
    }

    private static String shortest(String decimal) {
        return decimal.endsWith(".0") ? decimal.substring(0, decimal.length() - 2) : decimal;
    }
}
