package io.downbeat.session.model;

import io.downbeat.time.Grid;
import io.downbeat.time.Meter;

import java.util.Locale;
import java.util.Optional;

/** The grid that a launch waits for, by the words of the contract and of the file. */
public enum Quantize {
    INSTANT("instant"),
    SIXTEENTH("1/16"),
    EIGHTH("1/8"),
    BEAT("beat"),
    HALF("1/2"),
    BAR("bar"),
    TWO_BARS("2bar"),
    FOUR_BARS("4bar"),
    EIGHT_BARS("8bar");

    private final String word;

    Quantize(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The quantization with this word, in upper or lower case. */
    public static Optional<Quantize> of(String word) {
        for (Quantize quantize : values()) {
            if (quantize.word.equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(quantize);
            }
        }
        return Optional.empty();
    }

    /** The grid of this quantization in {@code meter}; empty for {@link #INSTANT}. */
    public Optional<Grid> grid(Meter meter) {
        return switch (this) {
            case INSTANT -> Optional.empty();
            case SIXTEENTH -> Optional.of(new Grid(1, 4));
            case EIGHTH -> Optional.of(new Grid(1, 2));
            case BEAT -> Optional.of(Grid.BEAT);
            case HALF -> Optional.of(new Grid(2, 1));
            case BAR -> Optional.of(meter.bars(1));
            case TWO_BARS -> Optional.of(meter.bars(2));
            case FOUR_BARS -> Optional.of(meter.bars(4));
            case EIGHT_BARS -> Optional.of(meter.bars(8));
        };
    }
}
