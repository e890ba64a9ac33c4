package io.downbeat.control;

import io.downbeat.session.Command;

/** What a call of one method of the contract becomes. */
@FunctionalInterface
interface Route {
    /** Throws {@link io.downbeat.session.Refusal} for what the contract does not allow. */
    Command command(Call call);

    /** A method whose address and arguments are checked, and which then is refused. */
    static Route notYet() {
        return call -> {
            throw call.notYet(call.method().base().template());
        };
    }
}
