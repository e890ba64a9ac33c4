/**
 * What subscribers get without asking: changes of the session, positions and countdowns, the
 * progress of fades, and all present values again from time to time. Owned by the feedback thread.
 * Not thread safe.
 *
 * <pre>
 *   two views --> ViewDiff (positions whose answer changed) ---------------------+
 *             --> ReassignedAddressFinder (addresses that name another object) --+
 *   beats ------> PositionFeedback, FadeAndFollowActionProgressFeedback ------------------------+--> SubscriberDelivery
 *   time -------> DumpPacer (dumps, healing) ------------------------------------+--> Outbox
 * </pre>
 */
@NullMarked
package io.downbeat.feedback.change;

import org.jspecify.annotations.NullMarked;
