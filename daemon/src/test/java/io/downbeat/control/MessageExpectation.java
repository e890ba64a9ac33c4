package io.downbeat.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.address.AddressTable;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.rig.Rig;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import java.util.Arrays;
import java.util.List;

/** Checks which command a message becomes: {@code sent("/play").becomes(new Play())}. */
record MessageExpectation(
        OscPacket packet, PacketInterpreter packetInterpreter, RequestSender from) {
    static final AddressSpace SPACE = AddressSpace.load();
    static final String TOKEN = "let me out";
    private static final AddressTable TABLE = new AddressTable(SPACE, "test", "", TOKEN);
    static final RequestSender HERE = new RequestSender("udp:127.0.0.1:5000");
    static final HostMicros ARRIVED = new HostMicros(7_000_000);
    static final OscTimetag WALL = OscTimetag.ofEpoch(1_800_000_000, 0);

    /** A message from this host; floats, ints and so on become the OSC type of their own. */
    static MessageExpectation sent(String address, Object... arguments) {
        return sent(message(address, arguments));
    }

    /**
     * To a interpreter of its own: one that is kept counts the work of patterns, by host and time.
     */
    static MessageExpectation sent(OscPacket packet) {
        return new MessageExpectation(packet, new PacketInterpreter(TABLE, Rig.DEFAULT), HERE);
    }

    static OscMessage message(String address, Object... arguments) {
        return new OscMessage(
                address, Arrays.stream(arguments).map(MessageExpectation::argument).toList());
    }

    static OscArgument argument(Object value) {
        return switch (value) {
            case Float single -> OscArgument.f(single);
            case Double number -> OscArgument.d(number);
            case Integer whole -> OscArgument.i(whole);
            case Long whole -> OscArgument.h(whole);
            case Boolean on -> OscArgument.bool(on);
            case String text -> OscArgument.s(text);
            default -> (OscArgument) value;
        };
    }

    MessageExpectation from(String peer) {
        return new MessageExpectation(packet, packetInterpreter, new RequestSender(peer));
    }

    MessageExpectation to(PacketInterpreter other) {
        return new MessageExpectation(packet, other, from);
    }

    List<CommandsDueTogether> routed() {
        return packetInterpreter.interpret(packet, from, ARRIVED, WALL);
    }

    /** The requests that are performed at once. */
    List<CommandWithAddress> requests() {
        CommandsDueTogether first = routed().getFirst();
        assertTrue(first.beginsPacket());
        return first.requests();
    }

    List<Command> commands() {
        return requests().stream().map(CommandWithAddress::command).toList();
    }

    void becomes(Command... expected) {
        assertEquals(List.of(expected), commands(), packet::toString);
    }

    void becomesNothing() {
        becomes();
    }

    void asks() {
        becomes(new Command.Query());
    }

    /** The text of the one refusal, which is of this code. */
    String isRefused(Refusal.Code code) {
        List<Command> commands = commands();
        assertEquals(1, commands.size(), packet::toString);
        var refuse = assertInstanceOf(Command.Refuse.class, commands.getFirst(), packet::toString);
        assertEquals(code, refuse.code(), () -> packet + ": " + refuse.text());
        return refuse.text();
    }

    void isRefused(Refusal.Code code, String... telling) {
        String text = isRefused(code);
        for (String part : telling) {
            assertTrue(text.contains(part), () -> "\"" + text + "\" tells \"" + part + "\"");
        }
    }
}
