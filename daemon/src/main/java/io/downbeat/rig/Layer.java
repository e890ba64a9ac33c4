package io.downbeat.rig;

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
        return new Rig(
                top.text("graph", base.graph()),
                Listening.read(top, base.listening()),
                top.text("state_dir", base.stateFolder()),
                Keeping.read(top, base.keeping()),
                ClockSpec.read(clock, base.clock()),
                OutputNames.layered(base.outputs(), readOutputs()),
                Rig.joined(
                        base.controllers(),
                        controllers.stream().map(ControllerSpec::read).toList()),
                Rig.joined(base.inputs(), inputs.stream().map(InputSpec::read).toList()),
                new Access(Rig.joined(base.access().allow(), allowed)));
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
