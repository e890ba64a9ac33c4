package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.engine.Inbox;
import io.downbeat.osc.Peer;
import io.downbeat.rig.Listening;
import io.downbeat.transport.Admission;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What listens besides UDP. */
final class Net implements AutoCloseable {

    /** Who stands behind the doors. */
    record Within(
            Admission admission,
            HostClock clock,
            Ears.Hearing hearing,
            Inbox inbox,
            Consumer<Peer> left) {}

    static Net open(Listening listening, Within within, int oscPort) {
        return new Net();
    }

    OptionalInt tcpPort() {
        return OptionalInt.empty();
    }

    OptionalInt httpPort() {
        return OptionalInt.empty();
    }

    void send(Peer to, ByteBuffer packet) {}

    @Override
    public void close() {}
}
