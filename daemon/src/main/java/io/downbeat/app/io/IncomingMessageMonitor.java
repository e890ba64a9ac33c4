package io.downbeat.app.io;

import io.downbeat.control.CommandsDueTogether;
import io.downbeat.feedback.request.MonitoredMessageWithOutcome;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTextFormatter;
import io.downbeat.osc.Peer;
import io.downbeat.osc.PrintableText;
import io.downbeat.osc.UnreadableElement;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
public final class IncomingMessageMonitor {

    /** More than anybody reads; a fader at 60 Hz and a grid fit. */
    static final int MOST_A_SECOND = 100;

    /** Characters, so that a report fits into one datagram with its sender and its result. */
    static final int LONGEST_MESSAGE = 500;

    /** Reports that wait for the feedback thread: two seconds' worth. */
    private static final int MOST_WAITING = 2 * MOST_A_SECOND;

    private static final long SECOND = 1_000_000;

    /**
     * How long a packet may wait for the conductor before its result counts as unknown. It is
     * handled earlier, unless it found no room in a queue.
     */
    private static final long LONGEST_WAIT_MICROS = 10 * SECOND;

    /**
     * The messages of one packet whose result is not known yet.
     *
     * @param isHandled whether the conductor handles it; if not, its result is known already
     */
    private record Packet(RequestSender by, HostMicros at, List<Entry> entries, boolean isHandled) {
        boolean is(Event.PacketReceived event) {
            return isHandled && by.equals(event.by()) && at.equals(event.arrived());
        }
    }

    /**
     * A message whose result may not be known yet.
     *
     * @param message an {@link OscMessage}, or the text of an unreadable one
     * @param addresses the addresses of its requests, without the prefix; empty if it has none
     * @param known the result if it is not refused
     */
    private record Entry(Object message, List<String> addresses, String known) {}

    /** A request and the time until which it is held. */
    private record PendingRequest(CommandWithAddress request, Optional<HostMicros> due) {
        String address() {
            return request.address();
        }

        boolean isQuestion() {
            return request.command() instanceof Command.Query;
        }
    }

    private final LongAdder messages = new LongAdder();
    private final String prefix;
    private final Queue<Packet> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);
    private final AtomicInteger keptThisSecond = new AtomicInteger();
    private final AtomicLong leftOut = new AtomicLong();
    private volatile Optional<Peer> lastSender = Optional.empty();
    private volatile boolean watched;

    /**
     * @param prefix the program's prefix, which refusals have before their addresses; may be empty
     */
    public IncomingMessageMonitor(String prefix) {
        this.prefix = prefix;
    }

    /** All messages so far, also those in bundles. Thread safe. */
    public long count() {
        return messages.sum();
    }

    /** The sender of the last packet. Thread safe. */
    public Optional<Peer> lastSender() {
        return lastSender;
    }

    /** Whether to keep messages for {@link #settle}. */
    public void setWatched(boolean anybody) {
        watched = anybody;
    }

    /** Takes note of a packet and of what it became. Any thread; never waits. */
    void onPacket(
            DecodedPacket reading,
            Peer from,
            RequestSender by,
            HostMicros at,
            List<CommandsDueTogether> routed) {
        lastSender = Optional.of(from);
        reading.packet().ifPresent(packet -> messages.add(count(packet)));
        messages.add(reading.unreadable().size());
        if (!watched) {
            return;
        }
        List<Entry> entries = new ArrayList<>();
        List<PendingRequest> requested = requested(routed);
        reading.packet()
                .ifPresent(packet ->
                        keep(packet, at, requested, packet instanceof OscBundle, entries));
        for (UnreadableElement each : reading.unreadable()) {
            if (each.hasAddress() && hasRoom(at)) {
                keep(
                        new Entry(
                                each.address(),
                                List.of(each.address()),
                                "refused: " + each.problem()),
                        entries);
            }
        }
        if (!entries.isEmpty()) {
            waiting.add(new Packet(by, at, entries, true));
        }
    }

    /** A noted packet found no room in the queue to the conductor. Any thread; never waits. */
    public void onTurnedAway(RequestSender by, HostMicros at) {
        Optional<Packet> noted =
                waiting.stream()
                        .filter(each ->
                                each.isHandled() && each.by().equals(by) && each.at().equals(at))
                        .findFirst();
        if (noted.isPresent() && waiting.remove(noted.get())) {
            List<Entry> refused =
                    noted.get().entries().stream()
                            .map(entry ->
                                    new Entry(
                                            entry.message(),
                                            List.of(),
                                            "refused (busy): too much is waiting to be done"))
                            .toList();
            waiting.add(new Packet(by, at, refused, false));
        }
    }

    /** Takes note of a packet that could not be read. Any thread; never waits. */
    void onUnreadable(Peer from, RequestSender by, HostMicros at, String why) {
        lastSender = Optional.of(from);
        messages.increment();
        if (watched && hasRoom(at)) {
            List<Entry> entries = new ArrayList<>(1);
            keep(new Entry("", List.of(), "not OSC: " + why), entries);
            waiting.add(new Packet(by, at, entries, false));
        }
    }

    /**
     * The results of the messages that were handled. Called on the feedback thread.
     *
     * @param handled the packets that were handled since the last call, each followed by its
     *     refusals
     * @param silent clients whose own messages are not reported
     * @param now the time of the last turn
     */
    public List<MonitoredMessageWithOutcome> settle(
            List<Event> handled, List<RequestSender> silent, HostMicros now) {
        List<Result> results = new ArrayList<>();
        waiting.stream()
                .filter(packet -> !packet.isHandled())
                .toList()
                .forEach(packet -> {
                    removeWaiting(packet);
                    packet.entries().forEach(entry -> results.add(new Result(packet.by(), entry)));
                });
        Map<RequestSender, List<Result>> latest = new HashMap<>();
        for (Event event : handled) {
            if (event instanceof Event.PacketReceived packet) {
                List<Result> its = resultsOf(packet);
                latest.put(packet.by(), its);
                results.addAll(its);
            } else if (event instanceof Event.Refused refused) {
                refuse(refused, latest.get(refused.by()), results, now);
            }
        }
        forgetOld(now);
        return reports(results, silent);
    }

    /** A message of a handled packet, and the refusal that it got, if any. */
    private static final class Result {
        private final RequestSender by;
        private final Entry entry;
        private Optional<Event.Refused> refusal = Optional.empty();

        Result(RequestSender by, Entry entry) {
            this.by = by;
            this.entry = entry;
        }

        MonitoredMessageWithOutcome report() {
            String outcome =
                    refusal.map(each ->
                                    "refused (%s): %s".formatted(each.code().word(), each.text()))
                            .orElse(entry.known());
            return new MonitoredMessageWithOutcome(by, IncomingMessageMonitor.text(entry), outcome);
        }
    }

    private List<Result> resultsOf(Event.PacketReceived event) {
        for (Packet packet : waiting) {
            if (packet.is(event)) {
                removeWaiting(packet);
                return packet.entries().stream()
                        .map(entry -> new Result(packet.by(), entry))
                        .toList();
            }
        }
        return List.of();
    }

    private void removeWaiting(Packet packet) {
        waiting.remove(packet);
        waitingCount.addAndGet(-packet.entries().size());
    }

    /**
     * Gives a refusal to its message. One without such a message, because it was held until its
     * time tag or waited for its turn, is a result of its own.
     *
     * @param latest the messages of the sender's last packet; null if none was handled in this call
     */
    private void refuse(
            Event.Refused refused,
            @Nullable List<Result> latest,
            List<Result> results,
            HostMicros now) {
        for (Result each : latest == null ? List.<Result>of() : latest) {
            if (each.refusal.isEmpty() && names(each.entry, refused)) {
                each.refusal = Optional.of(refused);
                return;
            }
        }
        boolean isOfUnshown = latest != null && latest.isEmpty();
        if (watched && !isOfUnshown && !refused.by().equals(RequestSender.DAEMON) && hasRoom(now)) {
            var later = new Result(refused.by(), new Entry(refused.address(), List.of(), ""));
            later.refusal = Optional.of(refused);
            results.add(later);
        }
    }

    private boolean names(Entry entry, Event.Refused refused) {
        return entry.addresses().stream()
                .anyMatch(address ->
                        refused.address().equals(address)
                                || refused.address().equals(prefix + address));
    }

    /** Forgets packets whose results were lost on the way, so that they take no room for ever. */
    private void forgetOld(HostMicros now) {
        waiting.stream()
                .filter(packet -> now.since(packet.at()) > LONGEST_WAIT_MICROS)
                .toList()
                .forEach(packet -> {
                    removeWaiting(packet);
                    leftOut.addAndGet(packet.entries().size());
                });
    }

    private List<MonitoredMessageWithOutcome> reports(
            List<Result> results, List<RequestSender> silent) {
        List<MonitoredMessageWithOutcome> reports = new ArrayList<>();
        results.stream()
                .filter(result -> !silent.contains(result.by))
                .forEach(result -> reports.add(result.report()));
        long more = reports.isEmpty() ? 0 : leftOut.getAndSet(0);
        if (more > 0) {
            reports.add(
                    new MonitoredMessageWithOutcome(
                            RequestSender.DAEMON, "", more + " more messages are not shown"));
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

    private void keep(
            OscPacket packet,
            HostMicros at,
            List<PendingRequest> requested,
            boolean isBundled,
            List<Entry> into) {
        switch (packet) {
            case OscBundle bundle ->
                    bundle.packets().forEach(each -> keep(each, at, requested, true, into));
            case OscMessage message -> {
                if (hasRoom(at)) {
                    keep(entry(message, at, requested, isBundled), into);
                }
            }
        }
    }

    private void keep(Entry entry, List<Entry> into) {
        waitingCount.incrementAndGet();
        into.add(entry);
    }

    private static Entry entry(
            OscMessage message, HostMicros at, List<PendingRequest> requested, boolean isBundled) {
        // A single message has all requests of its packet, also those that an input of the rig
        // added.
        List<PendingRequest> own =
                isBundled
                        ? requested.stream()
                                .filter(each -> message.address().endsWith(each.address()))
                                .toList()
                        : requested;
        return new Entry(
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

    private static List<PendingRequest> requested(List<CommandsDueTogether> routed) {
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

    private static int count(OscPacket packet) {
        return switch (packet) {
            case OscMessage message -> 1;
            case OscBundle bundle ->
                    bundle.packets().stream().mapToInt(IncomingMessageMonitor::count).sum();
        };
    }
}
