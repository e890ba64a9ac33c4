package io.downbeat.persistence.read;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parameter while the file is being read. It collects every value that the file has for it, and
 * derives the parameter's type, number and range from them.
 */
final class ParamDraft {

    private final ParamPath path;
    private final List<ParamValue> stored = new ArrayList<>();
    private Optional<ParamValue> declared = Optional.empty();
    private Optional<ParamValue> active = Optional.empty();
    private int number = -1;

    ParamDraft(ParamPath path) {
        this.path = path;
    }

    ParamPath path() {
        return path;
    }

    /** Its node has this value for it. */
    void addNodeValue(ParamValue value) {
        declared = Optional.of(value);
    }

    /** A clip has this value for it. */
    void addClipValue(ParamValue value) {
        stored.add(value);
    }

    /** The active clip of the track that owns its node has this value for it. */
    void addActiveClipValue(ParamValue value) {
        active = Optional.of(value);
    }

    void number(int given) {
        number = given;
    }

    int number() {
        return number;
    }

    boolean isDeclared() {
        return declared.isPresent();
    }

    /** The live value after loading; empty if it is unset. */
    Optional<ParamValue> initial() {
        return declared.isPresent() ? declared : active;
    }

    /**
     * Whether it holds text: as its live value, or else as the first clip that has a value for it.
     */
    boolean isText() {
        ParamValue deciding = initial().orElseGet(stored::getFirst);
        return deciding instanceof ParamValue.Text;
    }

    /** The value converted to the parameter's type, if that is possible. */
    Optional<ParamValue> inType(ParamValue value) {
        return switch (value) {
            case ParamValue.Numeric number ->
                    Optional.of(isText() ? ParamValue.of(number.text()) : number);
            case ParamValue.Text text ->
                    isText()
                            ? Optional.of(text)
                            : NumberTextConversion.of(text.value()).map(ParamValue::of);
        };
    }

    /** Every number that the file has for it. */
    double[] knownNumbers() {
        List<ParamValue> all = new ArrayList<>(stored);
        initial().ifPresent(all::add);
        return all.stream()
                .map(this::inType)
                .flatMap(Optional::stream)
                .filter(ParamValue.Numeric.class::isInstance)
                .mapToDouble(value -> ((ParamValue.Numeric) value).value())
                .toArray();
    }
}
