package io.downbeat.control;

import io.downbeat.address.AddressTable;
import io.downbeat.rig.Endpoint;
import io.downbeat.rig.IncomingAddressMapSpec;
import io.downbeat.rig.ListenSettings;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.OutputValueMapSpec;
import io.downbeat.rig.Rig;
import io.downbeat.rig.TimetagJournalAndUndoSettings;

import java.util.List;

/** Makes rigs for tests: the default rig, except for the part that a test is about. */
final class SampleRigs {
    private SampleRigs() {}

    static PacketInterpreter packetInterpreter(Rig rig) {
        return new PacketInterpreter(
                new AddressTable(
                        MessageExpectation.SPACE,
                        "test",
                        rig.listenSettings().prefix(),
                        MessageExpectation.TOKEN),
                rig);
    }

    static Rig keeping(TimetagJournalAndUndoSettings timetagJournalAndUndoSettings) {
        return rig(ListenSettings.DEFAULT, timetagJournalAndUndoSettings, List.of(), List.of());
    }

    static Rig prefixed(String prefix) {
        ListenSettings usual = ListenSettings.DEFAULT;
        return rig(
                new ListenSettings(usual.osc(), usual.http(), usual.oscTcp(), "", true, prefix),
                TimetagJournalAndUndoSettings.DEFAULT,
                List.of(),
                List.of());
    }

    static Rig inputs(IncomingAddressMapSpec... inputs) {
        return rig(
                ListenSettings.DEFAULT,
                TimetagJournalAndUndoSettings.DEFAULT,
                List.of(),
                List.of(inputs));
    }

    static Rig mapped(String host, OutputValueMapSpec map) {
        var output =
                new OutputSpec(
                        "desk",
                        new Endpoint(host, 8000),
                        List.of(),
                        List.of(),
                        OutputSpec.DEFAULT_TEMPLATE,
                        true,
                        new OutputSpec.OutputSendTimes(OutputSpec.Timetag.IMMEDIATE, 50, 0, 60, 0),
                        true,
                        true,
                        List.of(map),
                        List.of());
        return rig(
                ListenSettings.DEFAULT,
                TimetagJournalAndUndoSettings.DEFAULT,
                List.of(output),
                List.of());
    }

    private static Rig rig(
            ListenSettings listenSettings,
            TimetagJournalAndUndoSettings timetagJournalAndUndoSettings,
            List<OutputSpec> outputs,
            List<IncomingAddressMapSpec> inputs) {
        Rig usual = Rig.DEFAULT;
        return new Rig(
                usual.graph(),
                listenSettings,
                usual.stateFolder(),
                timetagJournalAndUndoSettings,
                usual.clock(),
                outputs,
                usual.controllers(),
                inputs,
                usual.allowedHosts());
    }
}
