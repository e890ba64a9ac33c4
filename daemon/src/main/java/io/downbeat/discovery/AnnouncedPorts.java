package io.downbeat.discovery;

import java.util.OptionalInt;

/**
 * The ports that are announced.
 *
 * @param oscUdp announced as {@code _osc._udp}
 * @param http announced as {@code _oscjson._tcp}; empty if HTTP is off
 */
public record AnnouncedPorts(int oscUdp, OptionalInt http) {}
