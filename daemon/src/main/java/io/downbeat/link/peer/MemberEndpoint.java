package io.downbeat.link.peer;

import io.downbeat.link.wire.GatewayAddress;

import java.net.InetSocketAddress;

/** A member of a session that can be measured: from which gateway, and where it answers. */
public record MemberEndpoint(GatewayAddress from, InetSocketAddress pingAt) {}
