package io.downbeat.address.resolve;

import io.downbeat.address.AddressRow;
import io.downbeat.session.command.ObjectReference;

import java.util.List;

/**
 * A row that an address or a pattern matches, and the objects that it names there.
 *
 * @param refs one reference for each placeholder of the row's template
 */
public record RowMatch(AddressRow row, List<ObjectReference> refs) {
    public RowMatch {
        refs = List.copyOf(refs);
    }
}
