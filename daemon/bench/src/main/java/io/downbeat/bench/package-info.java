/**
 * The benchmarks, a program of their own that measures the daemon from outside. The daemon is a
 * process with the launcher's JVM and flags. It is measured beside C programs that do the same and
 * nothing else, and beside other programs where they are installed. Arrival times are those that
 * the receiving kernel stamped on the datagrams.
 *
 * <pre>
 *   BenchmarkTool --&gt; BenchmarkList --&gt; Benchmark --+--&gt; DaemonUnderTest --UDP--+
 *                                                   |                          +--&gt; TimestampingReceiver (hear.c)
 *                                                   +--&gt; ExternalProgram --UDP--+        |
 *                                                                                       v
 *                                                             ArrivalGridFit, Samples --&gt; Table
 * </pre>
 *
 * <p>One thread runs a benchmark; a further thread for each external program reads its output.
 */
@NullMarked
package io.downbeat.bench;

import org.jspecify.annotations.NullMarked;
