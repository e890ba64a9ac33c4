package io.downbeat.control;

import io.downbeat.rig.OutputSpec;
import io.downbeat.session.command.RequestSender;

import java.util.List;

/** Whether a sender is on the host of an output, or is the output's receiver. */
public interface OutputHostCheck {
    /**
     * @param output position of the output, from 1
     */
    boolean isFrom(int output, RequestSender sender);

    /** Whether a sender has the host and port of any output. */
    boolean isReceiver(RequestSender sender);

    /** A check by the addresses in the rig; names other than localhost match no sender. */
    static OutputHostCheck asWritten(List<OutputSpec> outputs) {
        List<OutputSpec> all = List.copyOf(outputs);
        return new OutputHostCheck() {
            @Override
            public boolean isFrom(int output, RequestSender sender) {
                return RigHostMatcher.isOn(all.get(output - 1).address().host(), sender);
            }

            @Override
            public boolean isReceiver(RequestSender sender) {
                return all.stream()
                        .anyMatch(output -> RigHostMatcher.isAt(output.address(), sender));
            }
        };
    }
}
