package io.downbeat.time;

import io.netty.buffer.ByteBuf;

/** A class that breaks each rule of the architecture once, to test that the rules find it. */
public class RuleBreaker {

    private static int turns;

    private final Thread other = new Thread(() -> {});

    /** A name that says nothing. */
    public static final class BadUtil {}

    public synchronized long turn(ByteBuf seen) {
        turns += seen.readableBytes() + other.getPriority();
        return System.nanoTime() + turns;
    }
}
