package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values and launches that would circulate: an output to the daemon itself, two daemons as each
 * other's output, and receivers that give back what they get. With real sockets.
 */
@Timeout(120)
class ReturnedValuesIT {

    /** Who has heard nothing for so long will not: fails, where a receive could wait for ever. */
    private static final int LOST_MILLIS = 20_000;

    private static final String LEVEL = "/node/bloom/intensity";
    private static final String MARK = "/node/trails/amount";

    @TempDir private Path state;

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "0.0.0.0"})
    void anOutputToTheDaemonItselfIsRefused(String host) throws IOException {
        int port = RealProcess.freePort();
        StartupException output =
                assertThrows(
                        StartupException.class,
                        () -> RunningDaemon.at(port, state, "--output=me=" + host + ":" + port));
        StartupException surface =
                assertThrows(
                        StartupException.class,
                        () -> RunningDaemon.at(port, state, "--subscriber=" + host + ":" + port));

        assertTrue(String.valueOf(output.getMessage()).startsWith("output me: " + host + " port "));
        assertTrue(String.valueOf(surface.getMessage()).startsWith("controller "));
    }

    @Test
    void aSubscriptionToTheDaemonsOwnPortEnds() throws Exception {
        try (RunningDaemon daemon = RunningDaemon.with(state);
                Hand hand = new Hand(daemon.port())) {
            hand.send("/subscribe", OscArgument.i(daemon.port()));
            hand.send(LEVEL, OscArgument.f(0.5f));

            assertEquals(0.5f, hand.ask(LEVEL));
            assertEquals(0.5f, hand.ask(LEVEL));
        }
    }

    @Test
    void twoDaemonsThatAreEachOthersOutputSendEachValueOnce() throws Exception {
        try (Relay toB = new Relay();
                Relay toA = new Relay();
                RunningDaemon a = daemon("a", toB);
                RunningDaemon b = daemon("b", toA);
                Hand handA = new Hand(a.port());
                Hand handB = new Hand(b.port())) {
            toB.leadsTo(b.port());
            toA.leadsTo(a.port());
            float mark = 0.5f;
            mark = throughBoth(handA, handB, mark);
            int there = toB.count(LEVEL);
            int back = toA.count(LEVEL);

            handA.send(LEVEL, OscArgument.f(0.31f));
            mark = throughBoth(handA, handB, mark);
            throughBoth(handA, handB, mark);

            assertEquals(0.31f, handA.ask(LEVEL));
            assertEquals(0.31f, handB.ask(LEVEL));
            assertEquals(there + 1, toB.count(LEVEL));
            assertEquals(back + 1, toA.count(LEVEL));
        }
    }

    @Test
    void clientsOfTwoConnectedDaemonsEndWithTheSameValue() throws Exception {
        try (Relay toB = new Relay();
                Relay toA = new Relay();
                RunningDaemon a = daemon("a", toB);
                RunningDaemon b = daemon("b", toA);
                Hand handA = new Hand(a.port());
                Hand handB = new Hand(b.port())) {
            toB.leadsTo(b.port());
            toA.leadsTo(a.port());
            float mark = throughBoth(handA, handB, 0.5f);
            for (int round = 0; round < 10; round++) {
                handA.send(LEVEL, OscArgument.f(0.2f + round / 100f));
                handB.send(LEVEL, OscArgument.f(0.8f - round / 100f));
                mark = throughBoth(handA, handB, mark);
            }
            int before = -1;
            // A pass waits for values that were withheld, for 0.3 s at most: these are seconds.
            for (int quiet = 0; quiet < 20; ) {
                mark = throughBoth(handA, handB, mark);
                int now = toA.count(LEVEL) + toB.count(LEVEL);
                boolean equal = handA.ask(LEVEL) == handB.ask(LEVEL);
                quiet = now == before && equal ? quiet + 1 : 0;
                before = now;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"instant", "beat"})
    void twoDaemonsThatLaunchTheSceneOfEachOtherDoSoOnce(String quantize) throws Exception {
        try (Relay toB = new Relay();
                Relay toA = new Relay();
                RunningDaemon a = launching("a", toB, "*", "/scene/{scene}/launch");
                RunningDaemon b = launching("b", toA, "*", "/scene/{scene}/launch");
                Hand handA = new Hand(a.port());
                Hand handB = new Hand(b.port())) {
            toB.leadsTo(b.port());
            toA.leadsTo(a.port());
            float mark = 0.5f;
            for (Hand each : List.of(handA, handB)) {
                each.send("/quantize", OscArgument.s(quantize));
                each.send("/tempo", OscArgument.f(300));
            }
            for (int scene = 2; scene <= 4; scene++) {
                Hand one = scene == 3 ? handB : handA;
                Hand other = scene == 3 ? handA : handB;
                one.send("/scene/" + scene + "/launch", OscArgument.i(1));
                other.awaitScene(scene);
                mark = beatsLater(handA, handB, mark);

                String launch = "/scene/" + scene + "/launch";
                assertEquals(1, toB.count(launch), launch + " to B");
                assertEquals(1, toA.count(launch), launch + " to A");
            }
            assertEquals(4, handA.ask("/scene/active"));
        }
    }

    @Test
    void twoDaemonsThatAnswerOneSceneWithAnotherDoSoOnce() throws Exception {
        try (Relay toB = new Relay();
                Relay toA = new Relay();
                RunningDaemon a = launching("a", toB, "1", "/scene/2/launch");
                RunningDaemon b = launching("b", toA, "2", "/scene/1/launch");
                Hand handA = new Hand(a.port());
                Hand handB = new Hand(b.port())) {
            toB.leadsTo(b.port());
            toA.leadsTo(a.port());
            handA.send("/tempo", OscArgument.f(300));

            handA.send("/scene/1/launch", OscArgument.i(1));
            handB.awaitScene(2);
            float mark = beatsLater(handA, handB, 0.5f);
            assertEquals(1, toB.count("/scene/2/launch"));
            assertEquals(1, toA.count("/scene/1/launch"));

            handB.send("/scene/2/launch", OscArgument.i(1));
            while (toA.count("/scene/1/launch") < 2) {
                Thread.onSpinWait();
            }
            beatsLater(handA, handB, mark);
            assertEquals(2, toB.count("/scene/2/launch"));
            assertEquals(2, toA.count("/scene/1/launch"));
        }
    }

    @Test
    void valuesReturnedByTcpAreNotSentAgain() throws Exception {
        try (Echo echo = new Echo(true);
                RunningDaemon daemon =
                        RunningDaemon.with(
                                state,
                                "--output=echo=127.0.0.1:" + echo.port(),
                                "--osc-tcp-port=0");
                Hand hand = new Hand(daemon.port());
                Socket answers = new Socket(InetAddress.getLoopbackAddress(), daemon.tcpPort())) {
            hand.send(MARK, OscArgument.f(0.41f));
            echo.await(MARK, 0.41f);
            hand.send(LEVEL, OscArgument.f(0.2f));
            hand.send(LEVEL, OscArgument.f(0.3f));
            echo.await(LEVEL, 0.3f);
            int before = echo.count(LEVEL);

            // The first is one that others have set anew since: obeyed, it would be sent again.
            sendFramed(answers, OscMessage.of(LEVEL, OscArgument.f(0.2f)));
            sendFramed(answers, OscMessage.of(LEVEL, OscArgument.f(0.3f)));
            sendFramed(answers, OscMessage.of(MARK, OscArgument.f(0.9f)));
            echo.await(MARK, 0.9f);

            assertEquals(0.3f, hand.ask(LEVEL));
            assertEquals(before, echo.count(LEVEL));
        }
    }

    private static void sendFramed(Socket to, OscMessage message) throws IOException {
        byte[] bytes = new OscCodec().encode(message);
        to.getOutputStream()
                .write(
                        ByteBuffer.allocate(4 + bytes.length)
                                .putInt(bytes.length)
                                .put(bytes)
                                .array());
    }

    /** A daemon that sends a message when a scene is launched, and the mark's values. */
    private RunningDaemon launching(String name, Relay output, String scene, String address)
            throws IOException {
        Path folder = Files.createDirectory(state.resolve(name));
        Path rig = folder.resolve("rig.toml");
        Files.writeString(
                rig,
                """
                [[output]]
                address = "127.0.0.1:%d"
                nodes = ["trails"]
                initial = false
                  [[output.on]]
                  event = "scene:%s"
                  send = ["%s"]
                """
                        .formatted(output.port(), scene, address));
        return RunningDaemon.with(folder, "--rig=" + rig);
    }

    /** What is sent within three beats, and all that comes of it, has arrived. */
    private static float beatsLater(Hand a, Hand b, float mark) throws IOException {
        for (Hand each : List.of(a, b)) {
            float from = each.ask("/beat/number");
            for (int passed = 0; passed < 3; ) {
                float beat = each.ask("/beat/number");
                passed += beat == from ? 0 : 1;
                from = beat;
            }
        }
        return throughBoth(a, b, mark);
    }

    @Test
    void aReceiverThatReturnsItsValuesGetsEachValueOnce() throws Exception {
        try (Echo echo = new Echo(false);
                RunningDaemon daemon =
                        RunningDaemon.with(state, "--output=echo=127.0.0.1:" + echo.port());
                Hand hand = new Hand(daemon.port())) {
            echo.answersTo(daemon.port());
            hand.send(MARK, OscArgument.f(0.41f));
            echo.await(MARK, 0.41f);
            int before = echo.count(LEVEL);

            for (int step = 1; step <= 50; step++) {
                hand.send(LEVEL, OscArgument.f(step / 64f));
            }
            echo.await(LEVEL, 50 / 64f);
            for (float mark : new float[] {0.11f, 0.12f, 0.13f}) {
                hand.send(MARK, OscArgument.f(mark));
                echo.await(MARK, mark);
            }

            assertEquals(50 / 64f, hand.ask(LEVEL));
            assertEquals(before + 50, echo.count(LEVEL));
        }
    }

    @Test
    void onlyValuesSentToTheOutputsOwnSocketMoveTheParameter() throws Exception {
        try (Echo desk = new Echo(true)) {
            Path rig = state.resolve("rig.toml");
            Files.writeString(
                    rig,
                    """
                    [[output]]
                    address = "127.0.0.1:%d"
                      [[output.map]]
                      param = "bloom/intensity"
                      address = ["/strip/gain", 1, "{value}"]
                      back = true
                      [[output.map]]
                      param = "trails/amount"
                      address = "/mark"
                    """
                            .formatted(desk.port()));
            try (RunningDaemon daemon = RunningDaemon.with(state, "--rig=" + rig);
                    Hand hand = new Hand(daemon.port());
                    DatagramSocket stranger = socket()) {
                desk.await("/mark", -1);
                SocketAddress output = desk.lastSender();
                send(stranger, output, strip(0.9f));
                desk.send(output, OscMessage.of(MARK, OscArgument.f(0.9f)));
                desk.send(output, OscMessage.of("/strip/gain", OscArgument.i(2), OscArgument.f(1)));
                desk.send(output, strip(0.625f));

                while (hand.ask(LEVEL) != 0.625f) {
                    assertTrue(hand.ask(LEVEL) < 0.63, "the stranger was heard");
                }
                assertTrue(hand.ask(MARK) != 0.9f, "what leads nowhere back was heard");
                // It is the desk's own, and is not told to it.
                hand.send(MARK, OscArgument.f(0.77f));
                desk.await("/mark", 0.77f);
                assertEquals(0, desk.count("/strip/gain", 0.625f));
            }
        }
    }

    private static OscMessage strip(float gain) {
        return OscMessage.of("/strip/gain", OscArgument.i(1), OscArgument.f(gain));
    }

    private RunningDaemon daemon(String name, Relay output) {
        return RunningDaemon.with(state.resolve(name), "--output=other=127.0.0.1:" + output.port());
    }

    /** A value that goes from A to B and back lets all that was before it arrive. */
    private static float throughBoth(Hand a, Hand b, float mark) throws IOException {
        float next = mark > 0.9f ? 0.1f : mark + 0.001f;
        a.send(MARK, OscArgument.f(next));
        while (b.ask(MARK) != next) {
            a.send(MARK, OscArgument.f(next));
        }
        float back = next + 0.0005f;
        b.send(MARK, OscArgument.f(back));
        while (a.ask(MARK) != back) {
            b.send(MARK, OscArgument.f(back));
        }
        return next;
    }

    private static DatagramSocket socket() throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static void send(DatagramSocket from, SocketAddress to, OscMessage message)
            throws IOException {
        byte[] bytes = new OscCodec().encode(message);
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static SocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** A client that sets and asks. */
    private static final class Hand implements AutoCloseable {
        private final DatagramSocket socket = socket();
        private final SocketAddress daemon;

        Hand(int port) throws IOException {
            daemon = loopback(port);
            socket.setSoTimeout(LOST_MILLIS);
        }

        void send(String address, OscArgument value) throws IOException {
            ReturnedValuesIT.send(socket, daemon, OscMessage.of(address, value));
        }

        float ask(String address) throws IOException {
            ReturnedValuesIT.send(socket, daemon, OscMessage.of(address));
            while (true) {
                var packet = new DatagramPacket(new byte[2048], 2048);
                socket.receive(packet);
                for (OscMessage message : Listening.messages(packet)) {
                    if (message.address().equals(address)) {
                        return (float) message.arguments().getFirst().number().orElseThrow();
                    }
                }
            }
        }

        void awaitScene(int scene) throws IOException {
            while (ask("/scene/active") != scene) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** A socket that counts what it hears, and does something with it, on a thread of its own. */
    private abstract static class Listening implements AutoCloseable {
        final DatagramSocket socket = socket();
        private final Map<OscMessage, Integer> heard = new ConcurrentHashMap<>();

        Listening() throws IOException {
            Thread.ofPlatform().daemon().start(this::listen);
        }

        abstract void take(OscMessage message, SocketAddress from) throws IOException;

        int port() {
            return socket.getLocalPort();
        }

        int count(String address) {
            return heard.entrySet().stream()
                    .filter(each -> each.getKey().address().equals(address))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        int count(String address, float value) {
            return heard.entrySet().stream()
                    .filter(each -> each.getKey().address().equals(address))
                    .filter(each ->
                            each.getKey().arguments().getLast().equals(OscArgument.f(value)))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        /** Waits until a value was heard; any if it is negative. */
        void await(String address, float value) {
            while (value < 0 ? count(address) == 0 : count(address, value) == 0) {
                Thread.onSpinWait();
            }
        }

        static List<OscMessage> messages(DatagramPacket packet) {
            var all = new ArrayList<OscMessage>();
            try {
                var bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
                add(new OscCodec().decode(bytes), all);
            } catch (OscFormatException broken) {
                throw new AssertionError(broken);
            }
            return all;
        }

        private static void add(OscPacket packet, List<OscMessage> all) {
            switch (packet) {
                case OscMessage message -> all.add(message);
                case OscBundle bundle -> bundle.packets().forEach(each -> add(each, all));
            }
        }

        private void listen() {
            try {
                while (true) {
                    var packet = new DatagramPacket(new byte[2048], 2048);
                    socket.receive(packet);
                    for (OscMessage message : messages(packet)) {
                        heard.merge(message, 1, Integer::sum);
                        take(message, packet.getSocketAddress());
                    }
                }
            } catch (IOException closed) {
                socket.close();
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** Passes on what it hears, from another socket, so that it can be counted. */
    private static final class Relay extends Listening {
        private final DatagramSocket out = socket();
        private volatile int port;

        Relay() throws IOException {}

        void leadsTo(int daemon) {
            port = daemon;
        }

        @Override
        void take(OscMessage message, SocketAddress from) throws IOException {
            if (port > 0) {
                send(out, loopback(port), message);
            }
        }

        @Override
        public void close() {
            super.close();
            out.close();
        }
    }

    /** Gives back what it gets, to the daemon's port, or only remembers where it came from. */
    private static final class Echo extends Listening {
        private final boolean silent;
        private volatile int port;
        private volatile SocketAddress lastSender = loopback(1);

        Echo(boolean silent) throws IOException {
            this.silent = silent;
        }

        void answersTo(int daemon) {
            port = daemon;
        }

        SocketAddress lastSender() {
            return lastSender;
        }

        void send(SocketAddress to, OscMessage message) throws IOException {
            ReturnedValuesIT.send(socket, to, message);
        }

        @Override
        void take(OscMessage message, SocketAddress from) throws IOException {
            lastSender = from;
            if (!silent && port > 0) {
                send(loopback(port), message);
            }
        }
    }
}
