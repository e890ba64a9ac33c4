package io.downbeat.rig;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that one source, a file or a command line, says about a rig. Laid over another rig it
 * wins where both speak; outputs, controllers, inputs and who is allowed add up.
 */
record Layer(
        Section top,
        Section clock,
        Section access,
        List<Output> outputs,
        List<Section> controllers,
        List<Section> inputs) {

    /** An output's table with those inside it. */
    record Output(Section self, List<Section> maps, List<Section> events) {
        void addReferences(OutputSpec read, List<GraphReference> all) {
            for (String node : read.nodes()) {
                all.add(reference(self, "nodes", read, new GraphReference.OfNode(node)));
            }
            for (String track : read.tracks()) {
                all.add(reference(self, "tracks", read, new GraphReference.OfTrack(track)));
            }
            for (int i = 0; i < maps.size(); i++) {
                Section map = maps.get(i);
                String key = map.has("param") ? "param" : "value";
                MapSpec.Source source = read.maps().get(i).source();
                all.add(reference(map, key, read, new GraphReference.OfSource(source)));
            }
            for (int i = 0; i < events.size(); i++) {
                EventSpec event = read.events().get(i).event();
                all.add(reference(events.get(i), "event", read, new GraphReference.OfEvent(event)));
            }
        }

        private static GraphReference reference(
                Section section, String key, OutputSpec of, GraphReference.What what) {
            return new GraphReference(section.where(key), of.name(), what);
        }

        OutputSpec read() {
            return OutputSpec.read(
                    self,
                    maps.stream().map(MapSpec::read).toList(),
                    events.stream().map(EventMessage::read).toList());
        }
    }

    Layer {
        outputs = List.copyOf(outputs);
        controllers = List.copyOf(controllers);
        inputs = List.copyOf(inputs);
    }

    Rig over(Rig base) {
        List<AccessRule> allowed = access.parsedAll("allow", AccessRule::parse);
        String graph = top.text("graph", base.graph());
        Listening listening = Listening.read(top, base.listening());
        String stateFolder = top.text("state_dir", base.stateFolder());
        Keeping keeping = Keeping.read(top, base.keeping());
        ClockSpec clockSpec = ClockSpec.read(clock, base.clock());
        List<OutputSpec> readOutputs = readOutputs();
        List<ControllerSpec> surfaces = controllers.stream().map(ControllerSpec::read).toList();
        List<InputSpec> readInputs = inputs.stream().map(InputSpec::read).toList();
        return new Rig(
                graph,
                listening,
                stateFolder,
                keeping,
                clockSpec,
                OutputNames.layered(base.outputs(), readOutputs),
                Rig.joined(base.controllers(), surfaces),
                Rig.joined(base.inputs(), readInputs),
                new Access(Rig.joined(base.access().allow(), allowed)),
                references(base, readOutputs, surfaces, readInputs));
    }

    /** Those of the base whose outputs still stand, and all that are read here. */
    private List<GraphReference> references(
            Rig base,
            List<OutputSpec> readOutputs,
            List<ControllerSpec> surfaces,
            List<InputSpec> readInputs) {
        List<GraphReference> all = new ArrayList<>();
        for (GraphReference one : base.references()) {
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
                all.add(new GraphReference(where, "", new GraphReference.OfSubscription(pattern)));
            }
        }
        for (int i = 0; i < readInputs.size(); i++) {
            var to = new GraphReference.OfInput(readInputs.get(i).to());
            all.add(new GraphReference(inputs.get(i).where("to"), "", to));
        }
        return all;
    }

    private List<OutputSpec> readOutputs() {
        List<OutputSpec> read = outputs.stream().map(Output::read).toList();
        for (int i = 0; i < read.size(); i++) {
            if (OutputNames.isRepeated(read.subList(0, i), read.get(i))) {
                outputs.get(i)
                        .self()
                        .complain(
                                "name",
                                "another output is called \""
                                        + read.get(i).name()
                                        + "\" already; expected a name of its own");
            }
        }
        return read;
    }
}
