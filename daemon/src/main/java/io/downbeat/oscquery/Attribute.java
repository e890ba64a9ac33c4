package io.downbeat.oscquery;

import java.util.Optional;

/** The attributes of a node that can be asked for, in the order in which they are written. */
enum Attribute {
    FULL_PATH,
    DESCRIPTION,
    ACCESS,
    TYPE,
    VALUE,
    RANGE,
    UNIT,
    CLIPMODE,
    TAGS,
    CRITICAL,
    OVERLOADS,
    /** Last, so that what a node is comes before what is below it. */
    CONTENTS;

    static Optional<Attribute> of(String word) {
        for (Attribute attribute : values()) {
            if (attribute.name().equals(word)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }
}
