/**
 * The arrangement in formats that other programs read: a Standard MIDI File and JSON. Pure: bytes
 * out of a session and its graph. Used by the storage thread.
 *
 * <p>Both are written without trees of objects, because an hour of recording has hundreds of
 * thousands of moves and the music plays meanwhile.
 */
@NullMarked
package io.downbeat.export;

import org.jspecify.annotations.NullMarked;
