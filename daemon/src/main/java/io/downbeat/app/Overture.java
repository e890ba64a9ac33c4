package io.downbeat.app;

import io.downbeat.schema.AddressSpace;
import io.downbeat.transport.NetLoop;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * What every performance needs whatever its settings, made ready on threads of its own while the
 * command line and the graph file are read: a third of the start's time on two processors.
 */
final class Overture {

    private final Future<AddressSpace> space = begin("downbeat-contract", AddressSpace::load);
    private final Future<NetLoop> loop = begin("downbeat-netty", NetLoop::start);

    /** The contract; waits for it. */
    AddressSpace space() {
        return end(space);
    }

    /** The threads of TCP and HTTP, to be closed by whoever takes them; waits for them. */
    NetLoop loop() {
        return end(loop);
    }

    private static <T> Future<T> begin(String name, Callable<T> part) {
        var task = new FutureTask<>(part);
        Thread.ofPlatform().daemon().name(name).start(task);
        return task;
    }

    private static <T> T end(Future<T> part) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return part.get();
                } catch (InterruptedException asked) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the start failed", broken.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
