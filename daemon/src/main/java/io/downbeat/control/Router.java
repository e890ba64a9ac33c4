package io.downbeat.control;

import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscReading;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.OscUnreadable;
import io.downbeat.rig.Keeping;
import io.downbeat.rig.Rig;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.Command;
import io.downbeat.session.Origin;
import io.downbeat.session.Refusal;
import io.downbeat.session.Request;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The way from packets to commands. Made once for a contract and a rig; any thread may route.
 *
 * <p>Spelling, arguments and time tags are judged here, objects when a command is obeyed. What is
 * refused here is a request too, {@link Command.Refuse}, so that it is answered in its turn.
 * Addresses in requests are those of the contract, without the prefix.
 */
public final class Router {
    private static final double MICROS = 1e6;
    private static final Command CONFIRM = new Command.Confirm();
    private static final Request HEARD = new Request("", new Command.Heard());

    private final Prefix prefix;
    private final InputMap inputs;
    private final Timetags timetags;
    private final Messages messages;
    private final Addresses addresses;
    private final ClientWork work = new ClientWork();
    private final Hints hints;

    /**
     * The router of a rig.
     *
     * @param quitToken what {@code /quit} has to carry; empty if nobody may end the program so
     */
    public Router(AddressSpace space, Rig rig, String quitToken) {
        this(space, rig, quitToken, OutputHosts.asWritten(rig.outputs()));
    }

    /**
     * The router of a rig whose outputs' hosts are known.
     *
     * @param quitToken what {@code /quit} has to carry; empty if nobody may end the program so
     */
    public Router(AddressSpace space, Rig rig, String quitToken, OutputHosts hosts) {
        prefix = new Prefix(rig.listening().prefix());
        inputs = InputMap.of(rig, hosts);
        timetags =
                new Timetags(
                        rig.keeping().timetag() == Keeping.Timetags.HONOUR,
                        Math.round(rig.keeping().timetagWindowSeconds() * MICROS));
        addresses = new Addresses(space);
        hints = new Hints(space, hosts, prefix);
        messages =
                new Messages(
                        addresses,
                        hints,
                        Routes.all(new Subscribing(space, prefix), new Quitting(quitToken)));
    }

    /**
     * What a packet asks for: first what is due at once, which always says that the sender was
     * heard, then what its time tags put off.
     *
     * @param arrived when the packet came, by the clock that beats are counted on
     * @param wallAtArrival the same moment by the clock that time tags are written by
     */
    public List<Routed> route(
            OscPacket packet, Origin from, HostMicros arrived, OscTimetag wallAtArrival) {
        return new Reading(sender(from, arrived), wallAtArrival, ReturnedValues.NONE, 0)
                .read(Optional.of(packet), List.of());
    }

    /**
     * As {@link #route(OscPacket, Origin, HostMicros, OscTimetag)}; messages that can not be read
     * are refused if their address can, and what has no address is passed over.
     *
     * @param returned knows values that only come back; they ask for nothing but to be confirmed
     */
    public List<Routed> route(
            OscReading reading,
            Origin from,
            HostMicros arrived,
            OscTimetag wallAtArrival,
            ReturnedValues returned) {
        return new Reading(sender(from, arrived), wallAtArrival, returned, 0)
                .read(reading.packet(), reading.unreadable());
    }

    /**
     * As {@link #route(OscReading, Origin, HostMicros, OscTimetag, ReturnedValues)}, of which
     * nothing comes back.
     */
    public List<Routed> route(
            OscReading reading, Origin from, HostMicros arrived, OscTimetag wallAtArrival) {
        return route(reading, from, arrived, wallAtArrival, ReturnedValues.NONE);
    }

    /**
     * What a packet asks for that came back to the socket of an output: only its maps that lead
     * back are heard there, and nothing is answered.
     *
     * @param output position of the output, from 1
     */
    public List<Routed> routeBack(
            OscReading reading,
            int output,
            Sender from,
            OscTimetag wallAtArrival,
            ReturnedValues returned) {
        return new Reading(from, wallAtArrival, returned, output).read(reading.packet(), List.of());
    }

    private Sender sender(Origin from, HostMicros arrived) {
        return new Sender(from, arrived, new PatternWork(work, hostOf(from), arrived));
    }

    /** Without the port: another port of a host is no other client. */
    private static String hostOf(Origin from) {
        String text = from.text();
        int port = text.lastIndexOf(':');
        int host = text.indexOf(':') + 1;
        return port > host ? text.substring(host, port) : text;
    }

    /**
     * When a message is taken.
     *
     * @param delay how long it is held, in microseconds
     * @param missed the moment that its bundle asked for and that has just passed
     */
    private record When(long delay, Optional<HostMicros> missed) {}

    /** What is taken at once and has missed the same moment, if any. */
    private record Run(Optional<HostMicros> missed, List<Request> requests) {
        Routed routed() {
            return new Routed(missed, requests);
        }
    }

    /** The reading of one packet. Not thread safe; lives for one packet. */
    private final class Reading {
        private final Sender from;
        private final OscTimetag wall;
        private final ReturnedValues returned;
        private final int output;
        private final List<Run> atOnce = new ArrayList<>(1);
        private Map<Long, List<Request>> later = Map.of();
        private long tooFarMicros;

        Reading(Sender from, OscTimetag wall, ReturnedValues returned, int output) {
            this.from = from;
            this.wall = wall;
            this.returned = returned;
            this.output = output;
            atOnce.add(new Run(Optional.empty(), new ArrayList<>(2)));
        }

        List<Routed> read(Optional<OscPacket> packet, List<OscUnreadable> unreadable) {
            if (output == 0) {
                last().requests().add(HEARD);
            }
            packet.ifPresent(readable -> read(readable, new When(0, Optional.empty())));
            unreadable.stream().filter(OscUnreadable::hasAddress).forEach(this::refuse);
            if (atOnce.size() == 1 && later.isEmpty() && !last().requests().isEmpty()) {
                return List.of(last().routed());
            }
            List<Routed> routed = new ArrayList<>(atOnce.size() + later.size());
            atOnce.stream()
                    .filter(run -> !run.requests().isEmpty())
                    .forEach(run -> routed.add(run.routed()));
            later.forEach((delay, requests) ->
                    routed.add(new Routed(timetags.due(delay, from.arrived()), requests)));
            return routed;
        }

        private Run last() {
            return atOnce.getLast();
        }

        private List<Request> at(When when) {
            if (when.delay() == 0) {
                return atOnce(when.missed());
            }
            if (later.isEmpty()) {
                later = new LinkedHashMap<>();
            }
            return later.computeIfAbsent(when.delay(), unused -> new ArrayList<>());
        }

        /** Messages behind one another share a run while their bundles missed the same moment. */
        private List<Request> atOnce(Optional<HostMicros> missed) {
            if (!last().missed().equals(missed)) {
                List<Request> before = last().requests();
                boolean nothingYet = before.isEmpty() || before.equals(List.of(HEARD));
                if (nothingYet) {
                    atOnce.removeLast();
                }
                atOnce.add(new Run(missed, nothingYet ? before : new ArrayList<>(1)));
            }
            return last().requests();
        }

        private void read(OscPacket packet, When when) {
            switch (packet) {
                case OscMessage message -> read(message, when);
                case OscBundle bundle -> read(bundle, when);
            }
        }

        /** A bundle within another acts at the later of both times. */
        private void read(OscBundle bundle, When outer) {
            long ahead = timetags.aheadMicros(bundle.timetag(), wall);
            if (timetags.isTooFar(ahead)) {
                tooFarMicros = tooFarMicros == 0 ? ahead : tooFarMicros;
                ahead = 0;
            }
            Optional<HostMicros> missed =
                    timetags.missed(bundle.timetag(), wall, from.arrived())
                            .map(own -> own.orLater(outer.missed().orElse(own)))
                            .or(outer::missed);
            When when = new When(Math.max(outer.delay(), ahead), missed);
            for (OscPacket packet : bundle.packets()) {
                read(packet, when);
            }
        }

        private void read(OscMessage message, When when) {
            if (output > 0) {
                readBack(message, when);
                return;
            }
            complainOfTimetag(message.address());
            if (returned.isReturned(message, from.origin(), from.arrived())) {
                atOnce(when.missed()).add(new Request(message.address(), CONFIRM));
                return;
            }
            List<OscMessage> mapped = inputs.mapped(message, from.origin());
            if (mapped.isEmpty()) {
                unprefixed(message, when);
            }
            for (OscMessage each : mapped) {
                add(each, when);
            }
        }

        private void readBack(OscMessage message, When when) {
            List<OscMessage> mapped = inputs.mappedBack(message, output);
            if (mapped.isEmpty() || returned.isReturned(message, from.origin(), from.arrived())) {
                return;
            }
            for (OscMessage each : mapped) {
                messages.command(each.address(), each.arguments(), from)
                        .filter(command -> !(command instanceof Command.Refuse))
                        .ifPresent(command -> at(when).add(new Request(each.address(), command)));
            }
        }

        private void unprefixed(OscMessage message, When when) {
            String address = message.address();
            Optional<String> within = prefix.within(address);
            if (within.isPresent()) {
                add(
                        within.get().equals(address)
                                ? message
                                : new OscMessage(within.get(), message.arguments()),
                        when);
            } else {
                refuseUnprefixed(address);
            }
        }

        private void refuseUnprefixed(String address) {
            Target target = addresses.target(address, from.work());
            if (!(target instanceof Target.Unanswered)) {
                boolean known = !(target instanceof Target.Unknown);
                hints.unprefixed(address, known, from)
                        .ifPresent(refusal -> refuse(address, refusal));
            }
        }

        /** A message of which only the address can be read is answered as that address is. */
        private void refuse(OscUnreadable message) {
            String address = message.address();
            Optional<String> within = prefix.within(address);
            if (inputs.knows(address, from.origin())) {
                refuse(address, unreadable(message, true));
            } else if (within.isEmpty()) {
                refuseUnprefixed(address);
            } else {
                messages.unreadable(within.get(), unreadable(message, false), from)
                        .ifPresent(refusal -> refuse(within.get(), refusal));
            }
        }

        private static Command.Refuse unreadable(OscUnreadable message, boolean unprefixed) {
            return new Command.Refuse(
                    Refusal.Code.TYPE,
                    "the arguments can not be read: "
                            + message.problem()
                            + "; expected is a type tag string, which begins with ',' and has one of"
                            + " i f s b h t d S c r m T F N I [ ] for each argument, and the bytes"
                            + " of each argument",
                    unprefixed);
        }

        /** What is refused here is told at once, however long the rest of its bundle is held. */
        private void refuse(String address, Command refusal) {
            last().requests().add(new Request(address, refusal));
        }

        private void add(OscMessage message, When when) {
            messages.command(message.address(), message.arguments(), from)
                    .ifPresent(command -> add(message.address(), command, when));
        }

        private void add(String address, Command command, When when) {
            if (command instanceof Command.Refuse) {
                refuse(address, command);
            } else {
                at(when).add(new Request(address, command));
            }
        }

        /** One answer a packet, under the first address that its wrong tag stands over. */
        private void complainOfTimetag(String address) {
            if (tooFarMicros <= 0) {
                return;
            }
            String text =
                    String.format(
                            Locale.ROOT,
                            "your clock is %.1f s ahead of this host's, or the bundle is; a bundle"
                                    + " waits up to %.1f s, so this one was performed at once",
                            tooFarMicros / MICROS,
                            timetags.windowMicros() / MICROS);
            refuse(address, new Command.Refuse(Refusal.Code.TIMETAG, text));
            tooFarMicros = -1;
        }
    }
}
