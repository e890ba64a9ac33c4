package io.downbeat.control;

import io.downbeat.address.AddressTable;
import io.downbeat.address.arguments.ProgramAddressPrefix;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.UnreadableElement;
import io.downbeat.rig.EngineSettings;
import io.downbeat.rig.Rig;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandWithAddress;
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
 * Turns packets into commands. Made once for a contract and a rig; any thread may route.
 *
 * <p>The router checks spelling, arguments and time tags. Objects are looked up when the command is
 * handled. A refusal is a command too, {@link Command.Refuse}, so that it is answered in its order.
 * The addresses of commands are those of the contract, without the prefix.
 */
public final class Router {
    private static final double MICROS = 1e6;
    private static final Command CONFIRM = new Command.Confirm();

    private final ProgramAddressPrefix programAddressPrefix;
    private final RigInputMapping inputs;
    private final TimetagRules timetagRules;
    private final MessageInterpreter messageInterpreter;
    private final AddressCache addressCache;
    private final HostPatternWorkLimiter work = new HostPatternWorkLimiter();
    private final SpellingHints spellingHints;

    /** The router of a rig, with the addresses of outputs as the rig has them. */
    public Router(AddressTable table, Rig rig) {
        this(table, rig, SenderIsOnOutputHost.asWritten(rig.outputs()));
    }

    /** The router of a rig whose outputs' hosts are known. */
    public Router(AddressTable table, Rig rig, SenderIsOnOutputHost hosts) {
        programAddressPrefix = table.prefix();
        inputs = RigInputMapping.of(rig, hosts);
        timetagRules =
                new TimetagRules(
                        rig.engineSettings().timetag() == EngineSettings.Timetags.HONOUR,
                        Math.round(rig.engineSettings().timetagWindowSeconds() * MICROS));
        addressCache = new AddressCache(table);
        spellingHints = new SpellingHints(table.space(), hosts, programAddressPrefix);
        messageInterpreter = new MessageInterpreter(addressCache, spellingHints);
    }

    /**
     * The commands of a packet: first those that are due now, which may be none, then those that
     * time tags delay.
     *
     * @param arrived when the packet arrived, by the clock of the beats
     * @param wallAtArrival the same moment by the clock of the time tags
     */
    public List<RoutedPacket> route(
            OscPacket packet, RequestOrigin from, HostMicros arrived, OscTimetag wallAtArrival) {
        return new PacketReading(sender(from, arrived), wallAtArrival, EchoDetector.NONE, 0)
                .read(Optional.of(packet), List.of());
    }

    /**
     * As {@link #route(OscPacket, RequestOrigin, HostMicros, OscTimetag)}, for a packet that may be
     * partly unreadable. A message with a readable address is refused; one without is ignored.
     *
     * @param returned finds values that an output's host only returns; they are only confirmed
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

    /** As the other, for a program whose outputs return nothing. */
    public List<RoutedPacket> route(
            DecodedPacket reading,
            RequestOrigin from,
            HostMicros arrived,
            OscTimetag wallAtArrival) {
        return route(reading, from, arrived, wallAtArrival, EchoDetector.NONE);
    }

    /**
     * The commands of a packet that was received on the socket of an output. Only the output's maps
     * with {@code back} are used there, and nothing is answered.
     *
     * @param output position of the output, from 1
     */
    public List<RoutedPacket> routeBack(
            DecodedPacket reading,
            int output,
            PacketOrigin from,
            OscTimetag wallAtArrival,
            EchoDetector returned) {
        return new PacketReading(from, wallAtArrival, returned, output)
                .read(reading.packet(), List.of());
    }

    /**
     * Why a message to a pattern can never do anything, whatever its arguments; empty if it may.
     *
     * @param pattern an address of the contract, without the prefix
     */
    public Optional<String> whyNeverHandled(String pattern) {
        PacketOrigin nobody = sender(RequestOrigin.DAEMON, new HostMicros(0));
        return messageInterpreter
                .command(pattern, List.of(OscArgument.i(1)), nobody)
                .filter(command ->
                        command instanceof Command.Refuse(var code, var text, var unprefixed)
                                && (code == Refusal.Code.PATTERN
                                        || code == Refusal.Code.UNKNOWN
                                        || code == Refusal.Code.READ_ONLY))
                .map(command -> ((Command.Refuse) command).text());
    }

    private PacketOrigin sender(RequestOrigin from, HostMicros arrived) {
        return new PacketOrigin(
                from, arrived, new PacketPatternWorkLimit(work, hostOf(from), arrived));
    }

    /** The host without the port: all ports of a host share its budget. */
    private static String hostOf(RequestOrigin from) {
        String text = from.text();
        int port = text.lastIndexOf(':');
        int host = text.indexOf(':') + 1;
        return port > host ? text.substring(host, port) : text;
    }

    /**
     * When the messages of a bundle are due.
     *
     * @param delay in microseconds
     * @param missed the moment of the time tag, if it has just passed
     */
    private record BundleTime(long delay, Optional<HostMicros> missed) {}

    /** Commands that are due now and whose time tags, if any, missed the same moment. */
    private record CommandRun(Optional<HostMicros> missed, List<CommandWithAddress> requests) {
        RoutedPacket routedPacket(boolean beginsPacket) {
            return new RoutedPacket(missed, requests, beginsPacket);
        }
    }

    /** Reads one packet. */
    private final class PacketReading {
        private final PacketOrigin from;
        private final OscTimetag wall;
        private final EchoDetector returned;
        private final int output;
        private final List<CommandRun> atOnce = new ArrayList<>(1);
        private Map<Long, List<CommandWithAddress>> later = Map.of();
        private long tooFarMicros;

        PacketReading(PacketOrigin from, OscTimetag wall, EchoDetector returned, int output) {
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

        private List<CommandWithAddress> at(BundleTime bundleTime) {
            if (bundleTime.delay() == 0) {
                return atOnce(bundleTime.missed());
            }
            if (later.isEmpty()) {
                later = new LinkedHashMap<>();
            }
            return later.computeIfAbsent(bundleTime.delay(), unused -> new ArrayList<>());
        }

        /** Consecutive messages share a run as long as their bundles missed the same moment. */
        private List<CommandWithAddress> atOnce(Optional<HostMicros> missed) {
            if (!last().missed().equals(missed)) {
                List<CommandWithAddress> before = last().requests();
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

        /** A bundle within another bundle is due at the later of both times. */
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
                atOnce(bundleTime.missed()).add(new CommandWithAddress(message.address(), CONFIRM));
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
                                at(bundleTime)
                                        .add(new CommandWithAddress(each.address(), command)));
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
            AddressMatch match = addressCache.match(address, from.work());
            if (!(match instanceof AddressMatch.Unanswered)) {
                boolean known = !(match instanceof AddressMatch.Unknown);
                spellingHints
                        .unprefixed(address, known, from)
                        .ifPresent(refusal -> refuse(address, refusal));
            }
        }

        /** Answers a message of which only the address is readable. */
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
                    "the arguments cannot be read: "
                            + message.problem()
                            + "; expected is a type tag string, which begins with ',' and has one of"
                            + " i f s b h t d S c r m T F N I [ ] for each argument, and the bytes"
                            + " of each argument",
                    unprefixed);
        }

        /** A refusal is due now, however long the rest of its bundle is held. */
        private void refuse(String address, Command refusal) {
            last().requests().add(new CommandWithAddress(address, refusal));
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
                atOnce(bundleTime.missed()).add(new CommandWithAddress(address, CONFIRM));
            } else {
                at(bundleTime).add(new CommandWithAddress(address, command));
            }
        }

        /** Refuses the time tag once for each packet, with the first address of the bundle. */
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
            Optional<String> within = programAddressPrefix.within(address);
            refuse(
                    within.orElse(address),
                    new Command.Refuse(Refusal.Code.TIMETAG, text, within.isEmpty()));
            tooFarMicros = -1;
        }
    }
}
