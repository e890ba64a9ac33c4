/**
 * Zeroconf (multicast DNS): announces the ports of this program on the local networks, and finds
 * the surfaces that announce where they receive OSC. The library JmDNS speaks the protocol.
 *
 * <pre>
 *   network interface -- ServiceAnnouncer -- MulticastDnsWithLimits     one for each interface
 *                              |
 *                           Zeroconf  (thread downbeat-zeroconf, once a second)
 *                              |
 *                 surfaces that can be given feedback
 * </pre>
 *
 * <p>Everything here is done by the thread of {@link Zeroconf}, except that JmDNS reads packets on
 * threads of its own, and that the end of an announcement has a thread of its own because it takes
 * two seconds.
 */
@NullMarked
package io.downbeat.discovery;

import org.jspecify.annotations.NullMarked;
