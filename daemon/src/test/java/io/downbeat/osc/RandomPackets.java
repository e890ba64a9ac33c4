package io.downbeat.osc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes random packets of every form from a seed, and damages their bytes. */
final class RandomPackets {
    private static final String LETTERS = "abcxyz019 _-#*?[]{},é漢😀";
    private static final int TYPES = 16;

    private final Random random;

    RandomPackets(long seed) {
        random = new Random(seed);
    }

    OscPacket packet() {
        return packet(3);
    }

    OscMessage message() {
        return new OscMessage("/" + text(), arguments(2));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    byte[] noise() {
        byte[] bytes = new byte[4 * random.nextInt(20) + (random.nextInt(4) == 0 ? 1 : 0)];
        random.nextBytes(bytes);
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[0] = '/';
        }
        return bytes;
    }

    /** The same bytes with some changed, cut off, doubled or made into sizes. */
    byte[] damaged(byte[] sound) {
        byte[] bytes = sound.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] = 0;
                case 2 -> bytes[at] = (byte) "[]ifsbhtdScrmTFNI,/#".charAt(random.nextInt(20));
                case 3 -> bytes[at & ~3] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
                default -> bytes = Arrays.copyOf(bytes, at & ~3);
            }
        }
        return bytes;
    }

    private OscPacket packet(int depth) {
        if (depth == 0 || random.nextInt(3) > 0) {
            return message();
        }
        List<OscPacket> packets = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            packets.add(packet(depth - 1));
        }
        return new OscBundle(new OscTimetag(random.nextLong()), packets);
    }

    private List<OscArgument> arguments(int depth) {
        List<OscArgument> arguments = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            arguments.add(argument(depth));
        }
        return arguments;
    }

    private OscArgument argument(int depth) {
        return switch (random.nextInt(depth > 0 ? TYPES : TYPES - 1)) {
            case 0 -> OscArgument.i(random.nextInt());
            case 1 -> OscArgument.f(random.nextFloat());
            case 2 -> OscArgument.h(random.nextLong());
            case 3 -> OscArgument.d(random.nextDouble());
            case 4 -> OscArgument.s(text());
            case 5 -> new OscArgument.Symbol(text());
            case 6 -> OscArgument.Blob.of(noise());
            case 7 -> new OscArgument.Time(new OscTimetag(random.nextLong()));
            case 8 -> new OscArgument.Char(random.nextInt());
            case 9 -> new OscArgument.Rgba(random.nextInt());
            case 10 -> new OscArgument.Midi(random.nextInt());
            case 11 -> OscArgument.bool(true);
            case 12 -> OscArgument.bool(false);
            case 13 -> OscArgument.Nil.NIL;
            case 14 -> OscArgument.Impulse.IMPULSE;
            default -> new OscArgument.Array(arguments(depth - 1));
        };
    }

    private String text() {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }
}
