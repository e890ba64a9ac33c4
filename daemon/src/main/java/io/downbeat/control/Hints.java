package io.downbeat.control;

import io.downbeat.rig.Endpoint;
import io.downbeat.rig.OutputSpec;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.Command;
import io.downbeat.session.Refusal;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/**
 * The answer to an address that is none, with the one that was meant. Searching for that takes a
 * thousand times as long as a message does, so it is done only so often: a flood must not hold up
 * the music. Beyond that the answer just says what is wrong.
 *
 * <p>Threads that share it may search a little more often between them.
 */
final class Hints {
    private static final int MOST_IN_A_SECOND = 40;
    private static final long SECOND_MICROS = 1_000_000;

    private final AddressSpace space;
    private final List<Endpoint> outputs;
    private final Prefix prefix;
    private HostMicros since = HostMicros.NEVER;
    private int searches;

    /**
     * The answers for a contract.
     *
     * @param outputs who is not answered: two talkative programs must not answer each other for
     *     ever
     */
    Hints(AddressSpace space, List<OutputSpec> outputs, Prefix prefix) {
        this.space = space;
        this.outputs = outputs.stream().map(OutputSpec::address).toList();
        this.prefix = prefix;
    }

    /** The refusal of an address, as it stands behind the prefix; none for an output's own. */
    Optional<Command> unknown(String address, Sender from) {
        for (Endpoint output : outputs) {
            if (Hosts.isAt(output, from.origin())) {
                return Optional.empty();
            }
        }
        String text = "there is no address " + spelled(address);
        String hint = maySearch(from.arrived()) ? meant(address) : "";
        return Optional.of(new Command.Refuse(Refusal.Code.UNKNOWN, text + hint));
    }

    private String meant(String address) {
        return space.nearest(address)
                .map(nearest -> "; did you mean " + spelled(nearest) + "?")
                .orElse("");
    }

    private String spelled(String address) {
        return Wording.address(prefix.text() + address);
    }

    private boolean maySearch(HostMicros now) {
        if (now.isBefore(since) || now.since(since) >= SECOND_MICROS) {
            since = now;
            searches = 0;
        }
        searches++;
        return searches <= MOST_IN_A_SECOND;
    }
}
