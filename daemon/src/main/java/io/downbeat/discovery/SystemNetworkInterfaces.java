package io.downbeat.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The name and the interfaces of this computer. */
final class SystemNetworkInterfaces implements Zeroconf.Source {

    /** Where Linux has the name, so that no name server is asked for it. */
    private static final Path NAME_OF_LINUX = Path.of("/proc/sys/kernel/hostname");

    private final Optional<InetAddress> bind;
    private Optional<String> name = Optional.empty();

    /**
     * @param bind the only address at which the program can be reached; empty for all
     */
    SystemNetworkInterfaces(Optional<InetAddress> bind) {
        this.bind = bind;
    }

    @Override
    public String hostName() {
        String known = name.orElseGet(SystemNetworkInterfaces::read);
        name = Optional.of(known);
        return known;
    }

    private static String read() {
        try {
            return Files.readString(NAME_OF_LINUX).strip();
        } catch (IOException otherSystem) {
            return ownName();
        }
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }

    @Override
    public List<OwnAddressOnInterface> addresses() throws IOException {
        return bind.isPresent()
                ? OwnAddressOnInterface.at(bind.get()).stream().toList()
                : OwnAddressOnInterface.allUsable();
    }
}
