package io.downbeat.feedback.subscriber;

import io.downbeat.address.ConcreteAddress;

/** A value, and one address by which a subscriber hears of it. */
public record SubscribedAddress(ConcreteAddress place, String address) {}
