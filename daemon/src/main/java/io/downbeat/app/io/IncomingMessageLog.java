package io.downbeat.app.io;

import io.downbeat.control.RoutedPacket;
import io.downbeat.feedback.request.IncomingMessageReport;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTextFormatter;
import io.downbeat.osc.Peer;
import io.downbeat.osc.PrintableText;
import io.downbeat.osc.UnreadableElement;
import io.downbeat.session.command.AddressedCommand;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records incoming messages for people: always their number and the last sender, and while a client
 * watches, also each message with its result. While no client watches, a message only costs an
 * addition. At most {@value #MOST_A_SECOND} messages a second are kept; the others are counted.
 */
public final class IncomingMessageLog {

    /** More than anybody reads; a fader at 60 Hz and a grid fit. */
    static final int MOST_A_SECOND = 100;

    /** Characters, so that a report fits into one datagram with its sender and its result. */
    static final int LONGEST_MESSAGE = 500;

    /** Reports that wait for the feedback thread: two seconds' worth. */
    private static final int MOST_WAITING = 2 * MOST_A_SECOND;

    private static final long SECOND = 1_000_000;

    /**
     * A message whose result may not be known yet.
     *
     * @param message an {@link OscMessage}, or the text of an unreadable one
     * @param addresses the addresses of its requests; empty if it has none
     * @param known the result, if it was known at once
     */
    private record Entry(
            RequestOrigin by,
            HostMicros at,
            Object message,
            List<String> addresses,
            String known) {}

    /** A request and the time until which it is held. */
    private record PendingRequest(AddressedCommand request, Optional<HostMicros> due) {
        String address() {
            return request.address();
        }

        boolean isQuestion() {
            return request.command() instanceof Command.Query;
        }
    }

    private final LongAdder messages = new LongAdder();
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);
    private final AtomicInteger keptThisSecond = new AtomicInteger();
    private final AtomicLong leftOut = new AtomicLong();
    private volatile Optional<Peer> lastSender = Optional.empty();
    private volatile boolean watched;

    /** All messages so far, also those in bundles. Thread safe. */
    public long count() {
        return messages.sum();
    }

    /** The sender of the last packet. Thread safe. */
    public Optional<Peer> lastSender() {
        return lastSender;
    }

    /** Whether to keep messages for {@link #settle}. */
    public void watch(boolean anybody) {
        watched = anybody;
    }

    /** Takes note of a packet and of what it became. Any thread; never waits. */
    void onPacket(
            DecodedPacket reading,
            Peer from,
            RequestOrigin by,
            HostMicros at,
            List<RoutedPacket> routed) {
        lastSender = Optional.of(from);
        reading.packet().ifPresent(packet -> messages.add(count(packet)));
        messages.add(reading.unreadable().size());
        if (!watched) {
            return;
        }
        List<PendingRequest> requested = requested(routed);
        reading.packet()
                .ifPresent(packet -> keep(packet, by, at, requested, packet instanceof OscBundle));
        for (UnreadableElement each : reading.unreadable()) {
            if (each.hasAddress() && hasRoom(at)) {
                add(new Entry(by, at, each.address(), List.of(), "refused: " + each.problem()));
            }
        }
    }

    /** Takes note of a packet that could not be read. Any thread; never waits. */
    void onUnreadable(Peer from, RequestOrigin by, HostMicros at, String why) {
        lastSender = Optional.of(from);
        messages.increment();
        if (watched && hasRoom(at)) {
            add(new Entry(by, at, "", List.of(), "not OSC: " + why));
        }
    }

    /**
     * The results of the messages that the conductor has handled. Called on the feedback thread.
     *
     * @param refused the refusals in the turns until then
     * @param silent clients whose own messages are not reported
     * @param upTo the time of the last of these turns
     */
    public List<IncomingMessageReport> settle(
            List<Event.Refused> refused, List<RequestOrigin> silent, HostMicros upTo) {
        List<Event.Refused> left = new ArrayList<>(refused);
        List<IncomingMessageReport> reports = new ArrayList<>();
        for (Entry next = waiting.peek();
                next != null && !next.at().isAfter(upTo);
                next = waiting.peek()) {
            waiting.remove();
            waitingCount.decrementAndGet();
            String outcome = outcome(next, left);
            if (!silent.contains(next.by())) {
                reports.add(new IncomingMessageReport(next.by(), text(next), outcome));
            }
        }
        long more = reports.isEmpty() ? 0 : leftOut.getAndSet(0);
        if (more > 0) {
            reports.add(
                    new IncomingMessageReport(
                            RequestOrigin.DAEMON, "", more + " more messages are not shown"));
        }
        return reports;
    }

    private static String text(Entry entry) {
        String text =
                entry.message() instanceof OscMessage message
                        ? OscTextFormatter.of(message)
                        : entry.message().toString();
        return PrintableText.of(
                text.length() > LONGEST_MESSAGE
                        ? text.substring(0, LONGEST_MESSAGE) + "..."
                        : text);
    }

    /** The result of a message that is not refused. */
    private static String outcome(Entry entry, List<Event.Refused> left) {
        for (Event.Refused each : left) {
            if (each.by().equals(entry.by()) && entry.addresses().contains(each.address())) {
                left.remove(each);
                return "refused (%s): %s".formatted(each.code().word(), each.text());
            }
        }
        return entry.known();
    }

    private void keep(
            OscPacket packet,
            RequestOrigin by,
            HostMicros at,
            List<PendingRequest> requested,
            boolean isBundled) {
        switch (packet) {
            case OscBundle bundle ->
                    bundle.packets().forEach(each -> keep(each, by, at, requested, true));
            case OscMessage message -> {
                if (hasRoom(at)) {
                    add(onPacket(message, by, at, requested, isBundled));
                }
            }
        }
    }

    private static Entry onPacket(
            OscMessage message,
            RequestOrigin by,
            HostMicros at,
            List<PendingRequest> requested,
            boolean isBundled) {
        // A single message has all requests of its packet, also those that an input of the rig
        // added.
        List<PendingRequest> own =
                isBundled
                        ? requested.stream()
                                .filter(each -> message.address().endsWith(each.address()))
                                .toList()
                        : requested;
        return new Entry(
                by,
                at,
                message,
                own.stream().map(PendingRequest::address).distinct().toList(),
                outcome(own, at));
    }

    /** What becomes of a message that is not refused. */
    private static String outcome(List<PendingRequest> own, HostMicros at) {
        if (own.isEmpty()) {
            return "nothing to do";
        }
        Optional<HostMicros> due = own.getFirst().due();
        if (due.isPresent()) {
            double seconds = due.get().since(at) / (double) SECOND;
            return String.format(Locale.ROOT, "held until its time tag, in %.3f s", seconds);
        }
        return own.stream().allMatch(PendingRequest::isQuestion) ? "answered" : "accepted";
    }

    private static List<PendingRequest> requested(List<RoutedPacket> routed) {
        return routed.stream()
                .flatMap(each ->
                        each.requests().stream()
                                .map(request -> new PendingRequest(request, each.due())))
                .toList();
    }

    private boolean hasRoom(HostMicros at) {
        long now = Math.floorDiv(at.micros(), SECOND);
        if (second.getAndSet(now) != now) {
            keptThisSecond.set(0);
        }
        boolean room =
                keptThisSecond.getAndIncrement() < MOST_A_SECOND
                        && waitingCount.get() < MOST_WAITING;
        if (!room) {
            leftOut.incrementAndGet();
        }
        return room;
    }

    private void add(Entry entry) {
        waitingCount.incrementAndGet();
        waiting.add(entry);
    }

    private static int count(OscPacket packet) {
        return switch (packet) {
            case OscMessage message -> 1;
            case OscBundle bundle ->
                    bundle.packets().stream().mapToInt(IncomingMessageLog::count).sum();
        };
    }
}
