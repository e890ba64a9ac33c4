package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.view.SessionView.OutputState;

import java.util.ArrayList;
import java.util.List;

/** The settings and the status of each output. */
final class OutputSettingsAndStatus {

    private final TurnEvents events;
    private List<OutputState> outputs;

    OutputSettingsAndStatus(List<OutputState> outputs, TurnEvents events) {
        this.outputs = List.copyOf(outputs);
        this.events = events;
    }

    List<OutputState> outputs() {
        return outputs;
    }

    void handle(Command.OutputCommand command, int output, CommandContext context) {
        OutputState present = outputs.get(output - 1);
        switch (command) {
            case Command.EnableOutput(var ref, var enabled) -> {
                boolean on = enabled.from(present.enabled());
                set(
                        output,
                        new OutputState(
                                present.name(), on, present.offsetMillis(), present.status()),
                        context);
            }
            case Command.SetOutputOffset(var ref, var millis) -> {
                set(
                        output,
                        new OutputState(
                                present.name(), present.enabled(), millis, present.status()),
                        context);
            }
            case Command.ResendOutput(var ref) ->
                    events.emit(new Event.OutputResent(context.beat(), output));
        }
    }

    /** Gives the outputs the settings that outputs of the same names had. */
    void restore(List<OutputState> earlier) {
        outputs = outputs.stream().map(present -> restored(present, earlier)).toList();
    }

    private static OutputState restored(OutputState present, List<OutputState> earlier) {
        return earlier.stream()
                .filter(was -> was.name().equals(present.name()))
                .findFirst()
                .map(was ->
                        new OutputState(
                                present.name(),
                                was.enabled(),
                                was.offsetMillis(),
                                present.status()))
                .orElse(present);
    }

    void handle(Command.ReportOutput report, CommandContext context) {
        int output = report.output();
        if (output >= 1 && output <= outputs.size()) {
            set(output, outputs.get(output - 1).with(report.status()), context);
        }
    }

    private void set(int output, OutputState next, CommandContext context) {
        if (!next.equals(outputs.get(output - 1))) {
            var changed = new ArrayList<>(outputs);
            changed.set(output - 1, next);
            outputs = List.copyOf(changed);
            events.emit(new Event.OutputChanged(context.beat(), output));
        }
    }
}
