package io.downbeat.rig;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings of one source, a file or the command line. Applied to another rig, its single
 * settings replace those of the rig; outputs, controllers, inputs and access rules are added.
 */
record RigLayer(
        RigSectionReader top,
        RigSectionReader clock,
        RigSectionReader access,
        List<Output> outputs,
        List<RigSectionReader> controllers,
        List<RigSectionReader> inputs) {

    /** An output's table with the tables inside it. */
    record Output(
            RigSectionReader self, List<RigSectionReader> maps, List<RigSectionReader> events) {
        void addReferences(OutputSpec read, List<NameUsedInRig> all) {
            for (String node : read.nodes()) {
                all.add(reference(self, "nodes", read, new NameUsedInRig.NodeTarget(node)));
            }
            for (String track : read.tracks()) {
                all.add(reference(self, "tracks", read, new NameUsedInRig.TrackTarget(track)));
            }
            for (int i = 0; i < maps.size(); i++) {
                RigSectionReader map = maps.get(i);
                String key = map.has("param") ? "param" : "value";
                OutputValueMapSpec.Source source = read.maps().get(i).source();
                all.add(reference(map, key, read, new NameUsedInRig.MapSourceTarget(source)));
            }
            for (int i = 0; i < events.size(); i++) {
                EventTrigger event = read.events().get(i).event();
                all.add(
                        reference(
                                events.get(i),
                                "event",
                                read,
                                new NameUsedInRig.EventTarget(event)));
            }
        }

        private static NameUsedInRig reference(
                RigSectionReader rigSectionReader,
                String key,
                OutputSpec of,
                NameUsedInRig.Target what) {
            return new NameUsedInRig(rigSectionReader.where(key), of.name(), what);
        }

        OutputSpec read() {
            return OutputSpec.read(
                    self,
                    maps.stream().map(OutputValueMapSpec::read).toList(),
                    events.stream().map(EventMessage::read).toList());
        }
    }

    RigLayer {
        outputs = List.copyOf(outputs);
        controllers = List.copyOf(controllers);
        inputs = List.copyOf(inputs);
    }

    Rig over(Rig base) {
        List<AccessRule> allowed = access.parsedAll("allow", AccessRule::parse);
        String graph = top.text("graph", base.graph());
        ListenSettings listenSettings = ListenSettings.read(top, base.listenSettings());
        String stateFolder = top.text("state_dir", base.stateFolder());
        TimetagJournalAndUndoSettings timetagJournalAndUndoSettings =
                TimetagJournalAndUndoSettings.read(top, base.timetagJournalAndUndoSettings());
        ClockSettings clockSettings = ClockSettings.read(clock, base.clock());
        List<OutputSpec> readOutputs = readOutputs();
        List<ControllerSubscriptionSpec> surfaces =
                controllers.stream().map(ControllerSubscriptionSpec::read).toList();
        List<IncomingAddressMapSpec> readInputs =
                inputs.stream().map(IncomingAddressMapSpec::read).toList();
        return new Rig(
                graph,
                listenSettings,
                stateFolder,
                timetagJournalAndUndoSettings,
                clockSettings,
                OutputNameRules.layered(base.outputs(), readOutputs),
                Rig.joined(base.controllers(), surfaces),
                Rig.joined(base.inputs(), readInputs),
                new AllowedHosts(Rig.joined(base.allowedHosts().allow(), allowed)),
                references(base, readOutputs, surfaces, readInputs));
    }

    /** The references of the base whose outputs still exist, and all references of this layer. */
    private List<NameUsedInRig> references(
            Rig base,
            List<OutputSpec> readOutputs,
            List<ControllerSubscriptionSpec> surfaces,
            List<IncomingAddressMapSpec> readInputs) {
        List<NameUsedInRig> all = new ArrayList<>();
        for (NameUsedInRig one : base.references()) {
            if (readOutputs.stream().noneMatch(output -> output.name().equals(one.output()))) {
                all.add(one);
            }
        }
        for (int i = 0; i < readOutputs.size(); i++) {
            outputs.get(i).addReferences(readOutputs.get(i), all);
        }
        for (int i = 0; i < surfaces.size(); i++) {
            String where = controllers.get(i).where("subscribe");
            for (String pattern : surfaces.get(i).subscribe()) {
                all.add(
                        new NameUsedInRig(
                                where, "", new NameUsedInRig.SubscriptionTarget(pattern)));
            }
        }
        for (int i = 0; i < readInputs.size(); i++) {
            var to = new NameUsedInRig.InputTarget(readInputs.get(i).to());
            all.add(new NameUsedInRig(inputs.get(i).where("to"), "", to));
        }
        return all;
    }

    private List<OutputSpec> readOutputs() {
        List<OutputSpec> read = outputs.stream().map(Output::read).toList();
        for (int i = 0; i < read.size(); i++) {
            if (OutputNameRules.isRepeated(read.subList(0, i), read.get(i))) {
                outputs.get(i)
                        .self()
                        .addProblem(
                                "name",
                                "another output is called \""
                                        + read.get(i).name()
                                        + "\" already; give this output another name");
            }
        }
        return read;
    }
}
