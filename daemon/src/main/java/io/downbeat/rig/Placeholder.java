package io.downbeat.rig;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A word in braces that is replaced by a value when a message is sent. */
public enum Placeholder implements TemplateText.Part {
    NODE("node"),
    PARAM("param"),
    VALUE("value"),
    SCENE("scene"),
    SCENE_NAME("scene.name"),
    TRACK("track"),
    TRACK_NAME("track.name"),
    CLIP("clip"),
    CLIP_NAME("clip.name"),
    BAR("bar"),
    BEAT("beat"),
    TEMPO("tempo"),
    COUNTDOWN("countdown");

    private final String word;

    Placeholder(String word) {
        this.word = word;
    }

    /** The placeholders of a parameter template. */
    static Set<Placeholder> ofParameters() {
        return EnumSet.of(NODE, PARAM, VALUE);
    }

    /** The placeholders of an event's message. */
    static Set<Placeholder> ofEvents() {
        return EnumSet.range(SCENE, COUNTDOWN);
    }

    static Optional<Placeholder> named(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    static String listed(Set<Placeholder> some) {
        return some.stream().map(Placeholder::toString).collect(Collectors.joining(" "));
    }

    /** The placeholder as it is written, with its braces. */
    @Override
    public String toString() {
        return "{" + word + "}";
    }
}
