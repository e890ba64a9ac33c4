package io.downbeat.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;

import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl.Operation;
import javax.jmdns.impl.constants.DNSRecordClass;

/** What is kept of the records that anybody on the network may send. */
@Tag("ZEROCONF-4")
class MulticastDnsWithLimitsTest {

    private static final int TTL = 4500;
    private static final long NOW = 0;

    private static MulticastDnsWithLimits dns;

    /** One for all tests, because its end takes two seconds. */
    @BeforeAll
    static void start() throws IOException {
        dns = new MulticastDnsWithLimits(InetAddress.getLoopbackAddress(), "downbeat-test");
    }

    @AfterAll
    static void end() {
        dns.close();
    }

    @BeforeEach
    void forget() {
        dns.getCache().clear();
        dns.beginSecond();
    }

    private void receive(DNSRecord record) {
        dns.getCache().addDNSEntry(record);
        dns.updateRecord(NOW, record, Operation.Add);
    }

    private static DNSRecord pointer(String type, String instance) {
        return new DNSRecord.Pointer(type, DNSRecordClass.CLASS_IN, false, TTL, instance);
    }

    private static DNSRecord service(String instance, String server) {
        return new DNSRecord.Service(
                instance, DNSRecordClass.CLASS_IN, false, TTL, 0, 0, 9000, server);
    }

    @Test
    void aFloodOfSurfacesKeepsSixtyFour() {
        for (int i = 0; i < 10_000; i++) {
            receive(
                    pointer(
                            MulticastDnsWithLimits.OSC,
                            "S" + i + "." + MulticastDnsWithLimits.OSC));
        }

        assertEquals(
                MulticastDnsWithLimits.MOST_SURFACES,
                dns.records(MulticastDnsWithLimits.OSC).size());
        assertEquals(1, dns.getCache().size());
    }

    @Test
    void aFloodOfOtherRecordsKeepsNone() {
        for (int i = 0; i < 10_000; i++) {
            receive(pointer("_x" + i + "._tcp.local.", "S._x" + i + "._tcp.local."));
            receive(service("S" + i + "." + MulticastDnsWithLimits.OSC, "host.local."));
        }

        assertEquals(0, dns.getCache().size());
        assertEquals(0, dns.getServiceTypes().size());
    }

    @Test
    void thePortOfASurfaceIsKept() {
        String tablet = "Tablet." + MulticastDnsWithLimits.OSC;
        receive(pointer(MulticastDnsWithLimits.OSC, tablet));
        receive(service(tablet, "tablet.local."));

        assertEquals(1, dns.records(tablet).size());
    }

    @Test
    void aThousandServersOfOneSurfaceKeepEight() {
        String tablet = "Tablet." + MulticastDnsWithLimits.OSC;
        receive(pointer(MulticastDnsWithLimits.OSC, tablet));
        for (int i = 0; i < 1000; i++) {
            receive(service(tablet, "host" + i + ".local."));
        }

        assertEquals(8, dns.records(tablet).size());
    }

    @Test
    void updatesAreLimitedByTheSecond() {
        receive(pointer(MulticastDnsWithLimits.OSC, "A." + MulticastDnsWithLimits.OSC));
        for (int i = 0; i < 3_000; i++) {
            DNSRecord again =
                    pointer(MulticastDnsWithLimits.OSC, "A." + MulticastDnsWithLimits.OSC);
            dns.updateRecord(NOW, again, Operation.Update);
        }
        assertEquals(0, dns.records(MulticastDnsWithLimits.OSC).size());

        dns.beginSecond();
        receive(pointer(MulticastDnsWithLimits.OSC, "A." + MulticastDnsWithLimits.OSC));
        assertEquals(1, dns.records(MulticastDnsWithLimits.OSC).size());
    }
}
