/**
 * From packets to commands, or to refusals that say what was expected. Pure, and the same for every
 * way in. The contract says which arguments an address takes; {@link io.downbeat.control.Routes}
 * says which command it becomes. Any thread may route.
 *
 * <pre>
 *  OscPacket -> Router             bundles, time tags, prefix, the inputs of the rig
 *                 |
 *              AddressCache        an address or a pattern -> the methods of the contract it matches
 *                 |
 *              MessageInterpreter  triggers fire, values are set or asked for
 *                 |   \
 *                 |    ArgumentReader, ButtonState, SubscribeArguments
 *                 v
 *              Routes -> Command -> RoutedPacket (time, requests) -> the conductor
 * </pre>
 */
@NullMarked
package io.downbeat.control;

import org.jspecify.annotations.NullMarked;
