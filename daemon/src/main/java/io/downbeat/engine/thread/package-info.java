/**
 * The thread that runs the conductor: it waits for packets and boundaries, sends what was prepared
 * when its moment comes, and hands arrivals to the conductor. Other threads reach it through the
 * {@link io.downbeat.engine.thread.NonUdpInbox}.
 */
@NullMarked
package io.downbeat.engine.thread;

import org.jspecify.annotations.NullMarked;
