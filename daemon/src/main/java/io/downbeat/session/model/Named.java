package io.downbeat.session.model;

/** Something that an address may name by its position, its name or its id. */
public interface Named {
    String id();

    String name();
}
