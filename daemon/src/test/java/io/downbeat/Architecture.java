package io.downbeat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of the packages and which others each of them may use. {@link ArchitectureTest} checks
 * the program against it.
 *
 * <p>Every package may use the JDK's {@code java.*} and JSpecify's annotations. Of the program, a
 * package may use what its row lists and nothing else; a package in the list includes all rooms in
 * it. Of other libraries, it may use those after the plus sign.
 */
record Architecture(Map<String, Place> places) {

    static final String ROOT = "io.downbeat";

    private static final String TABLE =
            """
            values
                time
                graph             time
                osc
                schema                                          + jackson
                rig               schema                        + toml
            rules
                schedule          time
                fade              time graph
                session.model     time graph fade
                session.view      time graph fade session.model
                session.command   time graph fade session.model session.view
                session.editing   time graph fade session.model session.command
                session.snapshot time graph fade session.model session.view session.command session.editing
                arrangement       time graph fade session
            loop
                guard
                clock             time
                clock.follow      time
                engine.context    time session
                engine.transport  time session engine.context
                engine.edit       time graph fade session engine.context
                engine.parameters time graph fade session engine.context engine.edit engine.transport
                engine.sync       time graph session clock.follow engine.context engine.edit engine.transport engine.parameters
                engine.launch     time graph fade session schedule arrangement engine.context engine.edit engine.transport engine.parameters engine.sync
                engine.arrangement time graph fade session arrangement engine.context engine.edit engine.transport engine.parameters engine.sync engine.launch
                engine            time graph fade session schedule guard engine
                engine.thread     time session clock guard engine
            translators
                address.arguments graph session osc schema
                address           time graph fade session osc schema address.arguments
                address.resolve   graph session osc schema address
                control           time graph fade session osc schema rig address
                output            time guard graph session osc rig address engine.thread
                feedback.packet   osc time schema address
                feedback.subscriber time guard graph session osc schema address feedback.packet
                feedback.change   time graph session osc schema address feedback.packet feedback.subscriber
                feedback.request  time session osc schema address feedback.packet feedback.subscriber feedback.change
                feedback          time guard graph session osc schema address feedback
                oscquery          time graph session osc schema address + jackson
                persistence.chunks
                persistence.json  persistence.chunks            + jackson
                persistence.read  time graph fade session persistence.json
                persistence.save  time graph fade session persistence.chunks persistence.json persistence.read + slf4j
                persistence       time graph session persistence + slf4j
                export            time graph fade session persistence.json
            devices
                net               osc time clock rig session output + netty slf4j
                link.wire         time
                link.peer         time link.wire
                link.sockets      time clock link               + slf4j
                midi              time clock                    + sound slf4j
                persistence.journal time graph fade session persistence.chunks persistence.save + slf4j
                discovery                                       + jmdns slf4j
                console           time graph session schema osc address + jline
                console.terminal                                + jline
            clients
                client            schema                        + javaosc slf4j
                console.grid      time osc client console       + jline
            wiring
                app               everything                    + commonscli slf4j
                app.cli           everything                    + commonscli jline slf4j
                app.io            everything                    + slf4j
                app.warmup        everything                    + slf4j
            """;

    private static final Map<String, String> LIBRARIES =
            Map.of(
                    "jackson", "tools.jackson",
                    "toml", "org.tomlj",
                    "slf4j", "org.slf4j",
                    "netty", "io.netty",
                    "jline", "org.jline",
                    "jmdns", "javax.jmdns",
                    "sound", "javax.sound.midi",
                    "javaosc", "com.illposed.osc",
                    "commonscli", "org.apache.commons.cli");

    private static final String EVERYTHING = "everything";

    /** One row: a package's ring, the packages it may see and the libraries it may use. */
    record Place(String ring, Set<String> sees, Set<String> libraries) {}

    static Architecture ofTheProgram() {
        Map<String, Place> places = new LinkedHashMap<>();
        String ring = "";
        for (String line : TABLE.lines().toList()) {
            if (!line.startsWith(" ")) {
                ring = line;
                continue;
            }
            String[] sides = line.strip().split(" *\\+ *");
            List<String> words = List.of(sides[0].split(" +"));
            Set<String> libraries = sides.length == 1 ? Set.of() : Set.of(sides[1].split(" +"));
            Set<String> sees = Set.copyOf(words.subList(1, words.size()));
            places.put(words.getFirst(), new Place(ring, sees, libraries));
        }
        return new Architecture(places);
    }

    /** The Java packages of these rings. */
    String[] packagesOf(String... rings) {
        List<String> wanted = List.of(rings);
        return places.entrySet().stream()
                .filter(row -> wanted.contains(row.getValue().ring()))
                .map(row -> ROOT + "." + row.getKey())
                .toArray(String[]::new);
    }

    boolean knows(String javaPackage) {
        return javaPackage.startsWith(ROOT + ".") && places.containsKey(shortName(javaPackage));
    }

    /** Whether a class of the first Java package may depend on one of the second. */
    boolean allows(String from, String to) {
        if (from.equals(to) || isIn(to, "java") || isIn(to, "org.jspecify")) {
            return true;
        }
        Place place = places.get(shortName(from));
        if (place == null) {
            return false;
        }
        return isIn(to, ROOT) ? maySee(place, shortName(to)) : mayUse(place, to);
    }

    private static boolean maySee(Place place, String name) {
        boolean wiring = isIn(name, "app");
        return place.sees().contains(EVERYTHING)
                ? !wiring || place.ring().equals("wiring")
                : place.sees().stream().anyMatch(seen -> isIn(name, seen));
    }

    private static boolean mayUse(Place place, String foreign) {
        return place.libraries().contains(EVERYTHING)
                || LIBRARIES.entrySet().stream()
                        .filter(library -> place.libraries().contains(library.getKey()))
                        .anyMatch(library -> isIn(foreign, library.getValue()));
    }

    private static String shortName(String javaPackage) {
        return javaPackage.equals(ROOT) ? "" : javaPackage.substring(ROOT.length() + 1);
    }

    private static boolean isIn(String javaPackage, String parent) {
        return javaPackage.equals(parent) || javaPackage.startsWith(parent + ".");
    }
}
