package io.downbeat.control;

import io.downbeat.rig.OutputSpec;
import io.downbeat.session.command.RequestOrigin;

import java.util.List;

/** Whether a sender is on the host of an output, or the output's receiver itself. Any thread. */
public interface OutputHostCheck {
    /**
     * @param output position of the output, from 1
     */
    boolean isFrom(int output, RequestOrigin sender);

    /** Whether a sender is where any output sends to: the same host and port. */
    boolean isReceiver(RequestOrigin sender);

    /** By the addresses as a rig has them; names other than localhost fit nobody. */
    static OutputHostCheck asWritten(List<OutputSpec> outputs) {
        List<OutputSpec> all = List.copyOf(outputs);
        return new OutputHostCheck() {
            @Override
            public boolean isFrom(int output, RequestOrigin sender) {
                return HostMatcher.isOn(all.get(output - 1).address().host(), sender);
            }

            @Override
            public boolean isReceiver(RequestOrigin sender) {
                return all.stream().anyMatch(output -> HostMatcher.isAt(output.address(), sender));
            }
        };
    }
}
