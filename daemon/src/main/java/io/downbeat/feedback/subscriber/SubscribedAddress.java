package io.downbeat.feedback.subscriber;

import io.downbeat.address.ConcreteAddress;

/** A place and one address under which it is told. */
public record SubscribedAddress(ConcreteAddress place, String address) {}
