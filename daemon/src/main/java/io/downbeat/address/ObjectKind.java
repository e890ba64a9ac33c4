package io.downbeat.address;

import io.downbeat.schema.Placeholder.Kind;

import java.util.List;
import java.util.stream.Collectors;

/** The sorts of object that an address speaks of, by the placeholders of its template. */
public enum ObjectKind {
    WHOLE(""),
    TRACK("track"),
    CLIP("track clip"),
    SCENE("scene"),
    ASSIGNMENT("scene track"),
    CUE("cue"),
    STEP("cue step"),
    OUTPUT("output"),
    NODE("node"),
    PARAM("node param"),
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
