package io.downbeat.control;

import io.downbeat.session.command.Refusal;

import java.util.List;

/** What an address stands for in the contract. */
sealed interface AddressMatch {

    /** A plain address. */
    record One(MatchedMethod matchedMethod) implements AddressMatch {}

    /**
     * A pattern; of triggers it holds only those that it may fire.
     *
     * @param reached none of which is sent only
     */
    record Pattern(List<MatchedMethod> reached) implements AddressMatch {
        public Pattern {
            reached = List.copyOf(reached);
        }
    }

    /** Never answered, whatever comes on it. */
    record NotImplemented() implements AddressMatch {}

    /** Fits nothing in the contract. */
    record Unknown() implements AddressMatch {}

    /** Not to be had, whatever the arguments. */
    record Refused(Refusal.Code code, String text) implements AddressMatch {}
}
