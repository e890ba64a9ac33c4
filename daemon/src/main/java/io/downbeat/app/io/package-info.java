/**
 * Connects the conductor thread with the network: packets from the sockets become command batches,
 * and the packets of the outputs go to their sockets. {@link
 * io.downbeat.app.io.DatagramAndInboxReader} belongs to the conductor thread; any thread may use
 * the others.
 */
@NullMarked
package io.downbeat.app.io;

import org.jspecify.annotations.NullMarked;
