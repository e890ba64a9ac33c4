/**
 * Handles what clients ask for: questions, subscriptions, the destination of their answers. Sends
 * errors.
 */
@NullMarked
package io.downbeat.feedback.request;

import org.jspecify.annotations.NullMarked;
