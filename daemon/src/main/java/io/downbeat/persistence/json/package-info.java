/**
 * A lossless tree of JSON: every value keeps the text that it was written as, with the white space
 * around it, until it changes. A document that is printed without a change is the text that was
 * parsed, byte for byte; one that was edited differs where it was edited and nowhere else.
 *
 * <pre>
 *   text -> JsonReader -> JsonDocument --(JsonEdits, laid out by JsonLayout)--> JsonDocument -> text
 * </pre>
 *
 * <p>All values are immutable, so that a save that fails half-way leaves the document as it was.
 */
@NullMarked
package io.downbeat.persistence.json;

import org.jspecify.annotations.NullMarked;
