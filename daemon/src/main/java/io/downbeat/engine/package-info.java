/**
 * The running session: one {@link io.downbeat.engine.Conductor}, turned by one thread, takes
 * arrivals and the host time and gives back what happened. Within a turn "now" is the beat of what
 * is being done, never the clock's.
 *
 * <pre>
 *   arrivals --+
 *              v
 *   now --> Conductor ---> Turn(view, events, upcoming, wakeAt)
 *              |  PromptBook   what is played: session, graph, settings
 *              |  Transport    where the count is
 *              |  Launcher     what a press means
 *              |   +- Decks    what each track plays and what waits for it
 *              |   +- Scenes   which scene is queued, active, last
 *              |  Panel        live values, ranges, hands, what is dirty
 *              |  Patchbay     outputs as far as the session knows them
 *              +- Score        what is told
 * </pre>
 */
@NullMarked
package io.downbeat.engine;

import org.jspecify.annotations.NullMarked;
