package io.downbeat.app;

import io.downbeat.address.PresentValues;
import io.downbeat.clock.HostClock;
import io.downbeat.clock.SystemHostClock;
import io.downbeat.clock.WakeUps;
import io.downbeat.clock.WallClock;
import io.downbeat.console.ReadyLine;
import io.downbeat.control.OscSpelling;
import io.downbeat.control.Router;
import io.downbeat.engine.Conductor;
import io.downbeat.engine.ConductorThread;
import io.downbeat.engine.Inbox;
import io.downbeat.feedback.Feedback;
import io.downbeat.feedback.Fixed;
import io.downbeat.guard.PartGuard;
import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.Peer;
import io.downbeat.output.ParamWriter;
import io.downbeat.persistence.GraphStore;
import io.downbeat.persistence.StateFiles;
import io.downbeat.persistence.SubscriptionFile;
import io.downbeat.rig.ControllerSpec;
import io.downbeat.rig.Endpoint;
import io.downbeat.rig.MapSpec;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.Rig;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.ClockState;
import io.downbeat.session.Command;
import io.downbeat.session.Piece;
import io.downbeat.session.Refusal;
import io.downbeat.session.SessionView;
import io.downbeat.session.SessionView.OutputState;
import io.downbeat.session.SessionView.OutputStatus;
import io.downbeat.session.Spelling;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.transport.Admission;
import io.downbeat.transport.HostNames;
import io.downbeat.transport.OutputSockets;
import io.downbeat.transport.OwnPort;
import io.downbeat.transport.Place;
import io.downbeat.transport.PortRefused;
import io.downbeat.transport.ThisComputer;
import io.downbeat.transport.UdpTransport;

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
 * The program put together by hand, in reading order. Everything that is decided by settings is
 * decided here.
 *
 * <pre>
 *   graph file --> Conductor <-- Ears: UDP, and the inbox that all else comes by
 *                      |
 *        +-------------+--------------+
 *      Band: outputs  Hall: surfaces  GraphSaver: disk
 * </pre>
 */
final class Assembly {

    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
    private static final Path OWN_THREADS = Path.of("/proc/self/task");

    private final Rig rig;
    private final HostClock clock = new SystemHostClock();
    private final WallClock wall = WallClock.of(clock);
    private final Overture overture;
    private final AddressSpace space;
    private final Spelling spelling = new OscSpelling();
    private final HostNames names = new HostNames(clock);
    private final ThisComputer own = ThisComputer.read();
    private final ArrivalLog arrivals = new ArrivalLog();
    private final Admission admission;
    private final GraphStore.Opened graph;

    private Assembly(RunSettings settings, Overture overture) {
        this.overture = overture;
        rig = settings.rig();
        admission = new Admission(rig.access(), own);
        graph = open(settings);
        space = overture.space();
    }

    /** A program that plays, the line that says so, and what is to be run once that is said. */
    record Ready(Daemon daemon, String line, Runnable soundCheck) {}

    /**
     * Opens everything and begins to play.
     *
     * @param overture begun before the settings were read
     * @throws StartRefused if the rig names an address that is none, or the state folder can not be
     *     had
     */
    static Ready ready(RunSettings settings, Overture overture) {
        return new Assembly(settings, overture).assemble();
    }

    private Ready assemble() {
        var conductor = new Conductor(cast(), clock.now(), !rig.clock().stopped());
        var daemon = new Daemon(clock, conductor.view(), arrivals);
        try {
            return connect(daemon, conductor);
        } catch (RuntimeException refused) {
            daemon.close();
            throw refused;
        }
    }

    private Ready connect(Daemon daemon, Conductor conductor) {
        SessionView first = conductor.view();
        new RigAddresses(space, present(first)).check(rig);
        var state = stateFiles();
        var places = new OutputPlaces(receivers(), names, own);
        var router = new Router(space, rig, token(state), places);
        var hearing = new Ears.Hearing(router, wall, arrivals);
        UdpTransport udp = daemon.part(udp());
        OwnPort ownPort = udp.ownPort(own);
        refuseOwnPort(ownPort);
        var inbox = new Inbox(udp::wakeUp);
        var storage = daemon.part(new StorageThread());
        var saver = new GraphSaver(graph.file(), storage, inbox, clock);
        SubscriptionFile subscriptions = subscriptions(state, udp.port());
        var kept = new SubscriptionSaver(subscriptions, storage);
        var voices = new Voices(udp);
        var hall = new Hall(feedback(first, subscriptions), clock, inbox, voices, kept, arrivals);
        var within = new Net.Within(admission, clock, hearing, inbox, hall::left);
        var net = daemon.part(Net.open(overture.loop(), rig.listening(), within, udp.port()));
        voices.join(net);
        udp.tellRefusals(hall::refused);
        daemon.part(hall);
        var clocks =
                daemon.part(
                        Clocks.open(
                                first,
                                rig.clock(),
                                clock,
                                inbox,
                                host -> admission.admits(host, "Link", clock.now())));
        var opening =
                new OutputSockets.Opening(
                        names, clock::now, Optional.of(ownPort), output -> watching(output, udp));
        Band band = daemon.part(band(first, inbox, receivers(), places, opening));
        var stage =
                new ConductorThread.Stage(
                        new Ears(udp, inbox, hearing, band, ownPort),
                        band,
                        audience(daemon, hall, saver, clocks),
                        trouble());
        begin(daemon, new ConductorThread(conductor, clock, stage, spinMicros()), udp);
        hall.start();
        saver.start();
        daemon.part(Wallwatch.start(wall::reread, udp::reportLosses, own::refresh));
        graph.warnings().forEach(warning -> LOG.warn("{}", warning.line()));
        new RigNames(rig, space, present(first))
                .missing(first)
                .forEach(line -> LOG.warn("{}", line));
        return new Ready(daemon, readyLine(udp.port(), net, first), () -> check(first, router));
    }

    /** The log gets the first, second, fourth, eighth and so on. */
    private static Consumer<Throwable> trouble() {
        var count = new AtomicLong();
        return broken -> {
            long times = count.incrementAndGet();
            if (Long.bitCount(times) == 1) {
                LOG.error("the conductor's turn failed, {} times so far", times, broken);
            }
        };
    }

    /** What is sent here comes back as a hand's, and would be sent again. */
    private void refuseOwnPort(OwnPort own) {
        names.prepare(rig.outputs().stream().map(output -> output.address().host()).toList());
        names.prepare(rig.controllers().stream().map(ControllerSpec::host).toList());
        for (OutputSpec output : rig.outputs()) {
            Endpoint to = output.address();
            refuseOwnPort(own, "output " + output.name(), to.host(), to.port());
        }
        for (ControllerSpec surface : rig.controllers()) {
            String who = "controller " + surface.name();
            refuseOwnPort(own, who, surface.host(), surface.feedbackPort());
        }
    }

    private void refuseOwnPort(OwnPort own, String who, String host, int port) {
        if (names.addressOf(host).filter(address -> own.isAt(address, port)).isPresent()) {
            throw new StartRefused(
                    "%s: %s port %d is where this program itself listens (--osc-port), so all it is"
                                    .formatted(who, host, port)
                            + " sent would come back; give the port of the program that is to get it");
        }
    }

    /**
     * An output with a map that leads back is read: some programs answer only where they are asked.
     */
    private Optional<Consumer<DatagramChannel>> watching(int output, UdpTransport udp) {
        boolean leadsBack = rig.outputs().get(output - 1).maps().stream().anyMatch(MapSpec::back);
        return leadsBack ? Optional.of(udp::watch) : Optional.empty();
    }

    private UdpTransport udp() {
        var place = new Place(rig.listening().bind(), rig.listening().osc().number());
        return UdpTransport.open(place, clock, admission, names);
    }

    private static ConductorThread.Audience audience(
            Daemon daemon, Hall hall, GraphSaver saver, Clocks clocks) {
        PartGuard log = guard("the log of events");
        PartGuard feedback = guard("the way to feedback");
        PartGuard saving = guard("the way to the disk");
        PartGuard outside = guard("the clocks outside");
        return (turn, now) -> {
            log.run(() -> daemon.see(turn));
            feedback.run(() -> hall.take(turn, now));
            saving.run(() -> saver.take(turn));
            outside.run(() -> clocks.take(turn));
        };
    }

    private static PartGuard guard(String part) {
        return PartGuard.catching(
                part,
                failure ->
                        LOG.error("{} failed: {}", failure.part(), failure.text(), failure.why()));
    }

    private static void begin(Daemon daemon, ConductorThread thread, UdpTransport udp) {
        daemon.part(() -> {
            thread.end();
            udp.wakeUp();
            thread.close();
        });
        thread.start();
    }

    /** Put together only when it runs, so that the ready line does not wait for it. */
    private void check(SessionView first, Router router) {
        if (!rig.listening().oscTcp().isOff()) {
            new StreamWarmup(overture.loop(), admission, clock).run();
        }
        // Before another thread of that name is there, that of the line check.
        new RealTime(OWN_THREADS).run();
        Conductor.Cast cast = cast(piece(), ClockState.INTERNAL);
        var room = new SoundCheck.Room(cast, rig.outputs(), present(first), router);
        new SoundCheck(room).run();
        checkLine(router);
    }

    private void checkLine(Router router) {
        var loopback = new Place("127.0.0.1", 0);
        try (UdpTransport udp = UdpTransport.open(loopback, clock, admission, names);
                UdpTransport deaf = UdpTransport.open(loopback, clock, admission, names)) {
            var conductor = new Conductor(cast(piece(), ClockState.INTERNAL), clock.now(), true);
            var inbox = new Inbox(udp::wakeUp);
            Endpoint nowhere = new Endpoint("127.0.0.1", deaf.port());
            List<Endpoint> receivers = rig.outputs().stream().map(output -> nowhere).toList();
            var opening =
                    new OutputSockets.Opening(
                            names, clock::now, Optional.empty(), output -> Optional.empty());
            var places = new OutputPlaces(receivers, names, own);
            try (Band band = band(conductor.view(), inbox, receivers, places, opening)) {
                var hearing = new Ears.Hearing(router, wall, new ArrivalLog());
                var ears = new Ears(udp, inbox, hearing, band, udp.ownPort(own));
                var backstage = new LineCheck.Backstage(conductor, clock, udp, ears, band);
                new LineCheck(backstage, rig.listening().prefix()).run();
            }
        } catch (PortRefused full) {
            LOG.debug("no line check", full);
        }
    }

    private Feedback feedback(SessionView first, SubscriptionFile file) {
        names.prepare(rig.controllers().stream().map(ControllerSpec::host).toList());
        HostMicros now = clock.now();
        var house =
                new Feedback.House(
                        space,
                        spelling,
                        Options.VERSION,
                        rig.listening().prefix(),
                        host -> names.addressOf(host).map(own::has).orElse(false));
        var feedback = new Feedback(house, first, now);
        for (ControllerSpec surface : rig.controllers()) {
            fix(feedback, surface, now);
        }
        feedback.restore(file.read(), now);
        graph.warnings().forEach(warning -> feedback.warn(warning.path(), warning.text()));
        return feedback;
    }

    private void fix(Feedback feedback, ControllerSpec surface, HostMicros now) {
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
            feedback.fix(new Fixed(to, surface.subscribe(), options), now);
        } catch (Refusal refusal) {
            throw new StartRefused("subscriber " + surface.name() + ": " + refusal.text());
        }
    }

    private Band band(
            SessionView first,
            Inbox inbox,
            List<Endpoint> receivers,
            OutputPlaces places,
            OutputSockets.Opening opening) {
        var writer =
                new ParamWriter(
                        rig.outputs(),
                        first,
                        moment -> OscTimetag.ofEpochMicros(wall.epochMicros(moment)),
                        present(first));
        return new Band(writer, receivers, places, opening, inbox, clock.now());
    }

    private List<Endpoint> receivers() {
        return rig.outputs().stream().map(OutputSpec::address).toList();
    }

    /** One for each thread that asks. */
    private PresentValues present(SessionView first) {
        return new PresentValues(space, Options.VERSION, spelling, first);
    }

    private Piece piece() {
        Piece loaded = graph.piece();
        double tempo = rig.clock().tempo();
        return tempo == 0 ? loaded : loaded.with(new Tempo(tempo));
    }

    private Conductor.Cast cast() {
        Piece piece = piece();
        return cast(piece, Clocks.atStart(rig.clock(), piece));
    }

    private Conductor.Cast cast(Piece piece, ClockState leading) {
        List<OutputState> outputs =
                rig.outputs().stream()
                        .map(spec ->
                                new OutputState(
                                        spec.name(),
                                        spec.enabled(),
                                        spec.pace().offsetMillis(),
                                        OutputStatus.OK))
                        .toList();
        return new Conductor.Cast(
                piece,
                outputs,
                spelling,
                RandomGenerator.getDefault()::nextInt,
                leading,
                framesPerSecond());
    }

    /** As many as the fastest output wants, and never fewer than is usual. */
    private int framesPerSecond() {
        double fastest = OutputSpec.Pace.USUAL_FADE_HERTZ;
        for (OutputSpec output : rig.outputs()) {
            fastest = Math.max(fastest, output.pace().fadeHertz());
        }
        return (int) Math.ceil(fastest);
    }

    private long spinMicros() {
        int asked = rig.keeping().spinMicros();
        return asked < 0 ? WakeUps.spinMicros(clock) : asked;
    }

    private String readyLine(int udpPort, Net net, SessionView first) {
        String name =
                rig.graph().isEmpty() ? "" : String.valueOf(Path.of(rig.graph()).getFileName());
        return ReadyLine.of(
                Options.VERSION,
                new ReadyLine.Ports(udpPort, net.tcpPort(), net.httpPort()),
                name,
                first);
    }

    private GraphStore.Opened open(RunSettings settings) {
        if (rig.graph().isEmpty()) {
            return GraphStore.untitled(Path.of("").toAbsolutePath());
        }
        Path path = Path.of(rig.graph());
        return settings.startNew() ? GraphStore.openOrBegin(path) : GraphStore.open(path);
    }

    private StateFiles stateFiles() {
        return new StateFiles(
                StateFolder.of(
                        rig.stateFolder(),
                        System.getenv(),
                        System.getProperty("os.name", ""),
                        Path.of(System.getProperty("user.home", "."))));
    }

    private static String token(StateFiles state) {
        try {
            return state.quitToken();
        } catch (IOException refused) {
            throw noState(refused);
        }
    }

    private static SubscriptionFile subscriptions(StateFiles state, int port) {
        try {
            return state.subscriptions(port);
        } catch (IOException refused) {
            throw noState(refused);
        }
    }

    private static StartRefused noState(IOException refused) {
        return new StartRefused(
                "the state folder can not be used ("
                        + refused.getMessage()
                        + "): choose another with --state-dir");
    }
}
