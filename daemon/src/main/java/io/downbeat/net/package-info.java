/**
 * Sockets: OSC over UDP and TCP, HTTP, and one connected socket for each output. Senders that are
 * not allowed are dropped before their bytes are read. Nothing here waits for a receiver.
 *
 * <pre>
 *   UDP --> UdpTransport --> AccessCheck --> bytes, Peer, arrival        (conductor thread)
 *   TCP --> ConnectionGate --> TcpTransport --> OscPacket, Peer, arrival (downbeat-net threads)
 *  HTTP --> ConnectionGate --> HttpListener --> HttpGetRequest --> HttpGetReply  (downbeat-net threads)
 *  feedback, answers --> UdpTransport.send, TcpTransport.send
 *  parameter values  --> OutputSockets
 * </pre>
 */
@NullMarked
package io.downbeat.net;

import org.jspecify.annotations.NullMarked;
