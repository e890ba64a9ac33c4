package io.downbeat.persistence.journal;

import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.engine.Conductor;
import io.downbeat.engine.launch.RandomSource;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/** A conductor to which one client sends one command at a time, a millisecond apart. */
final class OneClientConductor {

    private static final HostMicros START = new HostMicros(5_000_000);

    private final Conductor.Setup setup;
    private Conductor conductor;
    private HostMicros now = START;

    OneClientConductor(GraphFileContents loaded) {
        setup =
                new Conductor.Setup(
                        loaded,
                        List.of(),
                        new OscObjectNamesInAddresses(AddressSpace.load()),
                        RandomSource.seeded(1));
        conductor = new Conductor(setup, START, true);
    }

    Conductor conductor() {
        return conductor;
    }

    HostMicros now() {
        return now;
    }

    void waitMicros(long micros) {
        now = now.plus(micros);
    }

    TurnResult perform(Command command) {
        waitMicros(1000);
        var batch =
                new CommandBatch(
                        now,
                        new RequestSender("udp:10.0.0.1:9000"),
                        Optional.empty(),
                        List.of(new CommandWithAddress("/asked", command)));
        return conductor.advance(now, List.of(batch));
    }

    /** The conductor of a new process takes its place. */
    void restartFrom(RecoveredSession recovered) {
        conductor = Conductor.resumed(setup, recovered.snapshot().resumedLater(0));
    }

    static ObjectReference ref(String text) {
        return ObjectReference.of(text);
    }
}
