package io.downbeat.feedback.subscriber;

import io.downbeat.address.ConcreteAddress;

/** A value, and one address under which a subscriber gets it. */
public record ConcreteAddressAndItsText(ConcreteAddress place, String address) {}
