/**
 * What runs before the first client: classes are loaded and the path of a launch is compiled by
 * running it, so that the first real launch is as fast as the later ones. Each warm-up has a thread
 * and sockets of its own.
 */
@NullMarked
package io.downbeat.app.warmup;

import org.jspecify.annotations.NullMarked;
