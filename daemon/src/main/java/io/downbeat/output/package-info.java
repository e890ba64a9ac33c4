/**
 * What instruments, visuals and desks are sent: a launch encoded before its boundary and sent when
 * it comes, a hand's writes at once, events as messages of the receiver's own. Pure but for what is
 * remembered from turn to turn; time, wall time and sockets are handed in.
 *
 * <pre>
 *   Upcoming -----> Departures (Prepared) --- sendDue, at the boundary ---+
 *   the next beats --> Metronome ------------ sendDue, on the beat -------+
 *                                                                         v
 *   Event --------> OutputMap, EventMessages --> Elements --> Packing --> Line --> OutputPort
 *                   (what goes by which address)              (1432 B)    (delay)
 *   SessionView --> Resending, ValueMaps ------------^
 * </pre>
 *
 * <p>There is one {@link io.downbeat.output.Receiver} for each output of the rig, all held by the
 * {@link io.downbeat.output.ParamWriter}, on the conductor's thread.
 */
@NullMarked
package io.downbeat.output;

import org.jspecify.annotations.NullMarked;
