package io.downbeat.address;

/**
 * One address of the contract made concrete: a row and the numbers of the objects it speaks of.
 *
 * <p>The numbers are positions from 1, in the order of the template; for a node its index in the
 * graph from 0; for a parameter its number in the graph; for a stored value the track, the clip and
 * the parameter's number (or, of a parameter that is gone, {@code -1 - index} in the clip's list of
 * those). What a row does not use is 0.
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

    /** The same objects under another row of the same domain. */
    public ConcreteAddress under(AddressRow other) {
        return new ConcreteAddress(other, first, second, third);
    }
}
