package io.downbeat.control;

import io.downbeat.session.Refusal;

import java.util.List;

/** What an address stands for in the contract. */
sealed interface Target {

    /** A plain address. */
    record One(Reached reached) implements Target {}

    /**
     * A pattern; of triggers it holds only those that it may fire.
     *
     * @param reached none of which is sent only
     */
    record Several(List<Reached> reached) implements Target {
        public Several {
            reached = List.copyOf(reached);
        }
    }

    /** Never answered, whatever comes on it. */
    record Unanswered() implements Target {}

    /** Fits nothing in the contract. */
    record Unknown() implements Target {}

    /** Not to be had, whatever the arguments. */
    record Refused(Refusal.Code code, String text) implements Target {}
}
