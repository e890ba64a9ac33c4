/**
 * The session as values and pure rules: what there is (tracks, clips, scenes, cue paths), what can
 * be asked of it ({@link io.downbeat.session.Command}), what happened ({@link
 * io.downbeat.session.Event}), and what the rest of the program may look at ({@link
 * io.downbeat.session.SessionView}).
 *
 * <pre>
 *   Command --> engine (decides, with the rules here) --> Event
 *                        |
 *                        +--> SessionView, published whenever something changed
 * </pre>
 *
 * <p>Positions of tracks, clips, scenes, cue paths and outputs count from 1 here as in the address
 * space; 0 is none.
 */
@NullMarked
package io.downbeat.session;

import org.jspecify.annotations.NullMarked;
