/**
 * Ableton Link, in pure Java: peers on the network agree on a tempo, on where the beats lie and, if
 * wanted, on start and stop. All that decides is pure and is handed its time; sockets and threads
 * only carry datagrams to it and from it.
 *
 * <pre>
 *  LinkSession --(enable, tempo, playing)--&gt; link thread --&gt; LinkPeer --&gt; Listener.shared
 *                                              ^     |          |
 *             multicast, alive and response ---+     +-- sends  +-- asks for a measurement
 *
 *  one thread per address:     ping in --&gt; pong out, at once
 *  one thread per measurement: ping out --&gt; pong in, 52 times --&gt; offset of the session's clock
 * </pre>
 */
@NullMarked
package io.downbeat.link;

import org.jspecify.annotations.NullMarked;
