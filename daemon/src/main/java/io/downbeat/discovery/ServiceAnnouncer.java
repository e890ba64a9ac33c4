package io.downbeat.discovery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import javax.jmdns.impl.DNSEntry;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.constants.DNSRecordType;

/** Announces the services of this program on one network, and reads what others announce there. */
final class ServiceAnnouncer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceAnnouncer.class);

    /**
     * Begins the host label of every Downbeat. Another one is no surface: it would obey feedback as
     * commands.
     */
    static final String HOST_LABEL = "downbeat";

    /** The version of the text record, which has nothing else. */
    private static final String TEXT = "txtvers=1";

    /** Seconds. Announcements can be lost, so the network is asked again. */
    private static final int ASK_AGAIN_SECONDS = 60;

    /** Questions for the port or the address of one surface. */
    private static final int MOST_QUESTIONS = 3;

    private final MulticastDnsWithLimits dns;
    private Map<String, Integer> questions = new LinkedHashMap<>();
    private int seconds;

    private ServiceAnnouncer(MulticastDnsWithLimits dns) {
        this.dns = dns;
    }

    /**
     * Begins to announce. The name is known to the network after about three seconds; if another
     * program has it, a number is appended.
     *
     * @param name the name of the services
     * @param host a host label, of this program and this network alone
     */
    static ServiceAnnouncer open(
            InetAddress address, String name, String host, AnnouncedPorts ports)
            throws IOException {
        var announcer = new ServiceAnnouncer(new MulticastDnsWithLimits(address, host));
        try {
            announcer.dns.addServiceListener(MulticastDnsWithLimits.OSC, new IgnoredEvents());
            announcer.announce(MulticastDnsWithLimits.OSC, name, ports.oscUdp());
            if (ports.http().isPresent()) {
                announcer.announce(MulticastDnsWithLimits.OSCQUERY, name, ports.http().getAsInt());
            }
            return announcer;
        } catch (IOException | RuntimeException refused) {
            announcer.close();
            throw refused;
        }
    }

    private void announce(String type, String name, int port) throws IOException {
        dns.registerService(ServiceInfo.create(type, name, port, 0, 0, TEXT));
    }

    /** Does what is due each second. */
    void onSecond() {
        dns.beginSecond();
        dns.cleanCache();
        if (++seconds % ASK_AGAIN_SECONDS == 0) {
            questions.clear();
            ask(MulticastDnsWithLimits.OSC, DNSRecordType.TYPE_PTR);
        }
    }

    /** The surfaces that are announced now; asks for the ports and addresses that are missing. */
    List<AnnouncedSurface> surfaces() {
        var found = new ArrayList<AnnouncedSurface>();
        var asked = new LinkedHashMap<String, Integer>();
        for (DNSEntry entry : dns.records(MulticastDnsWithLimits.OSC)) {
            if (entry instanceof DNSRecord.Pointer pointer && !isOwn(pointer.getAlias())) {
                surface(pointer.getAlias(), asked).ifPresent(found::add);
            }
        }
        questions = asked;
        return found;
    }

    /** The name of this computer that is announced, without a dot at its end. */
    String hostName() {
        return dns.getHostName().replaceFirst("\\.$", "");
    }

    private boolean isOwn(String service) {
        return dns.getServices().values().stream()
                .anyMatch(own -> own.getQualifiedName().equalsIgnoreCase(service));
    }

    private Optional<AnnouncedSurface> surface(String service, Map<String, Integer> asked) {
        String suffix = "." + MulticastDnsWithLimits.OSC;
        Optional<ServiceInfo> announced =
                dns.records(service).stream()
                        .filter(DNSRecord.Service.class::isInstance)
                        .map(record -> ((DNSRecord.Service) record).getServiceInfo())
                        .findFirst();
        if (announced.isEmpty()) {
            askSometimes(service, DNSRecordType.TYPE_SRV, asked);
            return Optional.empty();
        }
        if (announced.get().getServer().startsWith(HOST_LABEL + "-")) {
            return Optional.empty();
        }
        Optional<InetAddress> address = address(announced.get().getServer());
        if (address.isEmpty()) {
            askSometimes(announced.get().getServer(), DNSRecordType.TYPE_A, asked);
        }
        int port = announced.get().getPort();
        int end = service.length() - suffix.length();
        if (address.isEmpty() || port < 1 || end < 1) {
            return Optional.empty();
        }
        String name = ServiceName.printable(service.substring(0, end));
        return Optional.of(new AnnouncedSurface(name, address.get(), port));
    }

    /**
     * IPv4 first. A link-local IPv6 address is of no use, because a record does not say on which
     * interface it is.
     */
    private Optional<InetAddress> address(String host) {
        List<InetAddress> all =
                dns.records(host).stream()
                        .filter(DNSRecord.Address.class::isInstance)
                        .map(record -> ((DNSRecord.Address) record).getServiceInfo())
                        .flatMap(known -> Arrays.stream(known.getInetAddresses()))
                        .filter(ServiceAnnouncer::isOneHost)
                        .toList();
        return all.stream()
                .filter(Inet4Address.class::isInstance)
                .findFirst()
                .or(() -> all.stream().filter(one -> !one.isLinkLocalAddress()).findFirst());
    }

    /**
     * An announcement must not lead feedback to all hosts of a network, nor, from another host, to
     * this one.
     */
    private static boolean isOneHost(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean isBroadcast = address instanceof Inet4Address && bytes[0] == -1;
        return !address.isMulticastAddress()
                && !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !isBroadcast;
    }

    private void askSometimes(String name, DNSRecordType type, Map<String, Integer> asked) {
        int times = questions.getOrDefault(name, 0);
        asked.put(name, times + 1);
        if (times < MOST_QUESTIONS) {
            ask(name, type);
        }
    }

    private void ask(String name, DNSRecordType type) {
        try {
            dns.ask(name, type);
        } catch (IOException | RuntimeException unsent) {
            LOG.debug("zeroconf: a question was not sent", unsent);
        }
    }

    /**
     * Withdraws the announcements and ends. The network is told at once, and twice more, a second
     * apart; this takes two seconds.
     */
    @Override
    public void close() {
        dns.close();
    }

    /** JmDNS asks for services only for a listener. What it finds is read from its cache. */
    private static final class IgnoredEvents implements ServiceListener {
        @Override
        public void serviceAdded(ServiceEvent event) {}

        @Override
        public void serviceRemoved(ServiceEvent event) {}

        @Override
        public void serviceResolved(ServiceEvent event) {}
    }
}
