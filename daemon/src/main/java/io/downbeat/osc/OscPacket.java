package io.downbeat.osc;

/** One OSC packet: a message, or a bundle of packets under one time tag (OSC 1.0, "Packets"). */
public sealed interface OscPacket permits OscMessage, OscBundle {}
