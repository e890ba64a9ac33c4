package io.downbeat.session.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** List access with positions that count from 1, as in addresses. */
final class OneBased {

    private OneBased() {}

    /** The object at a position; empty if there is none. */
    static <T> Optional<T> at(int position, List<T> objects) {
        return position >= 1 && position <= objects.size()
                ? Optional.of(objects.get(position - 1))
                : Optional.empty();
    }

    /** A copy of the list with another object at an existing position. */
    static <T> List<T> with(int position, T changed, List<T> objects) {
        var all = new ArrayList<>(objects);
        all.set(position - 1, changed);
        return all;
    }
}
