package io.downbeat.control;

import io.downbeat.rig.OutputSpec;
import io.downbeat.session.Origin;

import java.util.List;

/** Whether a sender is on the host of an output, or the output's receiver itself. Any thread. */
public interface OutputHosts {
    /**
     * @param output position of the output, from 1
     */
    boolean isFrom(int output, Origin sender);

    /** Whether a sender is where any output sends to: the same host and port. */
    boolean isReceiver(Origin sender);

    /** By the addresses as a rig has them; names other than localhost fit nobody. */
    static OutputHosts asWritten(List<OutputSpec> outputs) {
        List<OutputSpec> all = List.copyOf(outputs);
        return new OutputHosts() {
            @Override
            public boolean isFrom(int output, Origin sender) {
                return Hosts.isOn(all.get(output - 1).address().host(), sender);
            }

            @Override
            public boolean isReceiver(Origin sender) {
                return all.stream().anyMatch(output -> Hosts.isAt(output.address(), sender));
            }
        };
    }
}
