package io.downbeat.oscquery;

import java.util.List;

/**
 * What one comparison of namespaces has found.
 *
 * @param messages the text messages for clients, in order
 * @param renamed the objects that are reached by another name
 */
public record NamespaceChange(List<String> messages, List<Rename> renamed) {
    public static final NamespaceChange NONE = new NamespaceChange(List.of(), List.of());

    /** The two paths of an object, without the prefix of this program. */
    public record Rename(String oldPath, String newPath) {}

    public NamespaceChange {
        messages = List.copyOf(messages);
        renamed = List.copyOf(renamed);
    }
}
