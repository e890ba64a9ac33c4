package io.downbeat.rig;

import java.util.List;

/**
 * Whom an event line means: one by its name, or all ({@code *}).
 *
 * @param name the name as written, or {@code *}
 */
public record Selector(String name) {
    public static final Selector ALL = new Selector("*");

    public Selector {
        if (name.isEmpty()) {
            throw new RigException("expected a name or *, found nothing");
        }
    }

    public boolean isAll() {
        return name.equals("*");
    }

    /** Whether one of an object's spellings (name, id, address part) is the one meant. */
    public boolean selects(String... spellings) {
        return isAll() || List.of(spellings).contains(name);
    }
}
