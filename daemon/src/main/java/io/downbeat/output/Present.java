package io.downbeat.output;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.SessionView;
import io.downbeat.time.HostMicros;

import java.util.List;

/** What an address of the contract answers at a moment; nothing where it has no answer. */
@FunctionalInterface
public interface Present {
    List<OscArgument> at(String address, SessionView view, HostMicros now);
}
