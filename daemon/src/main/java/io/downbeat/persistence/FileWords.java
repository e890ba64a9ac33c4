package io.downbeat.persistence;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.session.CuePath;
import io.downbeat.session.FollowAction;
import io.downbeat.session.LaunchMode;
import io.downbeat.session.Quantize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The words that may stand under a key of the file, in any case.
 *
 * @param usual the word for what holds when none stands there
 */
record FileWords<W>(Map<String, W> meanings, String usual) {

    /** A clip's or a cue path's own quantization; {@code global} is none. */
    static final FileWords<Optional<Quantize>> OWN_QUANTIZE = ownQuantize();

    static final FileWords<Quantize> QUANTIZE =
            of(List.of(Quantize.values()), Quantize::word, Quantize.INSTANT);
    static final FileWords<LaunchMode> MODE =
            of(List.of(LaunchMode.values()), LaunchMode::word, LaunchMode.TRIGGER);
    static final FileWords<Transition.Unit> UNIT =
            of(List.of(Transition.Unit.values()), Transition.Unit::word, Transition.Unit.BARS);
    static final FileWords<Curve> CURVE = of(List.of(Curve.values()), Curve::word, Curve.LINEAR);
    static final FileWords<CuePath.Advance> ADVANCE =
            of(List.of(CuePath.Advance.values()), CuePath.Advance::word, CuePath.Advance.MANUAL);

    static FileWords<FollowAction.Word> follow(FollowAction.Word usual) {
        return of(List.of(FollowAction.Word.values()), FollowAction.Word::word, usual);
    }

    Optional<W> of(String word) {
        return Optional.ofNullable(meanings.get(word.toLowerCase(Locale.ROOT)));
    }

    String list() {
        return String.join(", ", meanings.keySet());
    }

    private static <W> FileWords<W> of(List<W> all, Function<W, String> word, W usual) {
        Map<String, W> meanings = new LinkedHashMap<>();
        for (W meaning : all) {
            meanings.put(word.apply(meaning), meaning);
        }
        return new FileWords<>(meanings, word.apply(usual));
    }

    private static FileWords<Optional<Quantize>> ownQuantize() {
        Map<String, Optional<Quantize>> meanings = new LinkedHashMap<>();
        meanings.put("global", Optional.empty());
        for (Quantize quantize : Quantize.values()) {
            meanings.put(quantize.word(), Optional.of(quantize));
        }
        return new FileWords<>(meanings, "global");
    }
}
