/**
 * What surfaces hear: answers, errors, and every change of what they subscribed to, as the
 * contract's rules 4, 5 and 8 to 14 have it. Pure, as the Conductor is: turned with what happened
 * and the time, it returns packets and when it wants to be turned again.
 *
 * <pre>
 *   Batch (view, events) --> Feedback.turn --> Turned (packets, wakeAt, requests to the conductor)
 *                               |
 *      Changes (by identity) ---+--- Subscriptions --- Subscriber (Reach, Lease, rounds, hands)
 *                               |
 *      Hands, Pulses -----------+--- Delivery (rates, dumps, healing)
 *                               |
 *      PresentValues (address) -+--- Outbox (types, prefix, bundles of a datagram)
 * </pre>
 */
@NullMarked
package io.downbeat.feedback;

import org.jspecify.annotations.NullMarked;
