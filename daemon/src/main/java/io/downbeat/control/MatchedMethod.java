package io.downbeat.control;

import io.downbeat.schema.Access;
import io.downbeat.schema.Method;
import io.downbeat.session.command.ObjectReference;

import java.util.List;

/** A method of the contract that an address reaches, on the objects it names. */
record MatchedMethod(Method method, List<ObjectReference> refs) {
    MatchedMethod {
        refs = List.copyOf(refs);
    }

    Access access() {
        return method.access();
    }
}
