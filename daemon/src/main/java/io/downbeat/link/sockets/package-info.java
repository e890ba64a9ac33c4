/**
 * The sockets and threads of Ableton Link.
 *
 * <pre>
 *  LinkClient --(enable, tempo, playing)--> link thread --> LinkPeer --> Listener.shared
 *                                              ^     |          |
 *             multicast, alive and response ---+     +-- sends  +-- asks for a measurement
 * </pre>
 *
 * <p>one thread for each address: ping in --> pong out, at once one thread for each measurement:
 * ping out --> pong in, 52 times --> offset of the session clock </pre>
 *
 * <p>The link thread owns the peer and the gateways; {@link io.downbeat.link.sockets.LinkClient}
 * may be called from any thread.
 */
@NullMarked
package io.downbeat.link.sockets;

import org.jspecify.annotations.NullMarked;
