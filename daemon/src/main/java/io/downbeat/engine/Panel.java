package io.downbeat.engine;

import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.LiveValues;
import io.downbeat.session.Origin;
import io.downbeat.session.Refusal;
import io.downbeat.session.Snapshot;
import io.downbeat.session.Switch;
import io.downbeat.time.Beats;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The live values and the hands on them. Owned by the conductor. Not thread safe. */
final class Panel {

    /** Java would read type suffixes and hexadecimals as well, which no sender means. */
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\d{1,64}\\.?\\d{0,64}|\\.\\d{1,64})([eE][-+]?\\d{1,4})?");

    private final PromptBook book;
    private final Score score;
    private final Board board;
    private final Moving moving;
    private final Dirt dirt;
    private final Map<Integer, Set<Origin>> touches = new LinkedHashMap<>();
    private List<Integer> touched = List.of();

    Panel(PromptBook book, Score score) {
        this.book = book;
        this.score = score;
        this.board = Board.of(book.graph());
        this.moving = new Moving(book.graph().parameters().size());
        this.dirt = new Dirt(book, board, moving);
    }

    LiveValues values() {
        return board;
    }

    /** What is being moved by fades. */
    Moving moving() {
        return moving;
    }

    boolean isDirty(int track) {
        return dirt.isDirty(track);
    }

    /** Counts changes of what {@link #isDirty} answers. */
    long dirtRevision() {
        return dirt.revision();
    }

    /** Numbers of the parameters that a finger lies on. */
    List<Integer> touched() {
        return touched;
    }

    /** Compares the track's live values with these from now on; with none it is never dirty. */
    void compare(int track, Snapshot stored) {
        dirt.compare(track, stored);
    }

    /**
     * Writes live values and tells them, in one event, if there are any. What is written so is no
     * longer moved by a fade.
     */
    void write(Beats at, Event.Cause cause, Origin by, long prepared, Snapshot values) {
        if (values.isEmpty()) {
            return;
        }
        for (int index = 0; index < values.size(); index++) {
            moving.drop(values.parameter(index));
            board.write(values, index);
            dirt.written(values.parameter(index));
        }
        score.tell(new Event.ParamsWritten(at, cause, by, prepared, values));
    }

    /** Hands parameters over to a fade, which moves them from now on. */
    void move(FadeRun run) {
        moving.begin(run);
        for (int index = 0; index < run.to().size(); index++) {
            dirt.written(run.to().parameter(index));
        }
    }

    /** Writes one frame of the fades, and tells it. Nothing that moves is dirty. */
    void glide(Beats at, Snapshot frame) {
        if (frame.isEmpty()) {
            return;
        }
        for (int index = 0; index < frame.size(); index++) {
            board.write(frame, index);
        }
        score.tell(new Event.ParamsWritten(at, Event.Cause.FADE, Origin.DAEMON, 0, frame));
    }

    /** Takes from a fade what it still moves, and leaves it where it is. */
    void freeze(FadeRun run) {
        Snapshot stopped = moving.targets(List.of(run));
        for (int index = 0; index < stopped.size(); index++) {
            moving.drop(stopped.parameter(index));
            dirt.written(stopped.parameter(index));
        }
    }

    void obey(Command.OnParam command, Parameter parameter, Moment moment) {
        switch (command) {
            case Command.WriteParam(var node, var param, var value) ->
                    hand(parameter, kept(parameter, value), moment);
            case Command.WriteNorm(var node, var param, var norm) ->
                    hand(parameter, atNorm(parameter, norm), moment);
            case Command.SetRange(var node, var param, var min, var max) ->
                    setRange(parameter, stated(parameter, min, max), moment);
            case Command.Touch(var node, var param, var down) ->
                    touch(parameter.number(), down, moment);
        }
    }

    /** Lifts every finger of a client that is gone. */
    void release(Origin client, Moment moment) {
        for (int parameter : List.copyOf(touched)) {
            if (touches.getOrDefault(parameter, Set.of()).contains(client)) {
                lift(parameter, client, moment);
            }
        }
    }

    /** A hand moves a parameter to a value that fits it. */
    void hand(Parameter parameter, ParamValue value, Moment moment) {
        if (!board.value(parameter.number()).equals(Optional.of(value))) {
            book.moved();
        }
        Snapshot written = Snapshot.of(parameter.number(), value);
        write(moment.beat(), Event.Cause.HAND, moment.by(), 0, written);
    }

    private static ParamValue kept(Parameter parameter, ParamValue value) {
        return switch (value) {
            case ParamValue.Numeric number when parameter.text() -> ParamValue.of(number.text());
            case ParamValue.Numeric(var number) -> ParamValue.of(parameter.range().clip(number));
            case ParamValue.Text text when parameter.text() -> text;
            case ParamValue.Text(var text) ->
                    ParamValue.of(parameter.range().clip(parsed(parameter, text)));
        };
    }

    private static double parsed(Parameter parameter, String text) {
        String written = text.strip();
        if (!DECIMAL.matcher(written).matches()) {
            throw new Refusal(
                    Refusal.Code.TYPE,
                    parameter.path() + " holds a number, not the text \"" + brief(text) + "\"");
        }
        double number = Double.parseDouble(written);
        if (Double.isInfinite(number)) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    parameter.path() + " holds a finite number; " + brief(text) + " is too large");
        }
        return number;
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    private static ParamValue atNorm(Parameter parameter, double norm) {
        if (parameter.text()) {
            throw new Refusal(
                    Refusal.Code.TYPE,
                    parameter.path() + " holds text, which has no range to move over");
        }
        return ParamValue.of(parameter.range().atNorm(norm));
    }

    private static Range stated(Parameter parameter, double min, double max) {
        if (parameter.text()) {
            throw new Refusal(
                    Refusal.Code.TYPE, parameter.path() + " holds text, which has no range");
        }
        if (!Range.isRange(min, max)) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a range's min lies below its max, not " + min + " and " + max);
        }
        return Range.stated(min, max);
    }

    private void setRange(Parameter parameter, Range range, Moment moment) {
        if (!parameter.range().equals(range)) {
            book.edit(parameter.with(range));
        }
        tellSet(moment);
    }

    private void touch(int parameter, Switch down, Moment moment) {
        boolean isDown = touches.getOrDefault(parameter, Set.of()).contains(moment.by());
        if (down.from(isDown)) {
            touches.computeIfAbsent(parameter, number -> new LinkedHashSet<>()).add(moment.by());
            told(parameter, true, moment.by(), moment);
        } else {
            lift(parameter, moment.by(), moment);
        }
        tellSet(moment);
    }

    private void lift(int parameter, Origin client, Moment moment) {
        Set<Origin> fingers = touches.get(parameter);
        if (fingers != null && fingers.remove(client)) {
            if (fingers.isEmpty()) {
                touches.remove(parameter);
            }
            told(parameter, false, client, moment);
        }
    }

    private void told(int parameter, boolean down, Origin client, Moment moment) {
        touched = List.copyOf(touches.keySet());
        score.tell(new Event.Touched(moment.beat(), client, parameter, down));
    }

    private void tellSet(Moment moment) {
        score.tell(new Event.Set(moment.beat(), moment.by(), moment.address()));
    }
}
