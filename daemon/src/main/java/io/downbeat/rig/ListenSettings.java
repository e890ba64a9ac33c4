package io.downbeat.rig;

/**
 * The ports and the address that the daemon listens on.
 *
 * @param osc UDP; never off
 * @param http HTTP and WebSocket
 * @param oscTcp OSC over TCP
 * @param bind the one address to listen on; empty is all addresses, IPv4 and IPv6
 * @param zeroconf whether the ports are announced on the local networks, and surfaces looked for
 * @param prefix begins every address, incoming and outgoing; empty is none
 */
public record ListenSettings(
        ListenPort osc,
        ListenPort http,
        ListenPort oscTcp,
        String bind,
        boolean zeroconf,
        String prefix) {

    /** The contract's ports, on every address. */
    public static final ListenSettings DEFAULT =
            new ListenSettings(
                    new ListenPort(9120), new ListenPort(9120), new ListenPort(9121), "", true, "");

    public ListenSettings {
        if (osc.isOff()) {
            throw new RigException("expected a port for OSC over UDP, found off");
        }
    }

    /**
     * Reports two TCP services with the same port. OSC over UDP may have the number of a TCP port.
     */
    void reportSharedPorts(RigProblems rigProblems) {
        if (http.number() > 0 && http.equals(oscTcp)) {
            rigProblems.add(
                    "--http-port and --osc-tcp-port (http_port and osc_tcp_port in a rig file)",
                    "both are TCP port "
                            + http.number()
                            + "; give each a port of its own, or turn one off");
        }
    }

    static ListenSettings read(RigSectionReader top, ListenSettings base) {
        return new ListenSettings(
                new ListenPort(top.whole("osc_port", 0, 65535, base.osc.number())),
                top.read("http_port", base.http, ListenPort::settled),
                top.read("osc_tcp_port", base.oscTcp, ListenPort::settled),
                top.parsed("bind", base.bind, OutputNameRules::checked),
                top.flag("zeroconf", base.zeroconf),
                top.parsed("prefix", base.prefix, OscAddressSyntaxCheck::prefix));
    }
}
