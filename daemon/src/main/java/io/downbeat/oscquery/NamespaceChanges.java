package io.downbeat.oscquery;

import io.downbeat.address.AddressTable;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.Refusal;
import io.downbeat.time.HostMicros;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Tells clients of OSCQuery which addresses come and go as the session is edited: PATH_REMOVED,
 * PATH_ADDED, PATH_RENAMED and PATH_CHANGED of the proposal. A client that reads again what the
 * messages name has the present namespace.
 *
 * <pre>
 *   what has changed                                  messages
 *   a path is not there any more                      PATH_REMOVED path, PATH_CHANGED container
 *   a path is new                                     PATH_ADDED path, PATH_CHANGED container
 *   an object is reached by another name              PATH_RENAMED {OLD, NEW}
 *   TYPE, RANGE, UNIT or CLIPMODE of a path           PATH_CHANGED path
 * </pre>
 *
 * <p>A path stands for all below it. The first change is told at once, further ones together every
 * {@value #INTERVAL_MICROS} microseconds. At most {@value #MOST_PATHS} paths are told one by one,
 * and at most {@value #MOST_CHANGED} are told to have changed. If there are more, a PATH_CHANGED of
 * what contains them stands for them.
 *
 * <p>Belongs to one thread.
 */
public final class NamespaceChanges {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ROOT = "";

    /** An eye sees no delay, and a client is not asked to read all the time. */
    private static final long INTERVAL_MICROS = 100_000;

    /** Comparing takes some milliseconds in a graph of 100,000 addresses. */
    private static final int COMPARISONS_PER_INTERVAL = 4;

    /** An edit by hand changes fewer, such as a new track with its address in each scene. */
    private static final int MOST_PATHS = 64;

    private static final int MOST_CHANGED = 32;

    /** The changed paths that are kept before they are joined. */
    private static final int MOST_KEPT = 1024;

    private final AddressTable table;
    private final ObjectNamesInAddresses names;
    private final String prefix;
    private final NamespaceDiff diff;

    /** Paths that were added, removed, or both; the present namespace tells which. */
    private final Set<String> addedOrRemoved = new TreeSet<>();

    private final Set<String> changed = new TreeSet<>();

    /** In the order of the edits: a name may change and come back. */
    private final List<Rename> renamed = new ArrayList<>();

    private boolean tooMany;
    private boolean comparedSinceSend;

    private SessionViewAtTime compared;
    private SessionViewAtTime latest;
    private HostMicros nextSend;
    private int comparisonsLeft = COMPARISONS_PER_INTERVAL;

    private record Rename(String oldPath, String newPath) {}

    /**
     * @param prefix the prefix of every address of this program; empty for none
     * @param first the view before all that are given to {@link #onView}
     */
    public NamespaceChanges(
            AddressTable table,
            ObjectNamesInAddresses names,
            String prefix,
            SessionViewAtTime first) {
        this.table = table;
        this.names = names;
        this.prefix = prefix;
        diff = new NamespaceDiff(table, names);
        compared = first;
        latest = first;
        nextSend = first.at();
    }

    /** Notes the next view while there is no client. Nothing is told of it. */
    public void skip(SessionViewAtTime next) {
        compared = next;
        latest = next;
        comparedSinceSend = false;
        forget();
    }

    /**
     * Notes the next view. It is compared at once, because a client may have read what the view
     * after it takes back; in a flood of edits some are left out.
     */
    public void onView(SessionViewAtTime next) {
        latest = next;
        if (!isBehind()) {
            compared = next;
        } else if (comparisonsLeft > 0) {
            comparisonsLeft--;
            compare();
        }
    }

    /** The text messages that are due by now, in order. */
    public List<String> drainDue(HostMicros now) {
        if (now.isBefore(nextSend)) {
            return List.of();
        }
        if (isBehind()) {
            compare();
        }
        comparisonsLeft = COMPARISONS_PER_INTERVAL;
        if (!comparedSinceSend) {
            return List.of();
        }
        // Also after comparisons that found nothing: they take as long.
        comparedSinceSend = false;
        nextSend = now.plus(INTERVAL_MICROS);
        try {
            return messages();
        } finally {
            forget();
        }
    }

    /** When messages are due; never, if there are none. */
    public HostMicros wakeAt() {
        return isBehind() || comparedSinceSend ? nextSend : HostMicros.NEVER;
    }

    /** The message for a client that has missed some: all may have changed. */
    public String allChanged() {
        return message("PATH_CHANGED", ROOT);
    }

    private boolean isBehind() {
        return NamespaceDiff.isNeeded(compared.view(), latest.view());
    }

    private void compare() {
        SessionViewAtTime before = compared;
        // Set first, so that a comparison that fails is not tried again.
        compared = latest;
        comparedSinceSend = true;
        diff.compare(before, latest, new Collector());
    }

    private void forget() {
        addedOrRemoved.clear();
        changed.clear();
        renamed.clear();
        tooMany = false;
    }

    private List<String> messages() {
        var namespace = new Namespace(table, names, latest.view());
        var messages = new ArrayList<String>();
        var added = new ArrayList<String>();
        for (String path : withoutThoseBelow(addedOrRemoved)) {
            if (isThere(namespace, path)) {
                added.add(message("PATH_ADDED", path));
            } else {
                messages.add(message("PATH_REMOVED", path));
            }
            changed.add(container(path));
        }
        messages.addAll(added);
        renamed.forEach(each -> messages.add(renamedMessage(each.oldPath(), each.newPath())));
        Set<String> present = new TreeSet<>();
        for (String path : joined(changed)) {
            String nearest = path;
            while (!isThere(namespace, nearest)) {
                nearest = container(nearest);
            }
            present.add(nearest);
        }
        withoutThoseBelow(present).forEach(path -> messages.add(message("PATH_CHANGED", path)));
        return messages;
    }

    /** Replaces paths by what contains them, the deepest first, until there are few. */
    private static Set<String> joined(Set<String> paths) {
        Set<String> few = withoutThoseBelow(paths);
        while (few.size() > MOST_CHANGED) {
            int deepest = few.stream().mapToInt(NamespaceChanges::depth).max().orElse(0);
            Set<String> shorter = new TreeSet<>();
            few.forEach(path -> shorter.add(depth(path) == deepest ? container(path) : path));
            few = withoutThoseBelow(shorter);
        }
        return few;
    }

    private static Set<String> withoutThoseBelow(Set<String> paths) {
        Set<String> topmost = new TreeSet<>();
        for (String path : paths) {
            boolean isBelow = false;
            for (String above = path; !above.equals(ROOT) && !isBelow; ) {
                above = container(above);
                isBelow = paths.contains(above);
            }
            if (!isBelow) {
                topmost.add(path);
            }
        }
        return topmost;
    }

    private static String container(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static int depth(String path) {
        return (int) path.chars().filter(each -> each == '/').count();
    }

    private static boolean isThere(Namespace namespace, String path) {
        if (path.equals(ROOT)) {
            return true;
        }
        try {
            namespace.find(OscAddressParts.parts(path));
            return true;
        } catch (Refusal none) {
            return false;
        }
    }

    private String message(String command, String path) {
        return message(command, json -> json.writeStringProperty("DATA", full(path)));
    }

    private String renamedMessage(String from, String to) {
        return message(
                "PATH_RENAMED",
                json -> {
                    json.writeObjectPropertyStart("DATA");
                    json.writeStringProperty("OLD", full(from));
                    json.writeStringProperty("NEW", full(to));
                    json.writeEndObject();
                });
    }

    private static String message(String command, Consumer<JsonGenerator> data) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("COMMAND", command);
            data.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    private String full(String path) {
        String full = prefix + path;
        return full.isEmpty() ? "/" : full;
    }

    /** Keeps what has changed, within a bound. */
    private final class Collector implements NamespaceDiff.Receiver {
        @Override
        public void onAddedOrRemoved(String path) {
            if (tooMany) {
                onAttributesChanged(container(path));
                return;
            }
            addedOrRemoved.add(path);
            if (addedOrRemoved.size() > MOST_PATHS) {
                tooMany = true;
                List.copyOf(addedOrRemoved).forEach(this::onAddedOrRemoved);
                addedOrRemoved.clear();
            }
        }

        @Override
        public void onAttributesChanged(String path) {
            changed.add(path);
            if (changed.size() > MOST_KEPT) {
                Set<String> few = joined(changed);
                changed.clear();
                changed.addAll(few);
            }
        }

        @Override
        public void onRenamed(String oldPath, String newPath) {
            if (renamed.size() < MOST_PATHS) {
                renamed.add(new Rename(oldPath, newPath));
            } else {
                onAttributesChanged(container(oldPath));
            }
        }
    }
}
