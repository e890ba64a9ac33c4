/**
 * Where the conductor thread meets the network: packets from the sockets become arrivals, and the
 * packets of the outputs go to their sockets.
 */
@NullMarked
package io.downbeat.app.io;

import org.jspecify.annotations.NullMarked;
