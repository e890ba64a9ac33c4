/**
 * What the rest of the program may know about the running session. The conductor publishes a {@link
 * io.downbeat.session.view.SessionView} after each turn in which something changed.
 *
 * <p>All types are immutable, except for the live values, which any thread may read. Parts that did
 * not change are the same objects as in the view before, so readers find changes by comparing
 * identities.
 */
@NullMarked
package io.downbeat.session.view;

import org.jspecify.annotations.NullMarked;
