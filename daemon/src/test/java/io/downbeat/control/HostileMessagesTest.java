package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.sent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.rig.Rig;
import io.downbeat.schema.Method;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Refusal;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Messages that nobody means: whatever comes is routed or refused, in a short line. */
class HostileMessagesTest {
    private static final int ROUNDS = 5_000;
    private static final int LONGEST_TEXT = 400;
    private static final String SIGNS = "/*?[]{},!- #abc019\u00e9\n\uD83D";

    private final Random random = new Random(7);
    private final List<Method> methods = MessageExpectation.SPACE.methods();

    private String address() {
        String template = methods.get(random.nextInt(methods.size())).template();
        StringBuilder address = new StringBuilder(template.replaceAll("\\{[a-z]+}", "1"));
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = 1 + random.nextInt(address.length());
            address.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return address.toString();
    }

    private List<OscArgument> arguments() {
        List<OscArgument> arguments = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            arguments.add(argument());
        }
        return arguments;
    }

    private OscArgument argument() {
        int bits = random.nextInt();
        return switch (random.nextInt(14)) {
            case 0 -> OscArgument.i(bits);
            case 1 -> OscArgument.f(Float.intBitsToFloat(bits));
            case 2 -> OscArgument.d(Double.longBitsToDouble(random.nextLong()));
            case 3 -> OscArgument.h(random.nextLong());
            case 4 -> OscArgument.s(address());
            case 5 -> OscArgument.s(Integer.toString(bits % 20));
            case 6 -> OscArgument.bool(bits > 0);
            case 7 -> OscArgument.Nil.NIL;
            case 8 -> OscArgument.Impulse.IMPULSE;
            case 9 -> new OscArgument.Rgba(bits);
            case 10 -> OscArgument.array(OscArgument.i(bits));
            case 11 -> new OscArgument.Symbol("bar");
            case 12 -> new OscArgument.Time(new OscTimetag(random.nextLong()));
            default -> OscArgument.Blob.of(new byte[bits & 7]);
        };
    }

    private OscPacket packet(int depth) {
        if (depth == 0 || random.nextInt(3) > 0) {
            return new OscMessage(address(), arguments());
        }
        List<OscPacket> packets = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            packets.add(packet(depth - 1));
        }
        return new OscBundle(new OscTimetag(random.nextLong()), packets);
    }

    private static void isShortLine(CommandWithAddress request) {
        if (request.command() instanceof Command.Refuse refuse) {
            assertTrue(refuse.text().length() <= LONGEST_TEXT, refuse::text);
            assertFalse(refuse.text().chars().anyMatch(Character::isISOControl), refuse::text);
        }
    }

    @Test
    void everyMessageIsRoutedOrRefused() {
        for (int round = 0; round < ROUNDS; round++) {
            for (CommandsDueTogether commandsDueTogether : sent(packet(3)).routed()) {
                commandsDueTogether.requests().forEach(HostileMessagesTest::isShortLine);
            }
        }
    }

    @Test
    void suggestionsAreNotSearchedForInAFloodOfUnknownAddresses() {
        PacketInterpreter packetInterpreter = SampleRigs.packetInterpreter(Rig.DEFAULT);
        int searched = 0;
        for (int wrong = 0; wrong < 1000; wrong++) {
            String text =
                    sent("/trak/" + wrong + "/stop")
                            .to(packetInterpreter)
                            .isRefused(Refusal.Code.UNKNOWN);
            searched += text.contains("did you mean") ? 1 : 0;
        }
        assertEquals(40, searched);
    }

    @Test
    void longAddressesAndTextsAreShortenedInErrors() {
        String longName = "x".repeat(60_000);
        for (MessageExpectation messageExpectation :
                List.of(
                        sent("/" + longName),
                        sent("/quantize", longName),
                        sent("/tempo", longName),
                        sent("/subscribe", longName),
                        sent("/subscribe", "/" + longName),
                        sent("/track/*" + longName),
                        sent("/" + "a/".repeat(30_000)))) {
            assertEquals(1, messageExpectation.requests().size());
            isShortLine(messageExpectation.requests().getFirst());
        }
    }
}
