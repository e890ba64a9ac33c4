/**
 * The values that a session consists of: tracks, clips, scenes, cue lists, follow actions, and the
 * snapshots of parameters that clips store. Also the launch rules that need no state.
 *
 * <p>All types are immutable values. An edit makes a new {@link io.downbeat.session.model.Session};
 * whatever did not change is the same object as before. Positions of tracks, clips, scenes, cue
 * lists and outputs count from 1, as in the address space; 0 means none.
 */
@NullMarked
package io.downbeat.session.model;

import org.jspecify.annotations.NullMarked;
