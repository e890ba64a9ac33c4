package io.downbeat.engine;

import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.SessionView.OutputState;
import io.downbeat.session.SessionView.OutputStatus;

import java.util.ArrayList;
import java.util.List;

/** The outputs as far as the session knows them. Owned by the conductor. Not thread safe. */
final class Patchbay {

    private final Score score;
    private List<OutputState> outputs;

    Patchbay(List<OutputState> outputs, Score score) {
        this.outputs = List.copyOf(outputs);
        this.score = score;
    }

    List<OutputState> outputs() {
        return outputs;
    }

    void obey(Command.OnOutput command, int output, Moment moment) {
        OutputState present = outputs.get(output - 1);
        switch (command) {
            case Command.EnableOutput(var ref, var enabled) -> {
                boolean on = enabled.from(present.enabled());
                set(
                        output,
                        new OutputState(
                                present.name(), on, present.offsetMillis(), present.status()),
                        moment);
                tellSet(moment);
            }
            case Command.SetOutputOffset(var ref, var millis) -> {
                set(
                        output,
                        new OutputState(
                                present.name(), present.enabled(), millis, present.status()),
                        moment);
                tellSet(moment);
            }
            case Command.ResendOutput(var ref) ->
                    score.tell(new Event.OutputResent(moment.beat(), output));
        }
    }

    /** What the writer found out about a receiver. */
    void told(int output, OutputStatus status, Moment moment) {
        if (output >= 1 && output <= outputs.size()) {
            set(output, outputs.get(output - 1).with(status), moment);
        }
    }

    private void set(int output, OutputState next, Moment moment) {
        if (!next.equals(outputs.get(output - 1))) {
            var changed = new ArrayList<>(outputs);
            changed.set(output - 1, next);
            outputs = List.copyOf(changed);
            score.tell(new Event.OutputChanged(moment.beat(), output));
        }
    }

    private void tellSet(Moment moment) {
        score.tell(new Event.Set(moment.beat(), moment.by(), moment.address()));
    }
}
