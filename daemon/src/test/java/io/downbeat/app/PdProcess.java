package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs Pure Data without a window, with patches and a patch of the tests beside them. That patch
 * prints what the cells of the control surface receive, and presses its buttons.
 */
final class PdProcess implements AutoCloseable {
    private static final Path REHEARSAL =
            Path.of("src", "test", "resources", "io", "downbeat", "app", "rehearsal.pd");

    private final RealProcess process;
    private final int remote;

    private PdProcess(RealProcess process, int remote) {
        this.process = process;
        this.remote = remote;
    }

    /**
     * Opens these patches, then sends these messages, each a receiver's name and what it gets.
     * Waits until Pd has done so and listens: a press before that would be lost.
     */
    static PdProcess with(List<Path> patches, String... sends) {
        int remote = RealProcess.freePort();
        List<String> command =
                new ArrayList<>(List.of("pd", "-nogui", "-noaudio", "-nomidi", "-stderr"));
        patches.forEach(patch -> command.addAll(List.of("-open", patch.toString())));
        command.addAll(List.of("-open", REHEARSAL.toString()));
        command.addAll(List.of("-send", "rehearsal-listen " + remote));
        for (String send : sends) {
            command.addAll(List.of("-send", send));
        }
        // The messages are sent in their order, so what is before this one has been done.
        command.addAll(List.of("-send", "rehearsal-ready bang"));
        RealProcess process = RealProcess.start(command.toArray(String[]::new));
        process.waitFor("ready: bang");
        return new PdProcess(process, remote);
    }

    /** Sends a bang to that receiver. */
    void press(String receiver) {
        say("press " + receiver);
    }

    void connectSurface(int port) {
        say("connect 127.0.0.1 " + port);
    }

    String waitFor(String line) {
        return process.waitFor(line);
    }

    List<String> printed() {
        return process.printed();
    }

    /**
     * An object that Pd does not have, or a message that one does not take, is a line of its own.
     */
    void assertNoTrouble() {
        assertEquals(
                List.of(),
                printed().stream()
                        .filter(line ->
                                line.contains("couldn't create")
                                        || line.contains("no such object")
                                        || line.contains("unknown tag")
                                        || line.contains("bad arguments")
                                        || line.contains("no method for")
                                        || line.contains("expected '")
                                        || line.contains("connection failed"))
                        .toList());
    }

    @Override
    public void close() {
        process.close();
    }

    private void say(String message) {
        byte[] bytes = (message + ";\n").getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress here = InetAddress.getLoopbackAddress();
            socket.send(new DatagramPacket(bytes, bytes.length, here, remote));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
