package io.downbeat.persistence.json;

import java.util.Optional;

/**
 * The text of a new object or array, which is written piece by piece and never as one text.
 *
 * @param outer the indentation of the line that it begins in; empty to write everything in one line
 */
record NewObjectOrArrayText(NewJsonValue value, JsonLayout layout, Optional<String> outer)
        implements ObjectOrArrayText {

    @Override
    public void appendTo(TextSink out) {
        layout.append(value, outer, out);
    }
}
