/**
 * What can be asked of the session and what it answers: {@link io.downbeat.session.command.Command}
 * goes in, {@link io.downbeat.session.command.Event} comes out, and a {@link
 * io.downbeat.session.command.Refusal} says why a command was not carried out.
 *
 * <pre>
 *   CommandBatch (of one packet) --> engine --> TurnResult (view, events, what comes next)
 * </pre>
 *
 * <p>References to objects are kept as the sender wrote them. They are resolved when the command is
 * handled, because a bundle may wait for its time tag and the session may change before that.
 */
@NullMarked
package io.downbeat.session.command;

import org.jspecify.annotations.NullMarked;
