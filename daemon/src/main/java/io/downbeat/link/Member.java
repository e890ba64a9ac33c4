package io.downbeat.link;

import java.net.InetSocketAddress;

/** A member of a session that can be measured: from which gateway, and where it answers. */
record Member(Gateway from, InetSocketAddress pingAt) {}
