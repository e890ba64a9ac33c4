/**
 * Saving a session into its graph file. Only values that differ from the file are written; all
 * other text stays as it was. The new file is synced and renamed over the old one. Used by the
 * storage thread.
 */
@NullMarked
package io.downbeat.persistence.save;

import org.jspecify.annotations.NullMarked;
