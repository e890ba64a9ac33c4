package io.downbeat.control;

import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.UnreadableElement;
import io.downbeat.rig.EngineSettings;
import io.downbeat.rig.Rig;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.command.AddressedCommand;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestOrigin;
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

    private final ProgramAddressPrefix programAddressPrefix;
    private final InputMapping inputs;
    private final TimetagRules timetagRules;
    private final MessageInterpreter messageInterpreter;
    private final AddressCache addressCache;
    private final HostPatternBudgets work = new HostPatternBudgets();
    private final SpellingHints spellingHints;

    /**
     * The router of a rig.
     *
     * @param quitToken what {@code /quit} has to carry; empty if nobody may end the program so
     */
    public Router(AddressSpace space, Rig rig, String quitToken) {
        this(space, rig, quitToken, OutputHostCheck.asWritten(rig.outputs()));
    }

    /**
     * The router of a rig whose outputs' hosts are known.
     *
     * @param quitToken what {@code /quit} has to carry; empty if nobody may end the program so
     */
    public Router(AddressSpace space, Rig rig, String quitToken, OutputHostCheck hosts) {
        programAddressPrefix = new ProgramAddressPrefix(rig.listenSettings().prefix());
        inputs = InputMapping.of(rig, hosts);
        timetagRules =
                new TimetagRules(
                        rig.engineSettings().timetag() == EngineSettings.Timetags.HONOUR,
                        Math.round(rig.engineSettings().timetagWindowSeconds() * MICROS));
        addressCache = new AddressCache(space);
        spellingHints = new SpellingHints(space, hosts, programAddressPrefix);
        messageInterpreter =
                new MessageInterpreter(
                        addressCache,
                        spellingHints,
                        Routes.all(
                                new SubscribeArguments(space, programAddressPrefix),
                                new QuitPermission(quitToken)));
    }

    /**
     * What a packet asks for: first what is due at once, which may be nothing, then what its time
     * tags put off.
     *
     * @param arrived when the packet came, by the clock that beats are counted on
     * @param wallAtArrival the same moment by the clock that time tags are written by
     */
    public List<RoutedPacket> route(
            OscPacket packet, RequestOrigin from, HostMicros arrived, OscTimetag wallAtArrival) {
        return new PacketReading(sender(from, arrived), wallAtArrival, EchoDetector.NONE, 0)
                .read(Optional.of(packet), List.of());
    }

    /**
     * As {@link #route(OscPacket, Origin, HostMicros, OscTimetag)}; messages that can not be read
     * are refused if their address can, and what has no address is passed over.
     *
     * @param returned knows values that only come back; they ask for nothing but to be confirmed
     */
    public List<RoutedPacket> route(
            DecodedPacket reading,
            RequestOrigin from,
            HostMicros arrived,
            OscTimetag wallAtArrival,
            EchoDetector returned) {
        return new PacketReading(sender(from, arrived), wallAtArrival, returned, 0)
                .read(reading.packet(), reading.unreadable());
    }

    /**
     * As {@link #route(OscReading, Origin, HostMicros, OscTimetag, ReturnedValues)}, of which
     * nothing comes back.
     */
    public List<RoutedPacket> route(
            DecodedPacket reading,
            RequestOrigin from,
            HostMicros arrived,
            OscTimetag wallAtArrival) {
        return route(reading, from, arrived, wallAtArrival, EchoDetector.NONE);
    }

    /**
     * What a packet asks for that came back to the socket of an output: only its maps that lead
     * back are heard there, and nothing is answered.
     *
     * @param output position of the output, from 1
     */
    public List<RoutedPacket> routeBack(
            DecodedPacket reading,
            int output,
            PacketSender from,
            OscTimetag wallAtArrival,
            EchoDetector returned) {
        return new PacketReading(from, wallAtArrival, returned, output)
                .read(reading.packet(), List.of());
    }

    private PacketSender sender(RequestOrigin from, HostMicros arrived) {
        return new PacketSender(
                from, arrived, new PacketPatternBudget(work, hostOf(from), arrived));
    }

    /** Without the port: another port of a host is no other client. */
    private static String hostOf(RequestOrigin from) {
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
    private record BundleTime(long delay, Optional<HostMicros> missed) {}

    /** What is taken at once and has missed the same moment, if any. */
    private record CommandRun(Optional<HostMicros> missed, List<AddressedCommand> requests) {
        RoutedPacket routedPacket(boolean beginsPacket) {
            return new RoutedPacket(missed, requests, beginsPacket);
        }
    }

    /** The reading of one packet. Not thread safe; lives for one packet. */
    private final class PacketReading {
        private final PacketSender from;
        private final OscTimetag wall;
        private final EchoDetector returned;
        private final int output;
        private final List<CommandRun> atOnce = new ArrayList<>(1);
        private Map<Long, List<AddressedCommand>> later = Map.of();
        private long tooFarMicros;

        PacketReading(PacketSender from, OscTimetag wall, EchoDetector returned, int output) {
            this.from = from;
            this.wall = wall;
            this.returned = returned;
            this.output = output;
            atOnce.add(new CommandRun(Optional.empty(), new ArrayList<>(2)));
        }

        List<RoutedPacket> read(Optional<OscPacket> packet, List<UnreadableElement> unreadable) {
            packet.ifPresent(readable -> read(readable, new BundleTime(0, Optional.empty())));
            unreadable.stream().filter(UnreadableElement::hasAddress).forEach(this::refuse);
            boolean fromClient = output == 0;
            if (atOnce.size() == 1 && later.isEmpty() && fromClient) {
                return List.of(last().routedPacket(true));
            }
            List<RoutedPacket> routed = new ArrayList<>(atOnce.size() + later.size());
            for (CommandRun commandRun : atOnce) {
                boolean beginsPacket = fromClient && routed.isEmpty();
                if (beginsPacket || !commandRun.requests().isEmpty()) {
                    routed.add(commandRun.routedPacket(beginsPacket));
                }
            }
            later.forEach((delay, requests) ->
                    routed.add(
                            new RoutedPacket(
                                    timetagRules.due(delay, from.arrived()), requests, false)));
            return routed;
        }

        private CommandRun last() {
            return atOnce.getLast();
        }

        private List<AddressedCommand> at(BundleTime bundleTime) {
            if (bundleTime.delay() == 0) {
                return atOnce(bundleTime.missed());
            }
            if (later.isEmpty()) {
                later = new LinkedHashMap<>();
            }
            return later.computeIfAbsent(bundleTime.delay(), unused -> new ArrayList<>());
        }

        /** Messages behind one another share a run while their bundles missed the same moment. */
        private List<AddressedCommand> atOnce(Optional<HostMicros> missed) {
            if (!last().missed().equals(missed)) {
                List<AddressedCommand> before = last().requests();
                boolean nothingYet = before.isEmpty();
                if (nothingYet) {
                    atOnce.removeLast();
                }
                atOnce.add(new CommandRun(missed, nothingYet ? before : new ArrayList<>(1)));
            }
            return last().requests();
        }

        private void read(OscPacket packet, BundleTime bundleTime) {
            switch (packet) {
                case OscMessage message -> read(message, bundleTime);
                case OscBundle bundle -> read(bundle, bundleTime);
            }
        }

        /** A bundle within another acts at the later of both times. */
        private void read(OscBundle bundle, BundleTime outer) {
            long ahead = timetagRules.aheadMicros(bundle.timetag(), wall);
            if (timetagRules.isTooFar(ahead)) {
                tooFarMicros = tooFarMicros == 0 ? ahead : tooFarMicros;
                ahead = 0;
            }
            Optional<HostMicros> missed =
                    timetagRules
                            .missed(bundle.timetag(), wall, from.arrived())
                            .map(own -> own.orLater(outer.missed().orElse(own)))
                            .or(outer::missed);
            BundleTime bundleTime = new BundleTime(Math.max(outer.delay(), ahead), missed);
            for (OscPacket packet : bundle.packets()) {
                read(packet, bundleTime);
            }
        }

        private void read(OscMessage message, BundleTime bundleTime) {
            if (output > 0) {
                readBack(message, bundleTime);
                return;
            }
            complainOfTimetag(message.address());
            if (returned.isReturned(message, from.origin(), from.arrived())) {
                atOnce(bundleTime.missed()).add(new AddressedCommand(message.address(), CONFIRM));
                return;
            }
            List<OscMessage> mapped = inputs.mapped(message, from.origin());
            if (mapped.isEmpty()) {
                unprefixed(message, bundleTime);
            }
            for (OscMessage each : mapped) {
                add(each, bundleTime);
            }
        }

        private void readBack(OscMessage message, BundleTime bundleTime) {
            List<OscMessage> mapped = inputs.mappedBack(message, output);
            if (mapped.isEmpty() || returned.isReturned(message, from.origin(), from.arrived())) {
                return;
            }
            for (OscMessage each : mapped) {
                messageInterpreter
                        .command(each.address(), each.arguments(), from)
                        .filter(command -> !(command instanceof Command.Refuse))
                        .filter(command ->
                                !returned.isReturned(command, from.origin(), from.arrived()))
                        .ifPresent(command ->
                                at(bundleTime).add(new AddressedCommand(each.address(), command)));
            }
        }

        private void unprefixed(OscMessage message, BundleTime bundleTime) {
            String address = message.address();
            Optional<String> within = programAddressPrefix.within(address);
            if (within.isPresent()) {
                add(
                        within.get().equals(address)
                                ? message
                                : new OscMessage(within.get(), message.arguments()),
                        bundleTime);
            } else {
                refuseUnprefixed(address);
            }
        }

        private void refuseUnprefixed(String address) {
            AddressMatch match = addressCache.target(address, from.work());
            if (!(match instanceof AddressMatch.NotImplemented)) {
                boolean known = !(match instanceof AddressMatch.Unknown);
                spellingHints
                        .unprefixed(address, known, from)
                        .ifPresent(refusal -> refuse(address, refusal));
            }
        }

        /** A message of which only the address can be read is answered as that address is. */
        private void refuse(UnreadableElement message) {
            String address = message.address();
            Optional<String> within = programAddressPrefix.within(address);
            if (inputs.knows(address, from.origin())) {
                refuse(address, unreadable(message, true));
            } else if (within.isEmpty()) {
                refuseUnprefixed(address);
            } else {
                messageInterpreter
                        .unreadable(within.get(), unreadable(message, false), from)
                        .ifPresent(refusal -> refuse(within.get(), refusal));
            }
        }

        private static Command.Refuse unreadable(UnreadableElement message, boolean unprefixed) {
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
            last().requests().add(new AddressedCommand(address, refusal));
        }

        private void add(OscMessage message, BundleTime bundleTime) {
            messageInterpreter
                    .command(message.address(), message.arguments(), from)
                    .ifPresent(command -> add(message.address(), command, bundleTime));
        }

        private void add(String address, Command command, BundleTime bundleTime) {
            if (command instanceof Command.Refuse) {
                refuse(address, command);
            } else if (returned.isReturned(command, from.origin(), from.arrived())) {
                atOnce(bundleTime.missed()).add(new AddressedCommand(address, CONFIRM));
            } else {
                at(bundleTime).add(new AddressedCommand(address, command));
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
                            timetagRules.windowMicros() / MICROS);
            refuse(address, new Command.Refuse(Refusal.Code.TIMETAG, text));
            tooFarMicros = -1;
        }
    }
}
