package io.downbeat.bench;

import java.io.PrintWriter;

/**
 * What all benchmarks need.
 *
 * @param out for the tables
 * @param progress for a line before each round
 */
record BenchmarkContext(
        BenchmarkFolders benchmarkFolders,
        BenchmarkDuration benchmarkDuration,
        PrintWriter out,
        PrintWriter progress) {
    void say(String what) {
        progress.println("  " + what);
        progress.flush();
    }

    void print(Table table) {
        out.println(table.text());
        out.flush();
    }

    /** Waits until a daemon that has just started has finished its warm-up. */
    void settle() {
        BenchmarkClock.millis(benchmarkDuration.settleMillis());
    }
}
