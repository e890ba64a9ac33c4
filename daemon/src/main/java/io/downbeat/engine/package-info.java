/**
 * The running session: one {@link io.downbeat.engine.Conductor}, turned by one thread, takes
 * arrivals and the host time and gives back what happened. Within a turn "now" is the beat of what
 * is being done, never the clock's.
 *
 * <pre>
 *   arrivals --+
 *              v
 *   now --> Conductor ---> Turn(view, events, upcoming, wakeAt)
 *              |  Holding      bundles that wait for their time tag
 *              |  LaunchQueue  what waits for its beat
 *              v
 *           Obedience ---> Matching       which objects a command speaks of
 *              |
 *              +- Baton                   time, settings, cancel, panic
 *              +- Launcher                what a press means
 *              |   +- Decks, Sheets       what each track plays, waits for and writes
 *              |   |   Boundaries         on which beat
 *              |   +- Scenes              which scene is queued, active, last
 *              +- Panel, Board, Dirt      live values, hands on them, what differs
 *              +- Fades, Moving           what is on its way to a clip's values
 *              +- Patchbay, Guests        outputs, clients and the disk, as far as it knows them
 *
 * </pre>
 */
@NullMarked
package io.downbeat.engine;

import org.jspecify.annotations.NullMarked;
