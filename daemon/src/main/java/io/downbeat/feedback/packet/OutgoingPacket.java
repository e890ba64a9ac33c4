package io.downbeat.feedback.packet;

import io.downbeat.osc.OscPacket;
import io.downbeat.osc.Peer;

/** A packet and its destination. */
public record OutgoingPacket(Peer to, OscPacket packet) {}
