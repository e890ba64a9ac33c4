package io.downbeat.session.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists as addresses count them: from 1. */
final class OneBased {

    private OneBased() {}

    /** What stands at a position; empty past either end. */
    static <T> Optional<T> at(int position, List<T> objects) {
        return position >= 1 && position <= objects.size()
                ? Optional.of(objects.get(position - 1))
                : Optional.empty();
    }

    /** The same list with another object at a position that is known to be there. */
    static <T> List<T> with(int position, T changed, List<T> objects) {
        var all = new ArrayList<>(objects);
        all.set(position - 1, changed);
        return all;
    }
}
