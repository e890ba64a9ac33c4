package io.downbeat.control;

import io.downbeat.session.Origin;
import io.downbeat.time.HostMicros;

/** Who sent a packet, and when it came. */
public record Sender(Origin origin, HostMicros arrived) {}
