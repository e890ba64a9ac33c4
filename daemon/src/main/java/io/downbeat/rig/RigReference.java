package io.downbeat.rig;

/**
 * Something of the graph or of the contract that a rig names, and the place in the file where it
 * does. A rig is read without a graph, so whether it is there is for others to say.
 *
 * @param where file, line and key, or the option of the command line
 * @param output the output that it concerns; empty where none is
 * @param what what is named
 */
public record RigReference(String where, String output, What what) {
    /** The kinds of names. */
    public sealed interface What {}

    /** A node, by its id. */
    public record OfNode(String id) implements What {}

    /** A track, by name, id or position. */
    public record OfTrack(String name) implements What {}

    /** What a map sends: a parameter, or a value of the contract. */
    public record OfSource(OutputMapSpec.Source source) implements What {}

    /** What an event speaks of. */
    public record OfEvent(EventTrigger event) implements What {}

    /** What an input stands for. */
    public record OfInput(String address) implements What {}

    /** What a surface is told of. */
    public record OfSubscription(String pattern) implements What {}
}
