package io.downbeat.feedback.request;

import io.downbeat.session.command.RequestSender;

/**
 * An incoming message and its outcome, for a person who looks for a mistake.
 *
 * @param by the sender
 * @param message address and arguments as they were sent
 * @param outcome accepted, refused and why, or that there was nothing to do
 */
public record MonitoredMessageWithOutcome(RequestSender by, String message, String outcome) {}
