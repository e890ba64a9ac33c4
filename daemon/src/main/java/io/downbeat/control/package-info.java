/**
 * Turns received packets into commands, or into refusals that say what was expected. It is the same
 * for UDP, TCP and WebSocket.
 *
 * <pre>
 *   OscPacket --> PacketInterpreter             bundles, time tags, prefix, echoes, the rig's input mapping
 *                   |
 *               MessageInterpreter   a trigger fires, a value is set or asked for
 *                   |    |
 *                   |    AddressCache --> AddressMatch: the rows that an address or pattern names
 *                   v
 *               AddressRow.command (package address), which checks the arguments
 *                   |
 *                   v
 *               CommandsDueTogether         commands, and when they are due
 * </pre>
 *
 * <p>Any thread may route. References to objects are not resolved here but when the engine handles
 * the command.
 */
@NullMarked
package io.downbeat.control;

import org.jspecify.annotations.NullMarked;
