package io.downbeat.control;

import io.downbeat.address.arguments.DaemonAddressPrefix;
import io.downbeat.address.arguments.ErrorText;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.time.HostMicros;

import java.util.Optional;

/**
 * Answers an unknown address with the nearest valid spelling. The search takes a thousand times as
 * long as a message, so its rate is limited: a flood must not delay the music. Beyond the limit the
 * answer has no hint.
 *
 * <p>Several threads may share it; together they may search a little more often.
 */
final class SpellingHints {
    private static final int MOST_IN_A_SECOND = 40;
    private static final long SECOND_MICROS = 1_000_000;

    private final AddressSpace space;
    private final OutputHostCheck outputHosts;
    private final DaemonAddressPrefix daemonAddressPrefix;
    private HostMicros secondBegan = HostMicros.NEVER;
    private int searches;

    /**
     * @param outputHosts the receivers that get no answer: two programs must not answer each other
     *     for ever
     */
    SpellingHints(
            AddressSpace space,
            OutputHostCheck outputHosts,
            DaemonAddressPrefix daemonAddressPrefix) {
        this.space = space;
        this.outputHosts = outputHosts;
        this.daemonAddressPrefix = daemonAddressPrefix;
    }

    /** The refusal of an unknown address, without the prefix; empty for an output's receiver. */
    Optional<Command> unknown(String address, PacketOrigin from) {
        if (isOutput(from)) {
            return Optional.empty();
        }
        String text = "there is no address " + daemonAddressPrefix.withPrefix(address);
        return Optional.of(new Command.Refuse(Refusal.Code.UNKNOWN, text + hint(address, from)));
    }

    /**
     * The refusal of an address without the prefix; empty for an output's receiver.
     *
     * @param known whether the contract has the address
     */
    Optional<Command> unprefixed(String address, boolean known, PacketOrigin from) {
        if (isOutput(from)) {
            return Optional.empty();
        }
        String text =
                ErrorText.quoted(address)
                        + " lacks the prefix of this program, which is "
                        + daemonAddressPrefix.text();
        String hint = known ? hint(daemonAddressPrefix.text() + address) : hint(address, from);
        return Optional.of(new Command.Refuse(Refusal.Code.UNKNOWN, text + hint, true));
    }

    private boolean isOutput(PacketOrigin from) {
        return outputHosts.isReceiver(from.origin());
    }

    private String hint(String address, PacketOrigin from) {
        return maySearch(from.arrived())
                ? space.nearest(address)
                        .map(nearest -> hint(daemonAddressPrefix.text() + nearest))
                        .orElse("")
                : "";
    }

    /** A hint only if it is short enough to be shown whole. */
    private static String hint(String spelling) {
        return ErrorText.address(spelling).equals(spelling)
                ? "; did you mean " + spelling + "?"
                : "";
    }

    private boolean maySearch(HostMicros now) {
        if (now.isBefore(secondBegan) || now.since(secondBegan) >= SECOND_MICROS) {
            secondBegan = now;
            searches = 0;
        }
        searches++;
        return searches <= MOST_IN_A_SECOND;
    }
}
