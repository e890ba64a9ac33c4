/**
 * Handles what clients ask for: questions, subscriptions, where their answers go, and who watches
 * incoming messages. Limits how many requests and errors one client causes. Owned by the feedback
 * thread. Not thread safe.
 */
@NullMarked
package io.downbeat.feedback.request;

import org.jspecify.annotations.NullMarked;
