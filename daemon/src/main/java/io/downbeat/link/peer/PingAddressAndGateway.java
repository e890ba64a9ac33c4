package io.downbeat.link.peer;

import io.downbeat.link.wire.LinkInterfaceAddress;

import java.net.InetSocketAddress;

/** Where a member of a session answers measurements, and the gateway to it. */
public record PingAddressAndGateway(LinkInterfaceAddress from, InetSocketAddress pingAt) {}
