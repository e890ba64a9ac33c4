/**
 * The running session. One {@link io.downbeat.engine.Conductor} takes arrivals and the host time,
 * and returns what happened. The conductor thread owns it and everything below it. Nothing in this
 * package and its rooms is thread safe, reads a clock or uses a socket.
 *
 * <pre>
 *   arrivals --+
 *              v
 *   now --> Conductor ---> TurnResult (view, events, upcoming boundaries, next wake-up)
 *              |
 *              +- BeatScheduler            what is due on a beat: meter, launches, ends of fades
 *              +- HostTimeScheduler        what is due at a host time: frames, timeouts, bundles
 *              |    +- TimetagQueue        bundles that wait for their time tag
 *              +- CommandDispatcher        from a command to its owner, and the confirmation
 *              |    +- TransportCommandHandler  play, stop, position, meter
 *              |    +- TempoCommandHandler, ClockSourceAndPulseHandler, CancelAllAndPanicHandler
 *              |    +- engine.edit         the present session, and which objects a command means
 *              |    +- engine.launch       what each track plays and what waits for a boundary
 *              |    +- engine.parameters   live values, fades, what differs from the active clip
 *              |    +- engine.transport    play and stop, tempo, position
 *              |    +- engine.sync         the clock source: internal, Link, MIDI, OSC, a node
 *              |    +- OutputSettingsAndStatus, SubscribedClientsAndOfferedSurfaces, UnansweredSavesLoadsAndExports: what other
 *              |       threads report
 *              +- ViewPublisher            the SessionView after each turn
 * </pre>
 *
 * <p>Within a turn, "now" is the beat of what is being performed, never the time of the clock.
 */
@NullMarked
package io.downbeat.engine;

import org.jspecify.annotations.NullMarked;
