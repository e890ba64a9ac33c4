/**
 * Open Sound Control as values and bytes: packets, patterns, time tags, framings. Pure: no socket,
 * no thread, no clock; whoever owns a connection owns its codec and its framing.
 *
 * <pre>
 *  datagram ------------------------------> OscCodec.read -> OscReading -> control
 *  stream -> SlipFraming / SizeFraming ----^
 *
 *  OscPacket --> OscCodec.encode --> datagram, or a framing's encode --> stream
 *  prepared boundary bundles ------> OscWriter, straight into a reused buffer
 * </pre>
 */
@NullMarked
package io.downbeat.osc;

import org.jspecify.annotations.NullMarked;
