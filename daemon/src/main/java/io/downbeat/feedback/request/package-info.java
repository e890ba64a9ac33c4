/**
 * What clients ask for themselves: questions, subscriptions, the destination of answers, errors;
 * and which clients are still there. Owned by the feedback thread. Not thread safe.
 */
@NullMarked
package io.downbeat.feedback.request;

import org.jspecify.annotations.NullMarked;
