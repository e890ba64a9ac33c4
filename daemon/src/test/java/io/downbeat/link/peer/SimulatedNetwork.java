package io.downbeat.link.peer;

import io.downbeat.time.Tempo;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Simulates a network: machines with clocks of their own, and wires that delay and lose packets.
 * Time moves from one event to the next; nothing waits.
 */
final class SimulatedNetwork {

    static final long SECOND = 1_000_000;
    static final long MILLI = 1_000;

    private record Due(long at, long number, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    /** A socket: on which wire it is, and what is done with a datagram and its sender. */
    private record Socket(String wire, BiConsumer<InetSocketAddress, byte[]> heard) {}

    private final PriorityQueue<Due> agenda = new PriorityQueue<>();
    private final Map<InetSocketAddress, Socket> sockets = new LinkedHashMap<>();
    private final List<InetSocketAddress> group = new ArrayList<>();
    private final Map<String, String> plugged = new LinkedHashMap<>();
    private final Random dice;
    private long slowness;
    private double loss;
    private long now = 3_600 * SECOND;
    private long scheduled;
    private int machines;

    SimulatedNetwork() {
        this(1);
    }

    SimulatedNetwork(long seed) {
        dice = new Random(seed);
    }

    /** The time of the simulation in microseconds, which no machine's clock shows. */
    long now() {
        return now;
    }

    /** A machine on a wire, not enabled yet. */
    SimulatedPeer peer(String wire) {
        machines++;
        return new SimulatedPeer(this, machines, wire, new Random(dice.nextLong()));
    }

    /** A machine that has just been enabled at a tempo. */
    SimulatedPeer enabled(String wire, double bpm) {
        SimulatedPeer peer = peer(wire);
        peer.enable(new Tempo(bpm));
        return peer;
    }

    /** From now on, this share of all packets is lost. */
    void lose(double share) {
        loss = share;
    }

    /** Connects two wires. */
    void plug(String one, String other) {
        plugged.put(other, one);
    }

    void unplug(String other) {
        plugged.remove(other);
    }

    /** Lets time pass. */
    void run(long micros) {
        long end = now + micros;
        while (!agenda.isEmpty() && agenda.peek().at() <= end) {
            Due due = agenda.remove();
            now = Math.max(now, due.at());
            due.what().run();
        }
        now = end;
    }

    void at(long moment, Runnable what) {
        scheduled++;
        agenda.add(new Due(moment, scheduled, what));
    }

    /** From now on every packet takes this much longer. */
    void slow(long micros) {
        slowness = micros;
    }

    void open(InetSocketAddress address, String wire, BiConsumer<InetSocketAddress, byte[]> heard) {
        sockets.put(address, new Socket(wire, heard));
    }

    void close(InetSocketAddress address) {
        sockets.remove(address);
        group.remove(address);
    }

    /** An open socket joins the multicast group. */
    void join(InetSocketAddress address) {
        group.add(address);
    }

    void multicast(InetSocketAddress from, byte[] datagram) {
        for (InetSocketAddress member : List.copyOf(group)) {
            if (!member.equals(from)) {
                send(from, member, datagram);
            }
        }
    }

    /** Delivers a packet after 0.1 to 4 ms, or loses it. */
    void send(InetSocketAddress from, InetSocketAddress to, byte[] datagram) {
        Socket sender = sockets.get(from);
        Socket receiver = sockets.get(to);
        long delay = dice.nextLong(100, 400) + slowness;
        boolean arrives =
                sender != null
                        && receiver != null
                        && wire(sender).equals(wire(receiver))
                        && dice.nextDouble() >= loss;
        if (arrives) {
            at(
                    now + delay,
                    () -> {
                        Socket there = sockets.get(to);
                        if (there != null) {
                            there.heard().accept(from, datagram);
                        }
                    });
        }
    }

    private String wire(Socket socket) {
        return plugged.getOrDefault(socket.wire(), socket.wire());
    }
}
