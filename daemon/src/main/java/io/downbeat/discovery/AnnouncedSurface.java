package io.downbeat.discovery;

import java.net.InetAddress;

/**
 * A program of the network that announces where it receives OSC over UDP.
 *
 * @param name what it calls itself; printable, at most {@value ServiceName#LONGEST} characters
 */
public record AnnouncedSurface(String name, InetAddress address, int port) {}
