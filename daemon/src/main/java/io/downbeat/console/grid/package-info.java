/**
 * The session grid for a terminal: tracks as columns, clips as cells, scenes as rows. It is made of
 * the messages that a client of the daemon receives, and is drawn as rows of styled text for a
 * width and a height. It knows no terminal and no thread, and the caller passes the time.
 *
 * <pre>
 *   messages --> ReceivedSession --> GridView (width, height, scroll) --> rows of styled text
 *                     |                 |
 *                BeatPosition       GridLayout, GridTextStyles
 * </pre>
 */
@NullMarked
package io.downbeat.console.grid;

import org.jspecify.annotations.NullMarked;
