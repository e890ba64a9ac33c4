/**
 * The packets that leave for clients: messages collected for each destination, split and shortened
 * to fit a datagram, and the number of bytes that another computer may be sent. Owned by the
 * feedback thread. Not thread safe.
 */
@NullMarked
package io.downbeat.feedback.packet;

import org.jspecify.annotations.NullMarked;
