/**
 * Large content in small arrays. A value belongs to the thread that fills it, and is not changed
 * when others read it.
 */
@NullMarked
package io.downbeat.persistence.chunks;

import org.jspecify.annotations.NullMarked;
