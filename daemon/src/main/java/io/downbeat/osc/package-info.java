/**
 * Open Sound Control: packets, patterns, time tags, framings, and their bytes. No sockets, threads
 * or clocks.
 *
 * <p>Values are immutable. Codecs, writers and framing readers are not thread safe: each connection
 * or thread has its own.
 *
 * <pre>
 *  datagram ------------------------------> OscCodec.read -> DecodedPacket -> control
 *  stream -> SlipFraming / SizeFraming ----^
 *
 *  OscPacket --> OscCodec.encode --> datagram, or a framing's encode --> stream
 *  prepared boundary bundles ------> OscWriter, straight into a reused buffer
 * </pre>
 */
@NullMarked
package io.downbeat.osc;

import org.jspecify.annotations.NullMarked;
