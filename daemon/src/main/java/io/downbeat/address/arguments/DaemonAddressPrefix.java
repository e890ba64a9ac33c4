package io.downbeat.address.arguments;

import io.downbeat.osc.OscAddressParts;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscPattern;
import io.downbeat.session.command.Refusal;

import java.util.Optional;

/**
 * The prefix of every address of this program, on a bus that several programs share (contract, rule
 * 15).
 *
 * @param text {@code /name}; empty for none
 */
public record DaemonAddressPrefix(String text) {

    /** The address behind the prefix; empty if the address does not have the prefix. */
    public Optional<String> withoutPrefix(String address) {
        if (text.isEmpty() || address.startsWith("//")) {
            return Optional.of(address);
        }
        if (address.startsWith(text)) {
            String rest = address.substring(text.length());
            if (rest.isEmpty()) {
                return Optional.of("/");
            }
            if (rest.startsWith("/")) {
                return Optional.of(rest);
            }
        }
        return afterMatchingPattern(address);
    }

    /**
     * An address or a pattern of the contract as a client writes it, for messages. One that begins
     * with {@code //} has no prefix.
     */
    public String withPrefix(String address) {
        return ErrorText.address(address.startsWith("//") ? address : text + address);
    }

    /** A pattern may match the prefix too. */
    private Optional<String> afterMatchingPattern(String address) {
        int end = 0;
        for (int parts = OscAddressParts.parts(text).size(); parts > 0 && end >= 0; parts--) {
            end = address.indexOf('/', end + 1);
        }
        if (end < 0 || !OscAddressParts.isPattern(address.substring(0, end))) {
            return Optional.empty();
        }
        try {
            return OscPattern.of(address.substring(0, end)).matches(text)
                    ? Optional.of(address.substring(end))
                    : Optional.empty();
        } catch (OscFormatException e) {
            return Optional.empty();
        }
    }

    /** The refusal of a pattern that does not have the prefix. */
    public Refusal missingPrefix(String pattern) {
        return new Refusal(
                Refusal.Code.PATTERN,
                ErrorText.quoted(pattern)
                        + " lacks the prefix of this program: "
                        + withPrefix(pattern));
    }
}
