package io.downbeat.discovery;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import javax.jmdns.impl.DNSEntry;
import javax.jmdns.impl.DNSIncoming;
import javax.jmdns.impl.DNSOutgoing;
import javax.jmdns.impl.DNSQuestion;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.constants.DNSConstants;
import javax.jmdns.impl.constants.DNSRecordClass;
import javax.jmdns.impl.constants.DNSRecordType;

/**
 * JmDNS on one address, with a bound on what it keeps. JmDNS keeps every record that anybody on the
 * network announces, so a host could fill the memory of this program within seconds. This one keeps
 * the announcements of at most {@value #MOST_SURFACES} programs that receive OSC, with their ports
 * and addresses, and forgets every other record at once. What it keeps of a record is at most a
 * packet, 9 kB.
 */
final class MulticastDnsWithLimits extends JmDNSImpl {

    static final String OSC = "_osc._udp.local.";
    static final String OSCQUERY = "_oscjson._tcp.local.";

    /** More than the surfaces of a large show. */
    static final int MOST_SURFACES = 64;

    /** Records of one name other than the list of surfaces. A host has few addresses. */
    private static final int MOST_OF_A_NAME = 8;

    /** Queries that are answered in a second. A browser asks a few times a minute. */
    private static final int MOST_ANSWERS = 50;

    /** Records in a second that JmDNS handles further. Each can queue work for its threads. */
    private static final int MOST_UPDATES = 2_000;

    // JmDNS starts its threads before this object is constructed: no field has an initializer.
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger updates = new AtomicInteger();

    /**
     * @param address with the name {@code host}, so that no name server is asked for one
     * @param host the label of this host's name
     */
    MulticastDnsWithLimits(InetAddress address, String host) throws IOException {
        super(named(address, host), host);
    }

    private static InetAddress named(InetAddress address, String host) throws IOException {
        return address instanceof Inet6Address linked && linked.getScopedInterface() != null
                ? Inet6Address.getByAddress(host, linked.getAddress(), linked.getScopedInterface())
                : InetAddress.getByAddress(host, address.getAddress());
    }

    /** Begins a new second for what is limited by the second. */
    void beginSecond() {
        answers.set(0);
        updates.set(0);
    }

    /** The records of a name, in any case. */
    Collection<? extends DNSEntry> records(String name) {
        return getCache().getDNSEntryList(name.toLowerCase(Locale.ROOT));
    }

    /** Asks the network for records. */
    void ask(String name, DNSRecordType type) throws IOException {
        var query = new DNSOutgoing(DNSConstants.FLAGS_QR_QUERY);
        query.addQuestion(
                DNSQuestion.newQuestion(
                        name, type, DNSRecordClass.CLASS_IN, DNSRecordClass.NOT_UNIQUE));
        send(query);
    }

    /** Called on a thread of JmDNS after a record was put into the cache. */
    @Override
    public void updateRecord(long now, DNSRecord record, Operation operation) {
        boolean isNew = operation == Operation.Add || operation == Operation.Update;
        if (isNew && (!isKept(record) || updates.incrementAndGet() > MOST_UPDATES)) {
            getCache().removeDNSEntry(record);
        } else {
            super.updateRecord(now, record, operation);
        }
    }

    /** JmDNS would keep every type of service that it meets. */
    @Override
    public boolean registerServiceType(String type) {
        return (type.endsWith(OSC) || type.endsWith(OSCQUERY)) && super.registerServiceType(type);
    }

    /** Called on a thread of JmDNS for each query that concerns this program. */
    @Override
    public void startResponder(DNSIncoming query, InetAddress from, int port) {
        if (answers.incrementAndGet() <= MOST_ANSWERS) {
            super.startResponder(query, from, port);
        } else {
            // The responder of a truncated query would take it back. Until then JmDNS adds every
            // further query to it and answers none.
            setPlannedAnswer(null);
        }
    }

    private boolean isKept(DNSRecord record) {
        int already = getCache().getDNSEntryList(record.getKey()).size();
        return switch (record) {
            case DNSRecord.Pointer pointer ->
                    pointer.getKey().equals(OSC) && already <= MOST_SURFACES;
            case DNSRecord.Service service ->
                    already <= MOST_OF_A_NAME && isAnnounced(service.getKey());
            case DNSRecord.Address address ->
                    already <= MOST_OF_A_NAME && isHostOfSurface(address.getKey());
            default -> false;
        };
    }

    private boolean isAnnounced(String name) {
        return records(OSC).stream()
                .anyMatch(entry ->
                        entry instanceof DNSRecord.Pointer pointer
                                && pointer.getAlias().equalsIgnoreCase(name));
    }

    private boolean isHostOfSurface(String host) {
        for (DNSEntry entry : records(OSC)) {
            if (entry instanceof DNSRecord.Pointer pointer) {
                for (DNSEntry service : records(pointer.getAlias())) {
                    if (service instanceof DNSRecord.Service known
                            && known.getServiceInfo().getServer().equalsIgnoreCase(host)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
