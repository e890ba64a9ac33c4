package io.downbeat.control;

import io.downbeat.address.resolve.RowMatch;
import io.downbeat.session.command.Refusal;

import java.util.List;

/** What an address names in the contract. */
sealed interface AddressMatch {

    /** A plain address of one row. */
    record One(RowMatch match) implements AddressMatch {}

    /**
     * A pattern and the rows that it matches; of triggers only those that it may fire.
     *
     * @param matches rows that can be asked for, set or fired
     * @param settable those of them that the pattern may set or fire
     */
    record Pattern(List<RowMatch> matches, List<RowMatch> settable) implements AddressMatch {
        public Pattern {
            matches = List.copyOf(matches);
            settable = List.copyOf(settable);
        }
    }

    /** No answer and no effect, such as for an address that the program only sends on. */
    record Unanswered() implements AddressMatch {}

    /** An address that is not in the contract. */
    record Unknown() implements AddressMatch {}

    /** An address that is refused, whatever the arguments are. */
    record Refused(Refusal.Code code, String text) implements AddressMatch {}
}
