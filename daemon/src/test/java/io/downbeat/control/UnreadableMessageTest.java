package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.ARRIVED;
import static io.downbeat.control.MessageExpectation.HERE;
import static io.downbeat.control.MessageExpectation.WALL;
import static io.downbeat.control.MessageExpectation.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.UnreadableElement;
import io.downbeat.rig.IncomingAddressMapSpec;
import io.downbeat.rig.Rig;
import io.downbeat.rig.ValueScaling;
import io.downbeat.schema.Method;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Command.Play;
import io.downbeat.session.command.Command.Stop;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Refusal;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Rules 7 and 9 of the contract for messages that can not be read. */
class UnreadableMessageTest {
    /** More by {@code -Ddownbeat.mutations}; so many take about a second. */
    private static final int MUTATIONS = Integer.getInteger("downbeat.mutations", 5_000);

    private static final String PROBLEM = "unknown type tag 'x', at offset 9";
    private static final CommandWithAddress PLAYS = new CommandWithAddress("/play", new Play());
    private static final CommandWithAddress STOPS = new CommandWithAddress("/stop", new Stop());

    private final PacketInterpreter packetInterpreter = SampleRigs.packetInterpreter(Rig.DEFAULT);

    private static DecodedPacket unreadable(String... addresses) {
        return new DecodedPacket(
                Optional.empty(),
                Arrays.stream(addresses)
                        .map(each -> new UnreadableElement(each, PROBLEM))
                        .toList());
    }

    private List<CommandWithAddress> requests(PacketInterpreter to, DecodedPacket reading) {
        CommandsDueTogether first = to.interpret(reading, HERE, ARRIVED, WALL).getFirst();
        assertTrue(first.beginsPacket());
        return first.requests();
    }

    private static Command.Refuse refusal(CommandWithAddress request) {
        return assertInstanceOf(Command.Refuse.class, request.command());
    }

    @Test
    @Tag("INPUT-2")
    void aReadableAddressIsAnsweredWithTheMistake() {
        for (String address : List.of("/tempo", "/play", "/track/1/active", "/clock/tick", "/t*")) {
            CommandWithAddress request =
                    requests(packetInterpreter, unreadable(address)).getFirst();
            assertEquals(address, request.address());
            assertEquals(Refusal.Code.TYPE, refusal(request).code());
            String text = refusal(request).text();
            assertTrue(text.contains(PROBLEM) && text.contains("type tag string"), text);
        }
    }

    @Test
    @Tag("INPUT-2")
    void aWrongAddressIsAnsweredWithTheMistakeInTheAddress() {
        CommandWithAddress unknown = requests(packetInterpreter, unreadable("/temp")).getFirst();
        assertEquals(Refusal.Code.UNKNOWN, refusal(unknown).code());
        assertTrue(refusal(unknown).text().contains("/tempo"), refusal(unknown).text());
        CommandWithAddress pattern =
                requests(packetInterpreter, unreadable("/track/[1")).getFirst();
        assertEquals(Refusal.Code.PATTERN, refusal(pattern).code());
    }

    @Test
    @Tag("INPUT-2")
    void unreadableMessagesToUnansweredAddressesAreNotAnswered() {
        assertEquals(
                List.of(),
                requests(packetInterpreter, unreadable("/pong", "/error", "/reply/x", "")));
    }

    @Test
    void anUnreadableRigInputIsAnsweredWithItsOwnAddress() {
        var fader = new IncomingAddressMapSpec("/fader/1", "/tempo", new ValueScaling.None());
        CommandWithAddress request =
                requests(
                                SampleRigs.packetInterpreter(SampleRigs.inputs(fader)),
                                unreadable("/fader/1"))
                        .getFirst();
        assertEquals("/fader/1", request.address());
        assertEquals(Refusal.Code.TYPE, refusal(request).code());
    }

    @Test
    void thePrefixIsRemovedAndRequired() {
        PacketInterpreter prefixed = SampleRigs.packetInterpreter(SampleRigs.prefixed("/downbeat"));
        CommandWithAddress with = requests(prefixed, unreadable("/downbeat/tempo")).getFirst();
        assertEquals("/tempo", with.address());
        assertEquals(Refusal.Code.TYPE, refusal(with).code());
        CommandWithAddress without = requests(prefixed, unreadable("/tempo")).getFirst();
        assertEquals(Refusal.Code.UNKNOWN, refusal(without).code());
    }

    @Test
    @Tag("INPUT-1")
    void readableElementsOfABundleAreHandledAndUnreadableOnesAnsweredAtOnce() {
        var ahead = OscTimetag.ofEpochMicros(WALL.epochMicros() + 2_000_000);
        var reading =
                new DecodedPacket(
                        Optional.of(OscBundle.of(ahead, message("/play"), message("/stop"))),
                        List.of(new UnreadableElement("/tempo", PROBLEM)));
        List<CommandsDueTogether> routed =
                packetInterpreter.interpret(reading, HERE, ARRIVED, WALL);
        assertEquals(Optional.empty(), routed.getFirst().due());
        assertEquals(Refusal.Code.TYPE, refusal(routed.getFirst().requests().getFirst()).code());
        assertEquals(
                new CommandsDueTogether(
                        Optional.of(ARRIVED.plus(2_000_000)), List.of(PLAYS, STOPS), false),
                routed.get(1));
    }

    @Test
    @Tag("INPUT-1")
    void messagesBesideDamagedOnesAreHandled() {
        Random random = new Random(20_261_129);
        OscCodec codec = new OscCodec();
        List<Method> methods = MessageExpectation.SPACE.methods();
        int refused = 0;
        for (int round = 0; round < MUTATIONS; round++) {
            Method method = methods.get(random.nextInt(methods.size()));
            String address = method.template().replaceAll("\\{[a-z]+}", "1");
            byte[] middle = codec.encode(message(address, random.nextInt(4), 0.5f, "bar"));
            mutate(middle, random);
            DecodedPacket reading = codec.read(between(codec, message("/play"), middle));
            List<CommandWithAddress> requests = new ArrayList<>();
            for (CommandsDueTogether each :
                    packetInterpreter.interpret(reading, HERE, ARRIVED, WALL)) {
                requests.addAll(each.requests());
            }
            assertTrue(requests.contains(PLAYS) && requests.contains(STOPS), address);
            refused += reading.unreadable().isEmpty() ? 0 : 1;
        }
        assertTrue(refused > MUTATIONS / 10, "the damage is real: " + refused);
    }

    private static void mutate(byte[] bytes, Random random) {
        byte[] signs = "\0/,#*?[]{}ifsbhtdScrmTFNIx~".getBytes(StandardCharsets.US_ASCII);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            bytes[at] =
                    random.nextBoolean()
                            ? signs[random.nextInt(signs.length)]
                            : (byte) random.nextInt();
        }
    }

    /** A bundle of a message, some bytes, and {@code /stop}. */
    private static ByteBuffer between(OscCodec codec, OscMessage first, byte[] middle) {
        OscPacket[] packets = {first, message("/stop")};
        byte[] whole = codec.encode(OscBundle.immediate(packets));
        int head = 16 + 4 + OscCodec.size(first);
        return ByteBuffer.allocate(whole.length + 4 + middle.length)
                .put(whole, 0, head)
                .putInt(middle.length)
                .put(middle)
                .put(whole, head, whole.length - head)
                .flip();
    }
}
