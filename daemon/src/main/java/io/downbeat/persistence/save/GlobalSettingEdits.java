package io.downbeat.persistence.save;

import io.downbeat.fade.Transition;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.read.NumberTextConversion;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import java.util.List;
import java.util.Optional;

/** The changes of a save to tempo, signature, global quantization and global transition. */
final class GlobalSettingEdits {

    private static final String LIKE_A_COUNT = "4";

    private final JsonEdits edits;
    private final JsonObject root;

    GlobalSettingEdits(JsonEdits edits, JsonObject root) {
        this.edits = edits;
        this.root = root;
    }

    /** Writes the differences from what a load of the document gives. */
    void write(GraphFileContents before, SessionView view) {
        Tempo tempo = view.transport().tempo();
        Meter meter = view.transport().meter();
        if (!tempo.equals(before.tempo())) {
            number("metronome", "bpm", tempo.bpm(), MemberEdits.LIKE_A_FLOAT);
        }
        if (meter.beats() != before.meter().beats()) {
            number("metronome", "beats_per_bar", meter.beats(), LIKE_A_COUNT);
        }
        if (meter.unit() != before.meter().unit()) {
            number("session", "beat_unit", meter.unit(), LIKE_A_COUNT);
        }
        TransitionEdits.of(edits, root, "session", "transition")
                .write(unusual(before.launchSettings()), unusual(view.settings()));
        Quantize quantize = view.settings().quantize();
        if (quantize != before.launchSettings().quantize()) {
            edits.set(root, List.of("session", "quantize"), JsonValue.quoted(quantize.word()));
        }
    }

    /** A cut is the default and is not written. */
    private static Optional<Transition> unusual(GlobalLaunchSettings settings) {
        return Optional.of(settings.transition()).filter(one -> !one.equals(Transition.CUT));
    }

    private void number(String owner, String key, double value, String usual) {
        String style =
                root.object(owner)
                        .flatMap(members -> members.value(key))
                        .filter(JsonNumber.class::isInstance)
                        .map(JsonValue::text)
                        .orElse(usual);
        edits.set(root, List.of(owner, key), NumberTextConversion.inStyleOf(style, value));
    }
}
