package io.downbeat.app;

import io.downbeat.address.AddressTable;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.app.cli.CommandLineParser;
import io.downbeat.app.cli.DaemonSettings;
import io.downbeat.app.io.DatagramAndInboxReader;
import io.downbeat.app.io.IncomingMessageMonitor;
import io.downbeat.app.io.OutputEchoDetector;
import io.downbeat.app.io.OutputStatusReporter;
import io.downbeat.app.io.SenderIsOutputReceiverCheck;
import io.downbeat.app.warmup.EngineWarmup;
import io.downbeat.app.warmup.LoopbackWarmup;
import io.downbeat.app.warmup.TcpWarmup;
import io.downbeat.clock.HostClock;
import io.downbeat.clock.SystemHostClock;
import io.downbeat.clock.WakeupLatencyMeasurement;
import io.downbeat.clock.WallClock;
import io.downbeat.console.ReadyLine;
import io.downbeat.control.PacketInterpreter;
import io.downbeat.discovery.AnnouncedPorts;
import io.downbeat.discovery.Zeroconf;
import io.downbeat.engine.Conductor;
import io.downbeat.engine.launch.RandomSource;
import io.downbeat.engine.thread.ConductorThread;
import io.downbeat.engine.thread.LongestConductorWorkMeter;
import io.downbeat.engine.thread.NonUdpInbox;
import io.downbeat.engine.thread.ProcessorTimeLimiter;
import io.downbeat.engine.thread.TurnListener;
import io.downbeat.feedback.Feedback;
import io.downbeat.feedback.subscriber.ConfiguredSubscriber;
import io.downbeat.guard.FaultGuard;
import io.downbeat.net.AccessCheck;
import io.downbeat.net.HostNames;
import io.downbeat.net.ListenAddress;
import io.downbeat.net.OutputSockets;
import io.downbeat.net.OwnUdpPortCheck;
import io.downbeat.net.PortUnavailableException;
import io.downbeat.net.ThisComputer;
import io.downbeat.net.UdpTransport;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.Peer;
import io.downbeat.oscquery.NamespaceChanges;
import io.downbeat.oscquery.OscQuery;
import io.downbeat.output.Outputs;
import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.persistence.StateFolderFiles;
import io.downbeat.persistence.SubscriptionFile;
import io.downbeat.persistence.journal.Journal;
import io.downbeat.persistence.journal.JournalGraphFileHeader;
import io.downbeat.persistence.journal.RecoveredSession;
import io.downbeat.persistence.save.GraphFile;
import io.downbeat.persistence.save.GraphFileList;
import io.downbeat.rig.ControllerSubscriptionSpec;
import io.downbeat.rig.Endpoint;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.OutputValueMapSpec;
import io.downbeat.rig.Rig;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.SessionView.OutputState;
import io.downbeat.session.view.SessionView.OutputStatus;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Builds the program from its settings, in reading order and without a framework. Everything that
 * depends on settings is decided here.
 *
 * <pre>
 *   graph file --> Conductor <-- DatagramAndInboxReader: UDP, and the inbox for all else
 *                      |
 *        +-------------+-----------------+
 *      Outputs   FeedbackThread: clients   GraphFileSaveLoadExport: disk
 * </pre>
 */
final class DaemonBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(DaemonBuilder.class);
    private static final Path OWN_THREADS = Path.of("/proc/self/task");

    private final Rig rig;
    private final HostClock clock = new SystemHostClock();
    private final WallClock wall = WallClock.of(clock);
    private final BackgroundContractLoadAndNettyStart backgroundContractLoadAndNettyStart;
    private final StateFolderFiles state;
    private final AddressTable table;
    private final ObjectNamesInAddresses objectNamesInAddresses;
    private final HostNames names = new HostNames(clock);
    private final ThisComputer own = ThisComputer.read();
    private final IncomingMessageMonitor arrivals;
    private final AccessCheck accessCheck;
    private final GraphFileOpener.Opened graph;
    private final Optional<Journal> journal;
    private final Optional<Resumed> resumed;

    private DaemonBuilder(
            DaemonSettings settings,
            BackgroundContractLoadAndNettyStart backgroundContractLoadAndNettyStart) {
        this.backgroundContractLoadAndNettyStart = backgroundContractLoadAndNettyStart;
        rig = settings.rig();
        arrivals = new IncomingMessageMonitor(rig.listenSettings().prefix());
        accessCheck = new AccessCheck(rig.allowedHosts(), own);
        graph = open(settings);
        state = stateFiles();
        table =
                new AddressTable(
                        backgroundContractLoadAndNettyStart.space(),
                        CommandLineParser.VERSION,
                        rig.listenSettings().prefix(),
                        token(state));
        objectNamesInAddresses = new OscObjectNamesInAddresses(table.space());
        journal = openJournal();
        resumed = journal.flatMap(opened -> resume(opened, settings.fresh()));
    }

    /** A session from the journal, and the conductor that continues it. */
    private record Resumed(JournalRecovery recovery, Conductor conductor) {}

    /**
     * The running program, its ready line, and the warm-up that runs after the ready line is
     * printed.
     */
    record Built(Daemon daemon, String readyLine, Runnable warmup) {}

    /**
     * Opens everything and starts playing.
     *
     * @param backgroundContractLoadAndNettyStart was started before the settings were read
     * @throws StartupException if the rig has an unknown address, or the state folder cannot be
     *     used
     */
    static Built ready(
            DaemonSettings settings,
            BackgroundContractLoadAndNettyStart backgroundContractLoadAndNettyStart) {
        return new DaemonBuilder(settings, backgroundContractLoadAndNettyStart).assemble();
    }

    private Built assemble() {
        try {
            return assemble(conductor());
        } catch (RuntimeException refused) {
            journal.ifPresent(Journal::close);
            throw refused;
        }
    }

    private Built assemble(Conductor conductor) {
        var daemon = new Daemon(clock, conductor.view(), arrivals);
        try {
            return connect(daemon, conductor);
        } catch (RuntimeException refused) {
            daemon.close();
            throw refused;
        }
    }

    private Conductor conductor() {
        HostMicros now = clock.now();
        return resumed.map(Resumed::conductor)
                .orElseGet(() -> new Conductor(setup(), now, !rig.clock().stopped()));
    }

    private Built connect(Daemon daemon, Conductor conductor) {
        SessionView first = conductor.view();
        var places = new SenderIsOutputReceiverCheck(receivers(), names, own);
        var packetInterpreter = new PacketInterpreter(table, rig, places);
        new RigOscAddressCheck(
                        table.space(),
                        presentWithoutPrefix(first),
                        packetInterpreter::whyNeverHandled)
                .check(rig);
        var receiving = new DatagramAndInboxReader.Receiving(packetInterpreter, wall, arrivals);
        UdpTransport udp = daemon.part(udp());
        OwnUdpPortCheck ownUdpPortCheck = udp.ownPort(own);
        refuseOwnPort(ownUdpPortCheck);
        var inbox = new NonUdpInbox(udp::wakeUp);
        var storage = daemon.part(new StorageThread());
        var saver =
                new GraphFileSaveLoadExport(
                        graph.file(),
                        state.backups(),
                        storage,
                        inbox,
                        clock,
                        loaded -> MidiAndLinkConnections.atStart(rig.clock(), loaded).source(),
                        loaded ->
                                new RigNamesMissingInSession(rig, table.space(), present(loaded))
                                        .missing(loaded));
        Optional<JournalThread> journalThread =
                journal.map(opened -> daemon.part(journalThread(opened, conductor)));
        journalThread.ifPresent(thread ->
                saver.afterSaveOrLoad(
                        file -> thread.onSaved(journalPath(file), journalGraphFileHeader(file))));
        SubscriptionFile subscriptions = subscriptions(state, udp.port());
        var kept = new SubscriptionSaver(subscriptions, storage);
        var namespaceChangeSender =
                new NamespaceChangeSender(
                        new NamespaceChanges(
                                table,
                                objectNamesInAddresses,
                                rig.listenSettings().prefix(),
                                new SessionViewAtTime(first, clock.now())));
        var feedbackThread =
                new FeedbackThread(
                        feedback(first, subscriptions),
                        namespaceChangeSender,
                        clock,
                        inbox,
                        udp,
                        kept,
                        arrivals);
        var services =
                new TcpAndHttpServers.Services(
                        accessCheck,
                        clock,
                        receiving,
                        inbox,
                        feedbackThread::onClientGone,
                        feedbackThread::onCaughtUp);
        var tcpAndHttpServers =
                daemon.part(
                        TcpAndHttpServers.open(
                                backgroundContractLoadAndNettyStart.loop(),
                                rig.listenSettings(),
                                services,
                                new HttpAnswers(
                                        udp.port(),
                                        new OscQuery(
                                                table,
                                                objectNamesInAddresses,
                                                rig.listenSettings().prefix()),
                                        daemon::view,
                                        clock,
                                        namespaceChangeSender::onRead)));
        Optional<Zeroconf> zeroconf =
                ZeroconfAnnouncementAndDiscovery.start(
                        rig.listenSettings(),
                        new AnnouncedPorts(udp.port(), tcpAndHttpServers.httpPort()),
                        accessCheck,
                        inbox,
                        clock);
        zeroconf.ifPresent(daemon::part);
        udp.onRefusal(feedbackThread::onPortRefused);
        daemon.part(feedbackThread);
        var midiAndLinkConnections =
                daemon.part(
                        MidiAndLinkConnections.open(
                                first,
                                rig.clock(),
                                clock,
                                inbox,
                                host -> accessCheck.admits(host, "Link", clock.now())));
        OutputSockets outputSockets =
                daemon.part(
                        OutputSockets.open(
                                receivers(),
                                names,
                                Optional.of(ownUdpPortCheck),
                                clock::now,
                                output -> watching(output, udp)));
        Outputs outputs = outputs(first, outputSockets, places, inbox);
        Optional<TurnTimeLog> turnTimeLog = TurnTimeLog.ifShown();
        LongestConductorWorkMeter longestConductorWorkMeter =
                turnTimeLog.map(TurnTimeLog::times).orElseGet(LongestConductorWorkMeter::none);
        var conductorThread =
                new ConductorThread(
                        conductor,
                        clock,
                        new DatagramAndInboxReader(
                                udp,
                                inbox,
                                receiving,
                                outputSockets,
                                new OutputEchoDetector(outputs),
                                ownUdpPortCheck),
                        outputs,
                        turnListener(
                                daemon,
                                feedbackThread,
                                saver,
                                midiAndLinkConnections,
                                journalThread),
                        failureLog(),
                        spinMicros(),
                        longestConductorWorkMeter,
                        ThreadProcessorTime.ofCallingThread()
                                .map(ProcessorTimeLimiter::new)
                                .orElseGet(ProcessorTimeLimiter::none));
        start(daemon, conductorThread, udp);
        feedbackThread.start(tcpAndHttpServers);
        saver.start();
        journalThread.ifPresent(JournalThread::start);
        daemon.part(
                OncePerSecondThread.start(
                        wall::reread,
                        () -> turnTimeLog.ifPresent(TurnTimeLog::onSecond),
                        udp::reportLosses,
                        own::refresh,
                        () -> journalThread.ifPresent(JournalThread::reportHang)));
        // Closed early, because the network takes its time to know it.
        zeroconf.ifPresent(announced -> daemon.part(announced::withdraw));
        // Closed first: the result of a save that runs at the end still reaches all parts.
        daemon.part(saver::finish);
        graph.warnings().forEach(warning -> LOG.warn("{}", warning.line()));
        new RigNamesMissingInSession(rig, table.space(), present(first))
                .missing(first)
                .forEach(line -> LOG.warn("{}", line));
        return new Built(
                daemon,
                readyLine(udp.port(), tcpAndHttpServers, first),
                () -> check(first, packetInterpreter));
    }

    /** Logs the first, second, fourth, eighth failure and so on. */
    private static Consumer<Throwable> failureLog() {
        var count = new AtomicLong();
        return broken -> {
            long times = count.incrementAndGet();
            if (Long.bitCount(times) == 1) {
                LOG.error("the conductor's turn failed, {} times so far", times, broken);
            }
        };
    }

    /**
     * Refuses this program's own port as a destination: messages to it would come back and be sent
     * again.
     */
    private void refuseOwnPort(OwnUdpPortCheck own) {
        names.prepare(rig.outputs().stream().map(output -> output.address().host()).toList());
        names.prepare(rig.controllers().stream().map(ControllerSubscriptionSpec::host).toList());
        for (OutputSpec output : rig.outputs()) {
            Endpoint to = output.address();
            refuseOwnPort(own, "output " + output.name(), to.host(), to.port());
        }
        for (ControllerSubscriptionSpec surface : rig.controllers()) {
            String who = "controller " + surface.name();
            refuseOwnPort(own, who, surface.host(), surface.feedbackPort());
        }
    }

    private void refuseOwnPort(OwnUdpPortCheck own, String who, String host, int port) {
        if (names.addressOf(host).filter(address -> own.isAt(address, port)).isPresent()) {
            throw new StartupException(
                    "%s: %s port %d is the port of this program itself (--osc-port), so all messages"
                                    .formatted(who, host, port)
                            + " to it would come back; give the port of the receiving program");
        }
    }

    /**
     * Reads an output that has a map with {@code back}, because some programs answer only to the
     * socket that sent to them.
     */
    private Optional<Consumer<DatagramChannel>> watching(int output, UdpTransport udp) {
        boolean leadsBack =
                rig.outputs().get(output - 1).maps().stream().anyMatch(OutputValueMapSpec::back);
        return leadsBack ? Optional.of(udp::watch) : Optional.empty();
    }

    private UdpTransport udp() {
        var listenAddress =
                new ListenAddress(rig.listenSettings().bind(), rig.listenSettings().osc().number());
        return UdpTransport.open(listenAddress, clock, accessCheck, names);
    }

    private static TurnListener turnListener(
            Daemon daemon,
            FeedbackThread feedbackThread,
            GraphFileSaveLoadExport saver,
            MidiAndLinkConnections midiAndLinkConnections,
            Optional<JournalThread> journalThread) {
        FaultGuard log = guard("the log of events");
        FaultGuard feedback = guard("feedback");
        FaultGuard saving = guard("saving");
        FaultGuard journaling = guard("the journal");
        FaultGuard outside = guard("external clocks");
        return turn -> {
            log.run(() -> daemon.onTurn(turn));
            feedback.run(() -> feedbackThread.onTurn(turn));
            journalThread.ifPresent(thread -> journaling.run(() -> thread.onTurn(turn)));
            saving.run(() -> saver.onTurn(turn));
            outside.run(() -> midiAndLinkConnections.onTurn(turn));
        };
    }

    private static FaultGuard guard(String part) {
        return FaultGuard.catching(
                part,
                failure ->
                        LOG.error("{} failed: {}", failure.part(), failure.text(), failure.why()));
    }

    private static void start(Daemon daemon, ConductorThread thread, UdpTransport udp) {
        daemon.part(() -> {
            thread.requestEnd();
            udp.wakeUp();
            thread.close();
        });
        thread.start();
    }

    /** Built only when it runs, so that the ready line does not wait for it. */
    private void check(SessionView first, PacketInterpreter packetInterpreter) {
        if (!rig.listenSettings().oscTcp().isOff()) {
            new TcpWarmup(backgroundContractLoadAndNettyStart.loop(), accessCheck, clock).run();
        }
        // Must run before the loopback warm-up starts a second thread with that name.
        new RealTimePriority(OWN_THREADS).run();
        Conductor.Setup setup = conductorSetup(loaded(), ClockState.INTERNAL);
        new EngineWarmup(setup, rig.outputs(), present(first), packetInterpreter).run();
        warmUpLoopback(packetInterpreter);
    }

    private void warmUpLoopback(PacketInterpreter packetInterpreter) {
        var loopback = new ListenAddress("127.0.0.1", 0);
        try (UdpTransport udp = UdpTransport.open(loopback, clock, accessCheck, names);
                UdpTransport receiver = UdpTransport.open(loopback, clock, accessCheck, names)) {
            var conductor =
                    new Conductor(conductorSetup(loaded(), ClockState.INTERNAL), clock.now(), true);
            var inbox = new NonUdpInbox(udp::wakeUp);
            Endpoint unread = new Endpoint("127.0.0.1", receiver.port());
            List<Endpoint> receivers = rig.outputs().stream().map(output -> unread).toList();
            var places = new SenderIsOutputReceiverCheck(receivers, names, own);
            try (OutputSockets sockets = OutputSockets.open(receivers, names)) {
                Outputs outputs = outputs(conductor.view(), sockets, places, inbox);
                String prefix = rig.listenSettings().prefix();
                var receiving =
                        new DatagramAndInboxReader.Receiving(
                                packetInterpreter, wall, new IncomingMessageMonitor(prefix));
                var datagramAndInboxReader =
                        new DatagramAndInboxReader(
                                udp,
                                inbox,
                                receiving,
                                sockets,
                                new OutputEchoDetector(outputs),
                                udp.ownPort(own));
                new LoopbackWarmup(conductor, clock, udp, datagramAndInboxReader, outputs, prefix)
                        .run();
            }
        } catch (PortUnavailableException full) {
            LOG.debug("no line check", full);
        }
    }

    private Feedback feedback(SessionView first, SubscriptionFile file) {
        names.prepare(rig.controllers().stream().map(ControllerSubscriptionSpec::host).toList());
        HostMicros now = clock.now();
        var services =
                new Feedback.Services(
                        table,
                        objectNamesInAddresses,
                        CommandLineParser.VERSION,
                        rig.listenSettings().prefix(),
                        host -> names.addressOf(host).map(own::has).orElse(false));
        var feedback = new Feedback(services, first, now);
        for (ControllerSubscriptionSpec surface : rig.controllers()) {
            addConfiguredSubscriber(feedback, surface, now);
        }
        feedback.restore(file.read(), now);
        graph.warnings().forEach(warning -> feedback.sendWarning(warning.path(), warning.text()));
        return feedback;
    }

    private void addConfiguredSubscriber(
            Feedback feedback, ControllerSubscriptionSpec surface, HostMicros now) {
        String host =
                names.addressOf(surface.host())
                        .map(InetAddress::getHostAddress)
                        .orElse(surface.host());
        var to = new Peer(Peer.Transport.UDP, host, surface.feedbackPort());
        var options =
                new Command.Options(
                        surface.typed(),
                        surface.rateHertz(),
                        surface.bundle(),
                        surface.healSeconds(),
                        0);
        try {
            feedback.addConfigured(new ConfiguredSubscriber(to, surface.subscribe(), options), now);
        } catch (Refusal refusal) {
            throw new StartupException("subscriber " + surface.name() + ": " + refusal.text());
        }
    }

    private Outputs outputs(
            SessionView first,
            OutputSockets sockets,
            SenderIsOutputReceiverCheck places,
            NonUdpInbox inbox) {
        var outputs =
                new Outputs(
                        rig.outputs(),
                        first,
                        moment -> OscTimetag.ofEpochMicros(wall.epochMicros(moment)),
                        present(first),
                        sockets.all(),
                        places,
                        new OutputStatusReporter(inbox, clock),
                        seed());
        outputs.start(clock.now());
        return outputs;
    }

    private List<Endpoint> receivers() {
        return rig.outputs().stream().map(OutputSpec::address).toList();
    }

    /** One reader for each thread that uses it. */
    private PresentValueReader present(SessionView first) {
        return new PresentValueReader(table, objectNamesInAddresses, first);
    }

    /** A reader whose refusals show addresses as a rig has them, without the prefix. */
    private PresentValueReader presentWithoutPrefix(SessionView first) {
        return rig.listenSettings().prefix().isEmpty()
                ? present(first)
                : new PresentValueReader(
                        new AddressTable(table.space(), CommandLineParser.VERSION, "", ""),
                        objectNamesInAddresses,
                        first);
    }

    private GraphFileContents loaded() {
        GraphFileContents loaded = graph.loaded();
        double tempo = rig.clock().tempo();
        return tempo == 0 ? loaded : loaded.with(new Tempo(tempo));
    }

    private Conductor.Setup setup() {
        GraphFileContents loaded = loaded();
        return conductorSetup(loaded, MidiAndLinkConnections.atStart(rig.clock(), loaded));
    }

    private Conductor.Setup conductorSetup(GraphFileContents loaded, ClockState leading) {
        List<OutputState> outputs =
                rig.outputs().stream()
                        .map(spec ->
                                new OutputState(
                                        spec.name(),
                                        spec.enabled(),
                                        spec.sendTiming().offsetMillis(),
                                        OutputStatus.OK))
                        .toList();
        return new Conductor.Setup(
                loaded,
                outputs,
                objectNamesInAddresses,
                RandomSource.seeded(seed()),
                leading,
                framesPerSecond(),
                rig.timetagJournalAndUndoSettings().undoLimit());
    }

    /** Another one for each start and each part. */
    private static long seed() {
        return RandomGenerator.getDefault().nextLong();
    }

    /** The rate of the fastest output, and at least the default rate. */
    private int framesPerSecond() {
        double fastest = OutputSpec.OutputSendTimes.USUAL_FADE_HERTZ;
        for (OutputSpec output : rig.outputs()) {
            fastest = Math.max(fastest, output.sendTiming().fadeHertz());
        }
        return (int) Math.ceil(fastest);
    }

    private long spinMicros() {
        int asked = rig.timetagJournalAndUndoSettings().spinMicros();
        return asked < 0 ? WakeupLatencyMeasurement.spinMicros(clock) : asked;
    }

    private String readyLine(int udpPort, TcpAndHttpServers tcpAndHttpServers, SessionView first) {
        String name =
                rig.graph().isEmpty() ? "" : String.valueOf(Path.of(rig.graph()).getFileName());
        return ReadyLine.of(
                        CommandLineParser.VERSION,
                        new ReadyLine.Ports(
                                udpPort, tcpAndHttpServers.tcpPort(), tcpAndHttpServers.httpPort()),
                        name,
                        first)
                + resumed.map(session -> ", " + session.recovery().words(graph.loaded()))
                        .orElse("");
    }

    private Optional<Journal> openJournal() {
        Path path = journalPath(graph.file());
        try {
            return Optional.of(Journal.open(path));
        } catch (Journal.InUseException inUse) {
            throw new StartupException(
                    "process %s plays this session already, with this state folder: end it, or give"
                                    .formatted(inUse.process())
                            + " another --state-dir");
        }
    }

    /** A session without a file belongs to the folder and the port that it was started with. */
    private Path journalPath(GraphFile graphFile) {
        Optional<Path> file = graphFile.path().map(DaemonBuilder::realPath);
        return file.map(path -> state.journal(GraphFileList.of(path), path.toString()))
                .orElseGet(() ->
                        state.journal(
                                graph.loaded().name(),
                                Path.of("").toAbsolutePath()
                                        + " "
                                        + rig.listenSettings().osc().number()));
    }

    /** A file has one journal, whichever links lead to it. */
    private static Path realPath(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException missing) {
            return file.toAbsolutePath().normalize();
        }
    }

    private static JournalGraphFileHeader journalGraphFileHeader(GraphFile file) {
        return new JournalGraphFileHeader(
                CommandLineParser.VERSION, file.path().map(Path::toString).orElse(""), file.hash());
    }

    private JournalThread journalThread(Journal opened, Conductor conductor) {
        return new JournalThread(
                opened,
                journalGraphFileHeader(graph.file()),
                conductor,
                clock,
                wall,
                rig.timetagJournalAndUndoSettings().journalSyncMillis());
    }

    private Optional<Resumed> resume(Journal opened, boolean fresh) {
        if (fresh) {
            opened.setAside("the program was started with --fresh");
            return Optional.empty();
        }
        Optional<RecoveredSession> found = opened.recover();
        boolean sameFile =
                found.map(session -> session.header().fileHash())
                        .filter(graph.file().hash()::equals)
                        .isPresent();
        if (found.isPresent() && !sameFile && !found.get().isEdited()) {
            opened.setAside("the graph file has changed since, and all edits were saved");
            return Optional.empty();
        }
        Optional<Resumed> resuming = found.flatMap(session -> resume(opened, session));
        if (resuming.isPresent() && !sameFile) {
            graph.file().expect(found.get().header().fileHash());
            LOG.warn(
                    "another program has changed the graph file since this session was played; it"
                            + " goes on with its {} unsaved edit(s), and /session/save will refuse"
                            + " to replace the file: /session/save/force does, --fresh starts from"
                            + " it",
                    found.get().unsavedEdits());
        }
        return resuming;
    }

    /** A fault in what was kept must not prevent every further start. */
    private Optional<Resumed> resume(Journal opened, RecoveredSession found) {
        var recovery = new JournalRecovery(found);
        try {
            Conductor conductor = recovery.conductor(setup(), clock.now(), wall);
            return Optional.of(new Resumed(recovery, conductor));
        } catch (RuntimeException | StackOverflowError broken) {
            LOG.debug("the journal", broken);
            opened.setAside("its session cannot be continued, " + broken);
            return Optional.empty();
        }
    }

    private GraphFileOpener.Opened open(DaemonSettings settings) {
        if (rig.graph().isEmpty()) {
            return GraphFileOpener.untitled(Path.of("").toAbsolutePath());
        }
        Path path = Path.of(rig.graph());
        return settings.startNew()
                ? GraphFileOpener.openOrCreate(path)
                : GraphFileOpener.open(path);
    }

    private StateFolderFiles stateFiles() {
        return new StateFolderFiles(
                StateFolder.of(
                        rig.stateFolder(),
                        System.getenv(),
                        System.getProperty("os.name", ""),
                        Path.of(System.getProperty("user.home", "."))));
    }

    private static String token(StateFolderFiles state) {
        try {
            return state.quitToken();
        } catch (IOException refused) {
            throw noState(refused);
        }
    }

    private static SubscriptionFile subscriptions(StateFolderFiles state, int port) {
        try {
            return state.subscriptions(port);
        } catch (IOException refused) {
            throw noState(refused);
        }
    }

    private static StartupException noState(IOException refused) {
        return new StartupException(
                "the state folder cannot be used ("
                        + refused.getMessage()
                        + "): choose another with --state-dir");
    }
}
