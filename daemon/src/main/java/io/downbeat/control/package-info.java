/**
 * The way in: packets become commands, or refusals that say what was expected. Pure, and the same
 * for every transport; what an address takes is read from the contract, what it does is in {@link
 * io.downbeat.control.Routes}.
 *
 * <pre>
 * OscPacket -> Router      bundles, time tags, prefix, the rig's inputs
 *                |
 *             Addresses    an address, or a pattern, -> what it reaches in the contract
 *                |
 *             Messages     triggers fire, values are set or asked, by kind
 *                |   \
 *                |    Arguments, Press, Subscribing    what was sent, by the contract's rules
 *                v
 *             Routes -> Command -> Routed(when, requests) -> the conductor
 * </pre>
 */
@NullMarked
package io.downbeat.control;

import org.jspecify.annotations.NullMarked;
