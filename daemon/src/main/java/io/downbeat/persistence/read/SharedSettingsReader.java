package io.downbeat.persistence.read;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.session.model.FollowAction;
import io.downbeat.time.Beats;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the settings that tracks, clips and scenes have in common: transition, follow action and
 * colour.
 */
final class SharedSettingsReader {

    private static final Pattern RGB =
            Pattern.compile("rgb\\(\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*\\)");
    private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{6})");

    private SharedSettingsReader() {}

    /** Reads a transition. Mode {@code cut} has length 0. */
    static Transition transition(ObjectReader objectReader) {
        String mode = objectReader.text("mode").orElse("fade");
        if (!mode.equalsIgnoreCase("cut") && !mode.equalsIgnoreCase("fade")) {
            objectReader.warn(
                    "mode", JsonValue.quoted(mode) + " is neither cut nor fade; read as cut");
            mode = "cut";
        }
        double length =
                objectReader.clamped("duration_bars", 0, Transition.LONGEST_LENGTH).orElse(0.0);
        return new Transition(
                mode.equalsIgnoreCase("cut") ? 0 : length,
                objectReader.word("unit", FileKeywords.UNIT).orElse(Transition.Unit.BARS),
                objectReader.word("curve", FileKeywords.CURVE).orElse(Curve.LINEAR));
    }

    /** The follow action under {@code follow}; off if there is none. */
    static FollowAction follow(ObjectReader owner) {
        return owner.fields("follow")
                .map(SharedSettingsReader::followAction)
                .orElse(FollowAction.NONE);
    }

    private static FollowAction followAction(ObjectReader objectReader) {
        return new FollowAction(
                objectReader.flag("on"),
                choice(objectReader, "a", FollowAction.Kind.NEXT),
                choice(objectReader, "b", FollowAction.Kind.NONE),
                objectReader.clamped("chance", 0, 1).orElse(1.0),
                time(objectReader),
                objectReader.whole("repeats", 1, FollowAction.MOST).orElse(1));
    }

    private static Optional<Beats> time(ObjectReader objectReader) {
        return objectReader
                .clamped("time", 0, FollowAction.LONGEST_BEATS)
                .map(Beats::of)
                .filter(time -> time.micro() > 0);
    }

    private static FollowAction.Choice choice(
            ObjectReader objectReader, String key, FollowAction.Kind usual) {
        FollowAction.Kind kind = objectReader.word(key, FileKeywords.follow(usual)).orElse(usual);
        int jump =
                kind == FollowAction.Kind.JUMP
                        ? objectReader.whole("jump_" + key, 1, FollowAction.MOST).orElse(1)
                        : 0;
        return new FollowAction.Choice(kind, jump);
    }

    /** The colour as {@code rgb(r,g,b)}; empty if there is none. */
    static String color(ObjectReader objectReader) {
        String written = objectReader.text("color").orElse("");
        Matcher rgb = RGB.matcher(written);
        if (rgb.matches() && isByte(rgb.group(1)) && isByte(rgb.group(2)) && isByte(rgb.group(3))) {
            return "rgb(%s,%s,%s)".formatted(rgb.group(1), rgb.group(2), rgb.group(3));
        }
        Matcher hex = HEX.matcher(written);
        if (hex.matches()) {
            int color = Integer.parseInt(hex.group(1), 16);
            return "rgb(%d,%d,%d)".formatted(color >> 16, color >> 8 & 0xff, color & 0xff);
        }
        if (!written.isEmpty()) {
            objectReader.warn("color", "expected rgb(r,g,b) or #rrggbb; read as absent");
        }
        return "";
    }

    private static boolean isByte(String digits) {
        return Integer.parseInt(digits) <= 255;
    }
}
