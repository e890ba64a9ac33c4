package io.downbeat.link.peer;

import io.downbeat.link.wire.OwnGatewayAddress;

import java.net.InetSocketAddress;

/** Where a member of a session answers measurements, and the gateway to it. */
public record MemberMeasurementEndpoint(OwnGatewayAddress from, InetSocketAddress pingAt) {}
