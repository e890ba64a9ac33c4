package io.downbeat.link;

/** The clock that our pongs tell: of which session, and how far it is ahead of the host's. */
record CommonClock(NodeId session, GhostOffset offset) {}
