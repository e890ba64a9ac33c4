package io.downbeat.address;

import io.downbeat.session.command.Command;

/** Makes the command of an address from one call. */
@FunctionalInterface
interface CommandFactory {
    /** Throws {@link io.downbeat.session.command.Refusal} if the contract does not allow it. */
    Command command(ResolvedMessage call);
}
