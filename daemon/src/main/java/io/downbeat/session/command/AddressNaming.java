package io.downbeat.session.command;

/** How addresses spell the names of objects. The address package implements it. */
public interface AddressNaming {

    /** A name or id as an address spells it, with forbidden characters replaced. */
    String spelled(String name);

    boolean fits(String pattern, String spelled);
}
