/**
 * Launching: what each track plays, what waits for a boundary, and how a waiting clip becomes the
 * active one. Owned by the conductor thread. Not thread safe.
 *
 * <pre>
 *   Launcher   what a press, a release or a stop means, by the clip's launch mode
 *      |
 *      +- Decks, Deck, DecksByTrack
 *      |                     what each track plays and what waits on it
 *      |     +- ClipOrStop   a clip that is launched on a deck, or a stop
 *      +- SceneTracker       which scene is queued, active and last
 *      +- CueListPlayer, CueListPosition
 *      |                     where each cue list stands, and the steps that come by themselves
 *      +- FollowActionScheduler, FollowActionChooser
 *      |                     what follows a clip or a scene by itself, and when
 *      |     +- AutomaticLaunchCountdown
 *      |                     the time until a follow action or the next step of a cue list
 *      +- LaunchBoundaries   on which beat a launch falls due
 *      +- LaunchQueue        everything that waits, by boundary
 *      +- ClipLaunchWritesCache
 *                            the values that a clip writes when it is launched
 * </pre>
 */
@NullMarked
package io.downbeat.engine.launch;

import org.jspecify.annotations.NullMarked;
