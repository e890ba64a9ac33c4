package io.downbeat.control;

import io.downbeat.rig.OutputSpec;
import io.downbeat.session.Origin;

import java.util.List;

/** Whether a sender is on the host of an output. Any thread. */
@FunctionalInterface
public interface OutputHosts {
    /**
     * @param output position of the output, from 1
     */
    boolean isFrom(int output, Origin sender);

    /** By the addresses as a rig has them; names other than localhost fit nobody. */
    static OutputHosts asWritten(List<OutputSpec> outputs) {
        List<OutputSpec> all = List.copyOf(outputs);
        return (output, sender) -> Hosts.isOn(all.get(output - 1).address().host(), sender);
    }
}
