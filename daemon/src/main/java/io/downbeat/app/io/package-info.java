/**
 * Connects the conductor thread with the network: packets from the sockets become command batches,
 * and the packets of the outputs go to their sockets.
 */
@NullMarked
package io.downbeat.app.io;

import org.jspecify.annotations.NullMarked;
