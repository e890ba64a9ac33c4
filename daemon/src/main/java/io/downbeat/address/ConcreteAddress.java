package io.downbeat.address;

/**
 * An address of the contract with its objects: a row and the numbers of the objects that it names.
 *
 * <p>The numbers are in the order of the template. They are positions from 1. A node has its index
 * in the graph, from 0. A parameter has its number in the graph. A stored value has the track, the
 * clip and the parameter's number; if the graph no longer has the parameter, the third number is
 * {@code -1 - index}, where the index is that in {@link io.downbeat.session.model.Clip#gone()}.
 * Numbers that a row does not need are 0.
 */
public record ConcreteAddress(AddressRow row, int first, int second, int third) {

    public static ConcreteAddress of(AddressRow row) {
        return new ConcreteAddress(row, 0, 0, 0);
    }

    public static ConcreteAddress of(AddressRow row, int first) {
        return new ConcreteAddress(row, first, 0, 0);
    }

    public static ConcreteAddress of(AddressRow row, int first, int second) {
        return new ConcreteAddress(row, first, second, 0);
    }

    /** The same objects under another row of the same kind of object. */
    public ConcreteAddress withRow(AddressRow other) {
        return new ConcreteAddress(other, first, second, third);
    }
}
