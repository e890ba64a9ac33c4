package io.downbeat.rig;

/**
 * Something of the graph or of the contract that a rig names, and the place in the file where it
 * does. A rig is read without a graph, so whether it is there is for others to say.
 *
 * @param where file, line and key, or the option of the command line
 * @param output the output that it concerns; empty where none is
 * @param target what is named
 */
public record RigReference(String where, String output, Target target) {
    /** The kinds of names. */
    public sealed interface Target {}

    /** A node, by its id. */
    public record NodeTarget(String id) implements Target {}

    /** A track, by name, id or position. */
    public record TrackTarget(String name) implements Target {}

    /** What a map sends: a parameter, or a value of the contract. */
    public record MapSourceTarget(OutputMapSpec.Source source) implements Target {}

    /** What an event speaks of. */
    public record EventTarget(EventTrigger event) implements Target {}

    /** What an input stands for. */
    public record InputTarget(String address) implements Target {}

    /** What a surface is told of. */
    public record SubscriptionTarget(String pattern) implements Target {}
}
