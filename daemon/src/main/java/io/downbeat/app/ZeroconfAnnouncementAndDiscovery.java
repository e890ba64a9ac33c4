package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.discovery.AnnouncedPorts;
import io.downbeat.discovery.AnnouncedSurface;
import io.downbeat.discovery.Zeroconf;
import io.downbeat.engine.thread.NonUdpInbox;
import io.downbeat.net.AccessCheck;
import io.downbeat.net.LogLimiter;
import io.downbeat.osc.Peer;
import io.downbeat.rig.ListenSettings;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.view.SessionView.OfferedSurface;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Announces the ports by zeroconf, and reports the surfaces that it finds to the conductor. Only
 * surfaces on allowed hosts are offered; the log names the others, with the option that allows
 * them.
 */
final class ZeroconfAnnouncementAndDiscovery implements Zeroconf.Listener {

    private static final Logger LOG =
            LoggerFactory.getLogger(ZeroconfAnnouncementAndDiscovery.class);

    private final AccessCheck accessCheck;
    private final NonUdpInbox inbox;
    private final HostClock clock;
    private final LogLimiter lines = new LogLimiter();

    private ZeroconfAnnouncementAndDiscovery(
            AccessCheck accessCheck, NonUdpInbox inbox, HostClock clock) {
        this.accessCheck = accessCheck;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Starts zeroconf, if the rig has it on. */
    static Optional<Zeroconf> start(
            ListenSettings listenSettings,
            AnnouncedPorts ports,
            AccessCheck accessCheck,
            NonUdpInbox inbox,
            HostClock clock) {
        if (!listenSettings.zeroconf()) {
            return Optional.empty();
        }
        var discovery = new ZeroconfAnnouncementAndDiscovery(accessCheck, inbox, clock);
        return Optional.of(Zeroconf.start(ports, bind(listenSettings.bind()), discovery));
    }

    private static Optional<InetAddress> bind(String host) {
        try {
            return host.isEmpty() ? Optional.empty() : Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException unknown) {
            throw new StartupException("--bind " + host + ": there is no such host");
        }
    }

    /** A request may name this computer as it is announced. */
    @Override
    public void onHostNames(Set<String> names) {
        accessCheck.thisComputer().setAnnouncedNames(names);
    }

    @Override
    public void onSurfaces(List<AnnouncedSurface> announced) {
        HostMicros now = clock.now();
        List<OfferedSurface> offered = new ArrayList<>();
        for (AnnouncedSurface surface : announced) {
            if (accessCheck.isAllowed(surface.address())) {
                Peer to = Peer.of(Peer.Transport.UDP, surface.address(), surface.port());
                offered.add(new OfferedSurface(surface.name(), to.toString()));
            } else {
                logNotAllowed(surface, now);
            }
        }
        var request = new CommandWithAddress("", new Command.ReportOfferedSurfaces(offered));
        inbox.offer(
                new CommandBatch(now, RequestSender.DAEMON, Optional.empty(), List.of(request)));
    }

    private void logNotAllowed(AnnouncedSurface surface, HostMicros now) {
        lines.line(
                        "surface",
                        surface.address().getHostAddress(),
                        now,
                        () ->
                                "the surface \"%s\" at %s could be given feedback, but its host is not allowed; --allow %s allows it"
                                        .formatted(
                                                surface.name(),
                                                surface.address().getHostAddress(),
                                                AccessCheck.rule(surface.address())))
                .ifPresent(line -> LOG.info("{}", line));
    }
}
