/**
 * The benchmarks: a daemon of its own process, the launcher's JVM and flags, beside C programs that
 * do the same and nothing else, and beside other programs where they are installed. What is
 * measured is what the receiving kernel stamped.
 *
 * <pre>
 *   Benches --&gt; Benchmark --+--&gt; DaemonUnderTest --UDP--+
 *                           |                          +--&gt; Ear (hear.c) --&gt; stamps --&gt; Beatline
 *                           +--&gt; contestants ------UDP--+                               Samples
 *                                                                                       Rounds --&gt; Table
 * </pre>
 */
@NullMarked
package io.downbeat.bench;

import org.jspecify.annotations.NullMarked;
