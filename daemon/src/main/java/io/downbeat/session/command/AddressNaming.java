package io.downbeat.session.command;

/** How objects are spelled in an address. The one who knows addresses provides it. */
public interface AddressNaming {

    /** A name or id as it stands in an address, with what may not stand there replaced. */
    String spelled(String name);

    boolean fits(String pattern, String spelled);
}
