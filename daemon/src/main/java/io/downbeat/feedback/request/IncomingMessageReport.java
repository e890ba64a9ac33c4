package io.downbeat.feedback.request;

import io.downbeat.session.command.RequestOrigin;

/**
 * A message that came in, for a person who looks for a mistake.
 *
 * @param by who sent it
 * @param message address and arguments as they were sent
 * @param outcome what became of it: accepted, refused and why, or that there was nothing to do
 */
public record IncomingMessageReport(RequestOrigin by, String message, String outcome) {}
