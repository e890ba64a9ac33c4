package io.downbeat.persistence.read;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The words that a key of the file may have, in upper or lower case.
 *
 * @param usual the word that is assumed if the key is missing
 */
public record FileKeywords<W>(Map<String, W> meanings, String usual) {

    /** The quantization of a clip or a cue list; {@code global} means it has none of its own. */
    static final FileKeywords<Optional<Quantize>> OWN_QUANTIZE = ownQuantize();

    public static final FileKeywords<Quantize> QUANTIZE =
            of(List.of(Quantize.values()), Quantize::word, Quantize.INSTANT);
    public static final FileKeywords<LaunchMode> MODE =
            of(List.of(LaunchMode.values()), LaunchMode::word, LaunchMode.TRIGGER);
    public static final FileKeywords<Transition.Unit> UNIT =
            of(List.of(Transition.Unit.values()), Transition.Unit::word, Transition.Unit.BARS);
    public static final FileKeywords<Curve> CURVE =
            of(List.of(Curve.values()), Curve::word, Curve.LINEAR);
    public static final FileKeywords<CueList.Advance> ADVANCE =
            of(List.of(CueList.Advance.values()), CueList.Advance::word, CueList.Advance.MANUAL);

    public static FileKeywords<FollowAction.Kind> follow(FollowAction.Kind usual) {
        return of(List.of(FollowAction.Kind.values()), FollowAction.Kind::word, usual);
    }

    Optional<W> of(String word) {
        return Optional.ofNullable(meanings.get(word.toLowerCase(Locale.ROOT)));
    }

    String list() {
        return String.join(", ", meanings.keySet());
    }

    private static <W> FileKeywords<W> of(List<W> all, Function<W, String> word, W usual) {
        Map<String, W> meanings = new LinkedHashMap<>();
        for (W meaning : all) {
            meanings.put(word.apply(meaning), meaning);
        }
        return new FileKeywords<>(meanings, word.apply(usual));
    }

    private static FileKeywords<Optional<Quantize>> ownQuantize() {
        Map<String, Optional<Quantize>> meanings = new LinkedHashMap<>();
        meanings.put("global", Optional.empty());
        for (Quantize quantize : Quantize.values()) {
            meanings.put(quantize.word(), Optional.of(quantize));
        }
        return new FileKeywords<>(meanings, "global");
    }
}
