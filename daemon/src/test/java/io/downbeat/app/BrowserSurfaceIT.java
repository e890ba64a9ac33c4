package io.downbeat.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import io.downbeat.RealProgram;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;

/**
 * A surface that announces itself by zeroconf is offered on the page, in a network of the test's
 * own.
 */
@Timeout(180)
@RealProgram(command = "ip", debian = "iproute2")
@RealProgram(command = "chromium", debian = "chromium")
class BrowserSurfaceIT {
    private static final String HOST = "10.77.0.1";
    private static final int PORT = 9000;

    private static final String SCRIPT =
            """
            ip link set lo up
            ip link add one type veth peer name two || exit 1
            for end in one two; do ip link set $end up; done
            ip addr add 10.77.0.1/24 dev one
            exec "$@"
            """;

    @Test
    void onePressGivesItFeedback(@TempDir Path folder) {
        List<String> command = new ArrayList<>(List.of("unshare"));
        if (!"root".equals(System.getProperty("user.name"))) {
            command.add("--map-root-user");
        }
        command.addAll(
                List.of("--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"));
        command.addAll(List.of("bash", "-c", SCRIPT, "bash"));
        command.addAll(RealProcess.javaCommand(BrowserSurfaceIT.class));
        command.add(folder.toString());
        try (RealProcess network = RealProcess.start(command.toArray(String[]::new))) {
            network.waitFor("it is a client");
            network.waitFor("it hears the session");
        }
    }

    /** The inside of that network. */
    public static void main(String[] arguments) throws IOException {
        try (ChromiumBrowser chromium = ChromiumBrowser.start();
                RunningDaemon daemon =
                        RunningDaemon.with(
                                Path.of(arguments[0]),
                                "--http-port=0",
                                "--zeroconf=on",
                                "--bind=" + HOST);
                SessionPage session =
                        SessionPage.open(chromium, HOST, daemon.httpPort(), 1440, 900);
                JmDNS network = JmDNS.create(InetAddress.getByName(HOST));
                DatagramSocket surface = new DatagramSocket(new InetSocketAddress(HOST, PORT))) {
            network.registerService(ServiceInfo.create("_osc._udp.local.", "Tablet", PORT, ""));
            Page page = session.page();
            page.locator("button[aria-label^='Clock and clients: surfaces']").click();
            Locator give = page.getByLabel("Give feedback to Tablet");
            assertThat(give).isVisible();
            session.check("surface");
            give.click();
            assertThat(give).hasCount(0);
            assertThat(page.locator(".clients li").getByText("Tablet")).isVisible();
            page.reload();
            page.locator("button[aria-label^='Clock and clients']").click();
            assertThat(page.locator(".clients li").getByText("Tablet")).isVisible();
            System.out.println("it is a client");
            var packet = new DatagramPacket(new byte[2000], 2000);
            surface.receive(packet);
            String heard =
                    new String(
                            packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            System.out.println(
                    heard.contains("/hello") || heard.contains("/update")
                            ? "it hears the session"
                            : heard);
        }
    }
}
