/**
 * A client of the daemon for any JVM program: send, ask, subscribe. It uses JavaOSC's parser and
 * serializer, and a socket of its own; no type of JavaOSC is seen outside.
 *
 * <pre>
 *   your program --> DownbeatClient --> OscBytes --> UdpConnection ==UDP==> daemon
 *                         |   ^                        |
 *        listeners <-- LeaseRenewal, Coverage <-- OscBytes <--+ receiving thread
 * </pre>
 */
@NullMarked
package io.downbeat.client;

import org.jspecify.annotations.NullMarked;
