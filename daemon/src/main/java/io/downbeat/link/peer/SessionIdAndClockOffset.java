package io.downbeat.link.peer;

import io.downbeat.link.wire.GhostOffset;
import io.downbeat.link.wire.NodeId;

/** The clock that answers pings: its session, and how far it is ahead of the host's clock. */
public record SessionIdAndClockOffset(NodeId session, GhostOffset offset) {}
