package io.downbeat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of who lives where and may see whom, as {@link ArchitectureTest} holds the program to.
 *
 * <p>Everyone may see the JDK's {@code java.*} and JSpecify's annotations. Of the program a package
 * sees what its row lists and nothing else, and of other libraries those after its plus sign.
 */
record Architecture(Map<String, Place> places) {

    static final String ROOT = "io.downbeat";

    private static final String TABLE =
            """
            values
                time
                graph
                osc
                schema                                                      + jackson
                rig                                                         + toml
            rules
                cue          time
                fade         time graph
                session      time graph fade
                arrangement  time graph session
            loop
                guard
                clock        time
                engine       time guard graph cue fade session arrangement clock
            translators
                address      time graph fade session osc schema
                control      time graph fade session osc schema rig
                output       time guard graph session osc rig address
                feedback     time guard graph session osc schema rig address
                oscquery     time graph session osc schema address          + jackson
                persistence  time graph fade session arrangement persistence.json + slf4j
                persistence.json                                            + jackson
                export       time session arrangement                       + jackson sound
            devices
                transport    osc time clock rig                             + netty slf4j
                link         time clock                                     + slf4j
                midi         time clock                                     + sound slf4j
                discovery                                                   + jmdns slf4j
                console      time graph session schema osc address
                bench        everything                                     + everything
            clients
                client       schema                                         + javaosc slf4j
            wiring
                app          everything                                     + commonscli slf4j
            """;

    private static final Map<String, String> LIBRARIES =
            Map.of(
                    "jackson", "tools.jackson",
                    "toml", "org.tomlj",
                    "slf4j", "org.slf4j",
                    "netty", "io.netty",
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
        boolean wired = name.equals("app");
        return place.sees().contains(EVERYTHING) ? !wired : place.sees().contains(name);
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
