/**
 * One peer of an Ableton Link session: it finds others, chooses a session, agrees on tempo, beat
 * and start or stop, and measures the clock of the session. Pure: time is passed in, and {@link
 * io.downbeat.link.peer.OwnLinkPeer.Network} sends. The link thread owns all of it; nothing here is
 * thread safe.
 */
@NullMarked
package io.downbeat.link.peer;

import org.jspecify.annotations.NullMarked;
