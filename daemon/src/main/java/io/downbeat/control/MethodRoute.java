package io.downbeat.control;

import io.downbeat.session.command.Command;

/** What a call of one method of the contract becomes. */
@FunctionalInterface
interface MethodRoute {
    /** Throws {@link io.downbeat.session.Refusal} for what the contract does not allow. */
    Command command(MethodCall call);

    /** A method whose address and arguments are checked, and which then is refused. */
    static MethodRoute notYet() {
        return call -> {
            throw call.notYet(call.method().base().template());
        };
    }
}
