package io.downbeat.feedback;

import io.downbeat.address.ConcreteAddress;

/** A place and one address under which it is told. */
record AddressedValue(ConcreteAddress place, String address) {}
