package io.downbeat.link.peer;

import io.downbeat.link.wire.GhostOffset;
import io.downbeat.link.wire.NodeId;

/** The clock that our pongs tell: of which session, and how far it is ahead of the host's. */
public record SessionClock(NodeId session, GhostOffset offset) {}
