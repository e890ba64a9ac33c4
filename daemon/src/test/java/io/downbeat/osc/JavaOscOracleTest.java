package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.illposed.osc.OSCBundle;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCPacket;
import com.illposed.osc.OSCParseException;
import com.illposed.osc.OSCSerializeException;
import com.illposed.osc.argument.OSCColor;
import com.illposed.osc.argument.OSCImpulse;
import com.illposed.osc.argument.OSCMidiMessage;
import com.illposed.osc.argument.OSCSymbol;
import com.illposed.osc.argument.OSCTimeTag64;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Where JavaOSC 0.8 is sound, an independent program agrees with our bytes. */
class JavaOscOracleTest {
    private static final int MANY = 1_000;
    private static final int TYPES = 13;

    private final JavaOsc javaOsc = new JavaOsc();
    private final OscCodec codec = new OscCodec();
    private final Random random = new Random(8);

    @Test
    void bothWriteTheSameBytesAndReadThemBack() throws OSCSerializeException, OSCParseException {
        for (int i = 0; i < MANY; i++) {
            OscMessage ours = message();
            byte[] theirs = javaOsc.bytes(new OSCMessage(ours.address(), theirArguments(ours)));

            byte[] bytes = codec.encode(ours);
            assertArrayEquals(theirs, bytes, ours.toString());
            assertEquals(theirArguments(ours), javaOsc.arguments(bytes), ours.toString());
            assertEquals(ours, codec.decode(ByteBuffer.wrap(theirs)));
        }
    }

    @Test
    void bothWriteTheSameBundles() throws OSCSerializeException, OSCParseException {
        for (int i = 0; i < MANY; i++) {
            OscTimetag timetag = new OscTimetag(random.nextLong());
            List<OscPacket> ours = new ArrayList<>();
            List<OSCPacket> theirs = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                OscMessage message = message();
                ours.add(message);
                theirs.add(new OSCMessage(message.address(), theirArguments(message)));
            }
            OscBundle bundle = new OscBundle(timetag, ours);

            byte[] bytes = codec.encode(bundle);
            OSCTimeTag64 theirTag = OSCTimeTag64.valueOf(timetag.ntp());
            assertArrayEquals(bytes, javaOsc.bytes(new OSCBundle(theirs, theirTag)));
            OSCBundle parsed = (OSCBundle) javaOsc.parse(bytes);
            assertEquals(timetag.ntp(), parsed.getTimestamp().getNtpTime());
            assertEquals(theirs.size(), parsed.getPackets().size());
        }
    }

    private OscMessage message() {
        List<OscArgument> arguments = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            arguments.add(argument(random.nextInt(TYPES)));
        }
        if (random.nextInt(4) == 0) {
            byte[] bytes = new byte[random.nextInt(9)];
            random.nextBytes(bytes);
            arguments.add(OscArgument.Blob.of(bytes));
        }
        return new OscMessage("/" + text() + "/" + text(), arguments);
    }

    private OscArgument argument(int type) {
        return switch (type) {
            case 0 -> OscArgument.i(random.nextInt());
            case 1 -> OscArgument.f(random.nextFloat());
            case 2 -> OscArgument.h(random.nextLong());
            case 3 -> OscArgument.d(random.nextDouble());
            case 4 -> OscArgument.s(text() + " é");
            case 5 -> new OscArgument.Symbol(text());
            case 6 -> new OscArgument.Time(new OscTimetag(random.nextLong()));
            case 7 -> new OscArgument.Char('a' + random.nextInt(26));
            case 8 -> new OscArgument.Rgba(random.nextInt());
            case 9 -> new OscArgument.Midi(random.nextInt());
            case 10 -> OscArgument.bool(random.nextBoolean());
            case 11 -> OscArgument.Nil.NIL;
            default -> OscArgument.Impulse.IMPULSE;
        };
    }

    private String text() {
        return "abcdefghijk".substring(0, 1 + random.nextInt(10));
    }

    private static List<Object> theirArguments(OscMessage message) {
        List<Object> theirs = new ArrayList<>();
        for (OscArgument argument : message.arguments()) {
            addTo(theirs, argument);
        }
        return theirs;
    }

    private static void addTo(List<Object> theirs, OscArgument argument) {
        switch (argument) {
            case OscArgument.Int32 a -> theirs.add(a.value());
            case OscArgument.Float32 a -> theirs.add(a.value());
            case OscArgument.Int64 a -> theirs.add(a.value());
            case OscArgument.Float64 a -> theirs.add(a.value());
            case OscArgument.Bool a -> theirs.add(a.value());
            case OscArgument.Text a -> theirs.add(a.value());
            case OscArgument.Symbol a -> theirs.add(OSCSymbol.valueOf(a.value()));
            case OscArgument.Blob a -> theirs.add(ByteBuffer.wrap(a.bytes()).asReadOnlyBuffer());
            case OscArgument.Time a -> theirs.add(OSCTimeTag64.valueOf(a.value().ntp()));
            case OscArgument.Char a -> theirs.add((char) a.value());
            case OscArgument.Rgba a -> theirs.add(OSCColor.valueOf(fourBytes(a.value())));
            case OscArgument.Midi a -> theirs.add(OSCMidiMessage.valueOf(fourBytes(a.value())));
            case OscArgument.Nil a -> theirs.add(null);
            case OscArgument.Impulse a -> theirs.add(OSCImpulse.INSTANCE);
            case OscArgument.Array a -> a.items().forEach(item -> addTo(theirs, item));
        }
    }

    private static byte[] fourBytes(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
