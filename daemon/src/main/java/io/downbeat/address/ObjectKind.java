package io.downbeat.address;

import io.downbeat.schema.Placeholder.Kind;

import java.util.List;
import java.util.stream.Collectors;

/** The kinds of object that an address names, by the placeholders of its template. */
public enum ObjectKind {
    /** No object: the whole session or program. */
    WHOLE(""),
    TRACK("track"),
    CLIP("track clip"),
    SCENE("scene"),
    /** The clip that a scene assigns to a track. */
    ASSIGNMENT("scene track"),
    CUE("cue"),
    STEP("cue step"),
    OUTPUT("output"),
    NODE("node"),
    PARAM("node param"),
    /** The value that a clip stores for a parameter. */
    STORED("track clip node param");

    private final String kinds;

    ObjectKind(String kinds) {
        this.kinds = kinds;
    }

    static ObjectKind of(List<Kind> kinds) {
        String words = kinds.stream().map(Kind::word).collect(Collectors.joining(" "));
        for (ObjectKind objectKind : values()) {
            if (objectKind.kinds.equals(words)) {
                return objectKind;
            }
        }
        throw new IllegalStateException("no object is named by " + words);
    }
}
