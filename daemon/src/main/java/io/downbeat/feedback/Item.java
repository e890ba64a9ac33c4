package io.downbeat.feedback;

import io.downbeat.address.Place;

/** A place and one address under which it is told. */
record Item(Place place, String address) {}
