package io.downbeat.rig;

/**
 * A name of a graph object or an address that a rig uses, and where the file uses it. A rig is read
 * without a graph, so another class checks whether the object exists.
 *
 * @param where file, line and key, or the option of the command line
 * @param output the output that uses it; empty if none does
 * @param target the named object
 */
public record NameUsedInRig(String where, String output, Target target) {
    /** The kinds of named objects. */
    public sealed interface Target {}

    /** A node, by its id. */
    public record NodeTarget(String id) implements Target {}

    /** A track, by name, id or position. */
    public record TrackTarget(String name) implements Target {}

    /** The source of a map: a parameter, or a value of the contract. */
    public record MapSourceTarget(OutputValueMapSpec.Source source) implements Target {}

    /** The objects of an event. */
    public record EventTarget(EventTrigger event) implements Target {}

    /** The address that an input maps to. */
    public record InputTarget(String address) implements Target {}

    /** The pattern that a controller subscribes to. */
    public record SubscriptionTarget(String pattern) implements Target {}
}
