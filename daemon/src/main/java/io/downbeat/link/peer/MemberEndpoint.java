package io.downbeat.link.peer;

import io.downbeat.link.wire.GatewayAddress;

import java.net.InetSocketAddress;

/** Where a member of a session answers measurements, and the gateway to it. */
public record MemberEndpoint(GatewayAddress from, InetSocketAddress pingAt) {}
