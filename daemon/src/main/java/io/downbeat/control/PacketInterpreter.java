package io.downbeat.control;

import io.downbeat.address.AddressTable;
import io.downbeat.address.arguments.DaemonAddressPrefix;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.UnreadableElement;
import io.downbeat.rig.Rig;
import io.downbeat.rig.TimetagJournalAndUndoSettings;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
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
 * <p>The interpreter checks spelling, arguments and time tags. Objects are looked up when the
 * command is handled. A refusal is a command too, {@link Command.Refuse}, so that it is answered in
 * its order. The addresses of commands are those of the contract, without the prefix.
 */
public final class PacketInterpreter {
    private static final double MICROS_PER_SECOND = 1e6;
    private static final Command CONFIRM = new Command.Confirm();

    private final DaemonAddressPrefix daemonAddressPrefix;
    private final IncomingAddressMapping inputs;
    private final TimetagRules timetagRules;
    private final MessageInterpreter messageInterpreter;
    private final AddressCache addressCache;
    private final HostPatternWorkLimiter hostWorkLimiter = new HostPatternWorkLimiter();
    private final SpellingHints spellingHints;

    /** The interpreter of a rig, with the addresses of outputs as the rig has them. */
    public PacketInterpreter(AddressTable table, Rig rig) {
        this(table, rig, OutputHostCheck.asWritten(rig.outputs()));
    }

    /** The interpreter of a rig whose outputs' hosts are known. */
    public PacketInterpreter(AddressTable table, Rig rig, OutputHostCheck outputHosts) {
        daemonAddressPrefix = table.prefix();
        inputs = IncomingAddressMapping.of(rig, outputHosts);
        timetagRules =
                new TimetagRules(
                        rig.timetagJournalAndUndoSettings().timetag()
                                == TimetagJournalAndUndoSettings.Timetags.HONOUR,
                        Math.round(
                                rig.timetagJournalAndUndoSettings().timetagWindowSeconds()
                                        * MICROS_PER_SECOND));
        addressCache = new AddressCache(table);
        spellingHints = new SpellingHints(table.space(), outputHosts, daemonAddressPrefix);
        messageInterpreter = new MessageInterpreter(addressCache, spellingHints);
    }

    /**
     * The commands of a packet: first those that are due now, which may be none, then those that
     * time tags delay.
     *
     * @param arrived when the packet arrived, by the clock of the beats
     * @param wallAtArrival the same moment by the clock of the time tags
     */
    public List<CommandsDueTogether> interpret(
            OscPacket packet, RequestSender from, HostMicros arrived, OscTimetag wallAtArrival) {
        return new PacketReading(sender(from, arrived), wallAtArrival, EchoDetector.NONE, 0)
                .read(Optional.of(packet), List.of());
    }

    /**
     * As {@link #interpret(OscPacket, RequestSender, HostMicros, OscTimetag)}, for a packet that
     * may be partly unreadable. A message with a readable address is refused; one without is
     * ignored.
     *
     * @param echoDetector finds values that an output's host only returns; they are only confirmed
     */
    public List<CommandsDueTogether> interpret(
            DecodedPacket reading,
            RequestSender from,
            HostMicros arrived,
            OscTimetag wallAtArrival,
            EchoDetector echoDetector) {
        return new PacketReading(sender(from, arrived), wallAtArrival, echoDetector, 0)
                .read(reading.packet(), reading.unreadable());
    }

    /** As the other, for a program whose outputs return nothing. */
    public List<CommandsDueTogether> interpret(
            DecodedPacket reading,
            RequestSender from,
            HostMicros arrived,
            OscTimetag wallAtArrival) {
        return interpret(reading, from, arrived, wallAtArrival, EchoDetector.NONE);
    }

    /**
     * The commands of a packet that was received on the socket of an output. Only the output's maps
     * with {@code back} are used there, and nothing is answered.
     *
     * @param output position of the output, from 1
     */
    public List<CommandsDueTogether> interpretReturned(
            DecodedPacket reading,
            int output,
            PacketOrigin from,
            OscTimetag wallAtArrival,
            EchoDetector echoDetector) {
        return new PacketReading(from, wallAtArrival, echoDetector, output)
                .read(reading.packet(), List.of());
    }

    /**
     * Why a message to a pattern can never do anything, whatever its arguments; empty if it may.
     *
     * @param pattern an address of the contract, without the prefix
     */
    public Optional<String> whyNeverHandled(String pattern) {
        PacketOrigin noClient = sender(RequestSender.DAEMON, new HostMicros(0));
        return messageInterpreter
                .command(pattern, List.of(OscArgument.i(1)), noClient)
                .filter(command ->
                        command instanceof Command.Refuse(var code, var text, var unprefixed)
                                && (code == Refusal.Code.PATTERN
                                        || code == Refusal.Code.UNKNOWN
                                        || code == Refusal.Code.READ_ONLY))
                .map(command -> ((Command.Refuse) command).text());
    }

    private PacketOrigin sender(RequestSender from, HostMicros arrived) {
        return new PacketOrigin(
                from, arrived, new PacketPatternWorkLimit(hostWorkLimiter, hostOf(from), arrived));
    }

    /** The host without the port: all ports of a host share its budget. */
    private static String hostOf(RequestSender from) {
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
        CommandsDueTogether commandsDueTogether(boolean beginsPacket) {
            return new CommandsDueTogether(missed, requests, beginsPacket);
        }
    }

    /** Reads one packet. */
    private final class PacketReading {
        private final PacketOrigin from;
        private final OscTimetag wall;
        private final EchoDetector echoDetector;
        private final int output;
        private final List<CommandRun> dueNow = new ArrayList<>(1);
        private Map<Long, List<CommandWithAddress>> delayed = Map.of();
        private long tooFarMicros;

        PacketReading(PacketOrigin from, OscTimetag wall, EchoDetector echoDetector, int output) {
            this.from = from;
            this.wall = wall;
            this.echoDetector = echoDetector;
            this.output = output;
            dueNow.add(new CommandRun(Optional.empty(), new ArrayList<>(2)));
        }

        List<CommandsDueTogether> read(
                Optional<OscPacket> packet, List<UnreadableElement> unreadable) {
            packet.ifPresent(readable -> read(readable, new BundleTime(0, Optional.empty())));
            unreadable.stream().filter(UnreadableElement::hasAddress).forEach(this::refuse);
            boolean fromClient = output == 0;
            if (dueNow.size() == 1 && delayed.isEmpty() && fromClient) {
                return List.of(lastRun().commandsDueTogether(true));
            }
            List<CommandsDueTogether> routed = new ArrayList<>(dueNow.size() + delayed.size());
            for (CommandRun commandRun : dueNow) {
                boolean beginsPacket = fromClient && routed.isEmpty();
                if (beginsPacket || !commandRun.requests().isEmpty()) {
                    routed.add(commandRun.commandsDueTogether(beginsPacket));
                }
            }
            delayed.forEach((delay, requests) ->
                    routed.add(
                            new CommandsDueTogether(
                                    timetagRules.due(delay, from.arrived()), requests, false)));
            return routed;
        }

        private CommandRun lastRun() {
            return dueNow.getLast();
        }

        private List<CommandWithAddress> commandsAt(BundleTime bundleTime) {
            if (bundleTime.delay() == 0) {
                return dueNow(bundleTime.missed());
            }
            if (delayed.isEmpty()) {
                delayed = new LinkedHashMap<>();
            }
            return delayed.computeIfAbsent(bundleTime.delay(), unused -> new ArrayList<>());
        }

        /**
         * The run for messages that are due now. Consecutive messages share it as long as their
         * bundles missed the same moment.
         */
        private List<CommandWithAddress> dueNow(Optional<HostMicros> missed) {
            if (!lastRun().missed().equals(missed)) {
                List<CommandWithAddress> before = lastRun().requests();
                boolean nothingYet = before.isEmpty();
                if (nothingYet) {
                    dueNow.removeLast();
                }
                dueNow.add(new CommandRun(missed, nothingYet ? before : new ArrayList<>(1)));
            }
            return lastRun().requests();
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
            refuseTimetagOnce(message.address());
            if (echoDetector.isReturned(message, from.origin(), from.arrived())) {
                dueNow(bundleTime.missed()).add(new CommandWithAddress(message.address(), CONFIRM));
                return;
            }
            List<OscMessage> mapped = inputs.mapped(message, from.origin());
            if (mapped.isEmpty()) {
                addWithoutPrefix(message, bundleTime);
            }
            for (OscMessage mappedMessage : mapped) {
                add(mappedMessage, bundleTime);
            }
        }

        private void readBack(OscMessage message, BundleTime bundleTime) {
            List<OscMessage> mapped = inputs.mappedBack(message, output);
            if (mapped.isEmpty()
                    || echoDetector.isReturned(message, from.origin(), from.arrived())) {
                return;
            }
            for (OscMessage mappedMessage : mapped) {
                messageInterpreter
                        .command(mappedMessage.address(), mappedMessage.arguments(), from)
                        .filter(command -> !(command instanceof Command.Refuse))
                        .filter(command ->
                                !echoDetector.isReturned(command, from.origin(), from.arrived()))
                        .ifPresent(command ->
                                commandsAt(bundleTime)
                                        .add(
                                                new CommandWithAddress(
                                                        mappedMessage.address(), command)));
            }
        }

        private void addWithoutPrefix(OscMessage message, BundleTime bundleTime) {
            String address = message.address();
            Optional<String> within = daemonAddressPrefix.withoutPrefix(address);
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
            Optional<String> within = daemonAddressPrefix.withoutPrefix(address);
            if (inputs.matches(address, from.origin())) {
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
            lastRun().requests().add(new CommandWithAddress(address, refusal));
        }

        private void add(OscMessage message, BundleTime bundleTime) {
            messageInterpreter
                    .command(message.address(), message.arguments(), from)
                    .ifPresent(command -> add(message.address(), command, bundleTime));
        }

        private void add(String address, Command command, BundleTime bundleTime) {
            if (command instanceof Command.Refuse) {
                refuse(address, command);
            } else if (echoDetector.isReturned(command, from.origin(), from.arrived())) {
                dueNow(bundleTime.missed()).add(new CommandWithAddress(address, CONFIRM));
            } else {
                commandsAt(bundleTime).add(new CommandWithAddress(address, command));
            }
        }

        /** Refuses the time tag once for each packet, with the first address of the bundle. */
        private void refuseTimetagOnce(String address) {
            if (tooFarMicros <= 0) {
                return;
            }
            String text =
                    String.format(
                            Locale.ROOT,
                            "your clock is %.1f s ahead of this host's, or the bundle is; a bundle"
                                    + " waits up to %.1f s, so this one was performed at once",
                            tooFarMicros / MICROS_PER_SECOND,
                            timetagRules.windowMicros() / MICROS_PER_SECOND);
            Optional<String> within = daemonAddressPrefix.withoutPrefix(address);
            refuse(
                    within.orElse(address),
                    new Command.Refuse(Refusal.Code.TIMETAG, text, within.isEmpty()));
            tooFarMicros = -1;
        }
    }
}
