package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.RealProgram;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Zeroconf with Avahi and the npm package oscquery, in a network of the test's own: the daemon is
 * announced, finds a surface, and is withdrawn when SIGTERM ends it.
 */
@RealProgram(command = "ip", debian = "iproute2")
@RealProgram(command = "avahi-browse", debian = "avahi-utils")
@RealProgram(command = "avahi-daemon", debian = "avahi-daemon")
@RealProgram(command = "dbus-daemon", debian = "dbus-daemon")
@RealProgram(command = "node", debian = "nodejs")
@RealProgram(command = "npm", debian = "npm")
class ZeroconfIT {

    private static final String BUS =
            """
            <busconfig>
              <type>system</type>
              <listen>unix:path=/run/dbus/system_bus_socket</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow user="*"/><allow own="*"/><allow send_type="method_call"/>
                <allow send_destination="*"/><allow receive_sender="*"/>
              </policy>
            </busconfig>
            """;

    /**
     * {@code $1} is the configuration of the bus, {@code $2} the state folder, {@code $3} that of
     * the scripts for node; then the JVM.
     */
    private static final String SCRIPT =
            """
            ip link set lo up
            ip link add one type veth peer name two || exit 1
            for end in one two; do ip link set $end up; done
            ip addr add 10.77.0.1/24 dev one
            mount -t tmpfs tmpfs /run || exit 1
            mkdir -p /run/dbus /run/avahi-daemon
            printf '%s' "$1" > /run/bus.conf
            printf '[server]\\nallow-interfaces=one\\nuse-ipv6=no\\n' > /run/avahi.conf
            dbus-daemon --config-file=/run/bus.conf --fork
            avahi-daemon --no-drop-root --no-chroot --no-rlimits -f /run/avahi.conf 2> /run/avahi.log &
            state=$2
            scripts=$3
            shift 3
            "$@" "$state/new.json" --new --bind 10.77.0.1 --osc-tcp-port off \\
                --state-dir "$state" &
            daemon=$!
            list() { "$@" send 10.77.0.1:9120 /clients/list; }
            until list "$@" | grep -q clients/list; do :; done
            until avahi-browse -pt _osc._udp > /run/browsed; do :; done
            avahi-publish -s 'Tablet' _osc._udp 9000 &
            tablet=$!
            until list "$@" | grep 'offered udp:10.77.0.1:9000 Tablet'; do :; done
            kill $tablet
            until ! list "$@" | grep -q Tablet; do :; done
            echo gone
            ip route add 224.0.0.0/4 dev one
            (cd "$scripts" && exec node discover.js > /run/discovered 2>&1) &
            until avahi-browse -rpt _oscjson._tcp | grep '^='; do :; done
            host=$(avahi-browse -rpt _oscjson._tcp | grep '^=' | head -1 | cut -d';' -f7)
            request() {
                exec 3<> /dev/tcp/10.77.0.1/9120
                printf 'GET /tempo HTTP/1.1\\r\\nHost: %s:9120\\r\\nConnection: close\\r\\n\\r\\n' "$1" >&3
                head -n 1 <&3
            }
            until request "$host" | grep ' 200 '; do :; done
            request "other-$host"
            echo "asked at $host"
            until avahi-browse -rpt _osc._udp | grep '^=.*9120'; do :; done
            until grep '^up 10.77.0.1 9120 120' /run/discovered; do :; done
            kill -TERM $daemon
            wait $daemon
            echo "exit $?"
            until ! avahi-browse -pt _osc._udp | grep -q Downbeat; do :; done
            echo withdrawn
            until grep '^down' /run/discovered; do :; done
            """;

    @Test
    void isAnnouncedFindsASurfaceAndIsWithdrawn(@TempDir Path folder, @TempDir Path scripts)
            throws Exception {
        NpmPrograms.in(scripts);
        // The script waits in loops; it must end too if this test is stopped.
        List<String> command =
                new ArrayList<>(List.of("timeout", "--kill-after=5", "300", "unshare"));
        if (!"root".equals(System.getProperty("user.name"))) {
            command.add("--map-root-user");
        }
        command.addAll(
                List.of("--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"));
        command.addAll(
                List.of("bash", "-c", SCRIPT, "bash", BUS, folder.toString(), scripts.toString()));
        command.addAll(RealProcess.javaCommand(Main.class));

        try (RealProcess network = RealProcess.start(command.toArray(String[]::new))) {
            network.waitFor(line -> line.contains("offered udp:10.77.0.1:9000 Tablet"), "offer");
            network.waitFor("gone");
            String json =
                    network.waitFor(line -> line.startsWith("=") && line.contains("_oscjson"), "");
            assertEquals("10.77.0.1", json.split(";")[7]);
            assertEquals("9120", json.split(";")[8]);
            assertEquals("\"txtvers=1\"", json.split(";")[9]);
            network.waitFor("HTTP/1.1 200 OK");
            network.waitFor("HTTP/1.1 403 Forbidden");
            network.waitFor(line -> line.startsWith("asked at downbeat-"), "host name");
            network.waitFor("up 10.77.0.1 9120 120");
            network.waitFor("exit 0");
            network.waitFor("withdrawn");
            network.waitFor("down 10.77.0.1 9120 120");
        }
    }
}
