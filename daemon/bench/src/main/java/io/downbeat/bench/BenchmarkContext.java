package io.downbeat.bench;

import java.io.PrintWriter;

/**
 * What a benchmark runs with.
 *
 * @param out takes the tables
 * @param progress takes a line before each round
 */
record BenchmarkContext(
        BenchmarkFolder benchmarkFolder,
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

    /** Lets a daemon that has just started come to rest. */
    void settle() {
        Sleep.millis(benchmarkDuration.settleMillis());
    }
}
