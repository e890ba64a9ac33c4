package io.downbeat.session.command;

import java.util.List;
import java.util.Optional;

/** How addresses spell the names of objects. The address package implements it. */
public interface ObjectNamesInAddresses {

    /** A name or id as an address spells it, with forbidden characters replaced. */
    String spelled(String name);

    /** Whether a node cannot have an id, because addresses have that word in its place. */
    default boolean isReservedNodeId(String id) {
        return false;
    }

    boolean matches(String pattern, String spelled);

    /** The spelling among some that a misspelled one probably means; empty if none is similar. */
    Optional<String> nearest(String written, List<String> spelled);
}
