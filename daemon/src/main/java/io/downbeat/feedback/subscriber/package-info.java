/**
 * Who is subscribed to what: one {@link io.downbeat.feedback.subscriber.Subscriber} for each
 * destination, with its patterns, its lease and what still has to be sent to it; and the addresses
 * that its patterns match in the present session. Owned by the feedback thread. Not thread safe.
 */
@NullMarked
package io.downbeat.feedback.subscriber;

import org.jspecify.annotations.NullMarked;
