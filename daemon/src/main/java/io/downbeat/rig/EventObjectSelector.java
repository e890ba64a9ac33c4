package io.downbeat.rig;

import java.util.List;

/**
 * The objects that an event setting means: one by its name, or all ({@code *}).
 *
 * @param name the name as written, or {@code *}
 */
public record EventObjectSelector(String name) {
    public static final EventObjectSelector ALL = new EventObjectSelector("*");

    public EventObjectSelector {
        if (name.isEmpty()) {
            throw new RigException("expected a name or *, found nothing");
        }
    }

    public boolean isAll() {
        return name.equals("*");
    }

    /** Whether one of an object's spellings (name, id, address part) is selected. */
    public boolean selects(String... spellings) {
        return isAll() || List.of(spellings).contains(name);
    }
}
