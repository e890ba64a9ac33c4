package io.downbeat.session.model;

/** An object that an address may name by position, name or id. */
public interface AddressableObject {
    String id();

    String name();
}
