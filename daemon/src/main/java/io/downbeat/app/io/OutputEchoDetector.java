package io.downbeat.app.io;

import io.downbeat.control.EchoDetector;
import io.downbeat.osc.OscMessage;
import io.downbeat.output.Outputs;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

/**
 * Detects messages that an output's receiver only returns. It compares them with what the outputs
 * have sent.
 */
public record OutputEchoDetector(Outputs outputs) implements EchoDetector {

    @Override
    public boolean isReturned(OscMessage message, RequestSender from, HostMicros at) {
        return outputs.isReturned(message, from, at);
    }

    @Override
    public boolean isReturned(Command command, RequestSender from, HostMicros at) {
        return outputs.isReturnedLaunch(command, from, at);
    }

    @Override
    public boolean isReturnedByConnection(Command command, RequestSender from, HostMicros at) {
        return outputs.isReturnedValue(command, from, at) || isReturned(command, from, at);
    }
}
