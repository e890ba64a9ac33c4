/**
 * What outputs are sent: the values of a launch, encoded before its boundary and sent at that
 * moment; values set by hand, at once; and messages for events. Time and sockets are passed in.
 * Owned by the conductor thread. Not thread safe.
 *
 * <pre>
 *   UpcomingBoundary -> WaitingAndSentBoundaries (PacketsOfBoundary) - sendDue, on boundary --+
 *   the next beats ---> PreparedBeatMessages ------------------ sendDue, on the beat ------+
 *                                                                                          v
 *   Event --> OutputMapping, EventMessages --> EncodedMessages --> DatagramPacker --> DelayLine
 *             (which values, which address)          ^             (1432 bytes)            |
 *   SessionView --> PresentValueSender -------------+                                      v
 *               --> ChangedContractValueSender -------+                           OutputConnection
 * </pre>
 *
 * <p>There is one {@link io.downbeat.output.Output} for each output of the rig; {@link
 * io.downbeat.output.Outputs} holds them all.
 */
@NullMarked
package io.downbeat.output;

import org.jspecify.annotations.NullMarked;
