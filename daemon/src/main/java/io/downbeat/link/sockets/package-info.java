/**
 * The sockets and threads of Ableton Link.
 *
 * <pre>
 *  LinkClient --(enable, tempo, playing)--> link thread --> OwnLinkPeer --> LinkClient.Listener
 *                                               ^    |         |
 *            multicast, "alive" and "response" -+    |         +-- asks for a measurement
 *                                                    +-- sends
 *  MeasurementResponder   one thread for each address: ping in --> pong out, at once
 *  SingleMeasurementThread  one thread for each measurement: 52 times ping out --> pong in;
 *                         gives the offset of the session's clock
 * </pre>
 *
 * <p>The link thread owns the peer and the gateways; {@link io.downbeat.link.sockets.LinkClient}
 * may be called from any thread.
 */
@NullMarked
package io.downbeat.link.sockets;

import org.jspecify.annotations.NullMarked;
