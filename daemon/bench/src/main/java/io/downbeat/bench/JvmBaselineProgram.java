package io.downbeat.bench;

import java.io.IOException;
import java.io.OutputStream;

/** Prints a line and waits: the cost of a JVM that does nothing. */
final class JvmBaselineProgram {
    private JvmBaselineProgram() {}

    /** Prints {@code ready}. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("ready");
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
