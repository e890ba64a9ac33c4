package io.downbeat.engine;

import io.downbeat.session.Command;
import io.downbeat.session.Origin;
import io.downbeat.session.Request;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/**
 * What came in together, and when: a message, or the messages of a bundle, obeyed in one step and
 * in their order.
 *
 * @param due the moment that a time tag asks for; until then it is held
 */
public record Arrival(HostMicros at, Origin by, Optional<HostMicros> due, List<Request> requests) {
    public Arrival {
        requests = List.copyOf(requests);
    }

    /** Whether obeying it may take as long as a clip or scene is large. */
    boolean isSweeping() {
        return requests.stream().anyMatch(each -> each.command() instanceof Command.Sweeping);
    }
}
