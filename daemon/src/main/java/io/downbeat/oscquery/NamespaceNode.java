package io.downbeat.oscquery;

import io.downbeat.schema.AddressTreeNode;

import org.jspecify.annotations.Nullable;

/**
 * A place in the namespace of a session: a place in the contract, with the objects that the address
 * names. The numbers are those of {@link io.downbeat.address.ConcreteAddress}.
 *
 * @param place what the contract has here
 * @param key the last part of the address
 * @param path the address, without the prefix of the program; empty for the root
 * @param named how many objects the address names
 * @param storedNode the node of a value that a clip stores; empty elsewhere
 * @param object the last of these objects, as the view has it; null if there is none, and for
 *     values that a clip stores
 */
record NamespaceNode(
        AddressTreeNode place,
        String key,
        String path,
        int named,
        int first,
        int second,
        int third,
        String storedNode,
        @Nullable Object object) {

    static NamespaceNode root(AddressTreeNode place) {
        return new NamespaceNode(place, "", "", 0, 0, 0, 0, "", null);
    }

    /** What is behind a word. */
    NamespaceNode word(AddressTreeNode next, String word) {
        return new NamespaceNode(
                next, word, path + "/" + word, named, first, second, third, storedNode, object);
    }

    /** What is behind the next object of the address, by its position. */
    NamespaceNode position(AddressTreeNode next, int number, Object there) {
        return object(
                next,
                Integer.toString(number),
                named == 0 ? number : first,
                named == 1 ? number : second,
                third,
                storedNode,
                there);
    }

    /** What is behind a node or a parameter of the graph. */
    NamespaceNode graphObject(AddressTreeNode next, String spelled, int number, Object there) {
        return object(next, spelled, number, second, third, storedNode, there);
    }

    /** What is behind the node of a value that a clip stores. */
    NamespaceNode storedNode(AddressTreeNode next, String spelled, String node) {
        return object(next, spelled, first, second, third, node, null);
    }

    /** What is behind the parameter of a value that a clip stores. */
    NamespaceNode storedParameter(AddressTreeNode next, String spelled, int number) {
        return object(next, spelled, first, second, number, storedNode, null);
    }

    private NamespaceNode object(
            AddressTreeNode next,
            String spelled,
            int newFirst,
            int newSecond,
            int newThird,
            String newStoredNode,
            @Nullable Object there) {
        return new NamespaceNode(
                next,
                spelled,
                path + "/" + spelled,
                named + 1,
                newFirst,
                newSecond,
                newThird,
                newStoredNode,
                there);
    }
}
