package io.downbeat.bench;

import java.io.IOException;
import java.io.OutputStream;

/** A program that prints a line and waits to be ended: what a JVM costs before it does anything. */
final class JvmBaselineProgram {
    private JvmBaselineProgram() {}

    /** Prints {@code ready}. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("ready");
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
