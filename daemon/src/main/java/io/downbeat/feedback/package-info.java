/**
 * What clients are sent: answers, errors, and every change of what they subscribed to (rules 4, 5
 * and 8 to 14 of the contract). Pure: it is given the events of each turn and the time, and returns
 * packets and the time of its next update. Owned by the feedback thread.
 *
 * <pre>
 *   EngineTurnReport (view, events) --> Feedback.update --> FeedbackResult (packets, wake-up, requests)
 *                                   |
 *       ViewDiff (by identity) -----+--- Subscriptions --- Subscriber (SubscribedAddresses, Lease)
 *                                   |
 *       ParameterFeedback, PositionReports +--- SubscriberDelivery (rates, dumps, healing)
 *                                   |
 *       PresentValueReader (address) ----+--- Outbox (types, prefix, bundles)
 * </pre>
 */
@NullMarked
package io.downbeat.feedback;

import org.jspecify.annotations.NullMarked;
