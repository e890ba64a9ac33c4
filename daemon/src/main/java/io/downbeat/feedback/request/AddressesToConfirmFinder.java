package io.downbeat.feedback.request;

import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowGroupsMatchedByPattern;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.SessionView;

import java.util.ArrayList;
import java.util.List;

/** Finds the values to confirm to a client, from the address that it set. */
public record AddressesToConfirmFinder(PresentValueReader present) {

    private static final List<String> TRIGGER_SUFFIXES = List.of("/toggle", "/index");

    /**
     * The values at the address itself; empty for a trigger beside a value, such as {@code
     * /tempo/tap}.
     */
    public List<ConcreteAddress> valuesAt(String address, SessionView view) {
        var places = new ArrayList<ConcreteAddress>();
        add(address, view, places);
        return places;
    }

    /** The values at the address; for a trigger beside a value, that value. May be empty. */
    public List<ConcreteAddress> valuesAtOrBeside(String address, SessionView view) {
        var places = new ArrayList<ConcreteAddress>();
        String value = address.startsWith("/tempo/") ? "/tempo" : address;
        for (String suffix : TRIGGER_SUFFIXES) {
            if (value.endsWith(suffix)) {
                value = value.substring(0, value.length() - suffix.length());
            }
        }
        for (String candidate : List.of(value, value + "/index")) {
            add(candidate, view, places);
        }
        return places;
    }

    private void add(String address, SessionView view, List<ConcreteAddress> places) {
        try {
            if (OscAddressParts.isPattern(address)) {
                for (RowGroupsMatchedByPattern.Group group : present.rowsOf(address).groups()) {
                    for (ConcreteAddress member : present.matchedObjects(group, view).all()) {
                        group.rows().forEach(row -> places.add(member.withRow(row)));
                    }
                }
            } else {
                places.add(present.resolve(address, view));
            }
        } catch (Refusal none) {
            // A trigger without a value, or a value without an index: nothing to send.
        }
    }
}
