/**
 * Bytes in and out of the machine: sockets, who is let in, framings put to work. Strangers are
 * dropped before their bytes are looked at; nothing here ever waits for a receiver.
 *
 * <pre>
 *   UDP --&gt; UdpTransport --&gt; Admission --&gt; bytes, Peer, arrival   (the conductor's thread)
 *   TCP --&gt; Admission --&gt; TcpTransport --&gt; OscPacket, Peer, arrival  (downbeat-net)
 *  HTTP --&gt; Admission --&gt; HttpEndpoint --&gt; HttpAsk --&gt; HttpReply      (downbeat-net)
 *
 *  feedback, answers --&gt; UdpTransport.send, TcpTransport.send
 *  parameter writes  --&gt; OutputSockets: one connected socket for each output
 * </pre>
 */
@NullMarked
package io.downbeat.transport;

import org.jspecify.annotations.NullMarked;
