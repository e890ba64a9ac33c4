/**
 * What clients are sent: answers, errors, and every change of what they subscribed to (rules 4, 5
 * and 8 to 14 of the contract). It reads no clock and uses no socket: it receives turns and the
 * time, and returns packets and the time of its next update. Owned by the feedback thread. Not
 * thread safe.
 *
 * <pre>
 *   TurnResult (view, events) --> Feedback.update --> UpdateResult (packets, wake-up, requests)
 *
 *   feedback             Feedback, ParameterFeedback: which client gets which parameter, and when
 *     request            questions, subscriptions, errors of clients
 *     change             what has changed, and when it is sent
 *     subscriber         who is subscribed to what
 *     packet             messages into datagrams
 * </pre>
 *
 * <p>Each room uses only the rooms below it.
 */
@NullMarked
package io.downbeat.feedback;

import org.jspecify.annotations.NullMarked;
