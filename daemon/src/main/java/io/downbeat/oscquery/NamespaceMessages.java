package io.downbeat.oscquery;

import io.downbeat.address.AddressTable;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.Refusal;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Makes the text messages about the differences of namespaces.
 *
 * <pre>
 *   what has changed                                  messages
 *   a path is not there any more                      PATH_REMOVED path, PATH_CHANGED container
 *   a path is new                                     PATH_ADDED path, PATH_CHANGED container
 *   an object is reached by another name              PATH_RENAMED {OLD, NEW}
 *   TYPE, RANGE, UNIT or CLIPMODE of a path           PATH_CHANGED path
 * </pre>
 *
 * <p>A path stands for all below it. At most {@value #MOST_PATHS} paths are told one by one, and at
 * most {@value #MOST_CHANGED} are told to have changed. If there are more, a PATH_CHANGED of what
 * contains them stands for those with the most parts: a track that is gone is still told when the
 * clips of all others have moved.
 *
 * <p>Immutable.
 */
final class NamespaceMessages {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ROOT = "";

    /** An edit by hand changes fewer, such as a new track with its address in each scene. */
    private static final int MOST_PATHS = 64;

    private static final int MOST_CHANGED = 32;

    /** The changed paths that are kept before they are joined. */
    private static final int MOST_KEPT = 1024;

    private final AddressTable table;
    private final ObjectNamesInAddresses names;
    private final String prefix;
    private final NamespaceDiff diff;

    /**
     * @param prefix the prefix of every address of this program; empty for none
     */
    NamespaceMessages(AddressTable table, ObjectNamesInAddresses names, String prefix) {
        this.table = table;
        this.names = names;
        this.prefix = prefix;
        diff = new NamespaceDiff(table, names);
    }

    /** What clients are told that know any of some views and shall know another. */
    NamespaceChange between(List<SessionViewAtTime> known, SessionViewAtTime present) {
        var found = new Differences();
        for (SessionViewAtTime view : known) {
            if (NamespaceDiff.isNeeded(view.view(), present.view())) {
                diff.compare(view, present, found);
            }
        }
        return new NamespaceChange(
                messages(found, new Namespace(table, names, present.view())),
                List.copyOf(found.renamed));
    }

    /** The message that all may have changed. */
    String allChanged() {
        return message("PATH_CHANGED", ROOT);
    }

    private List<String> messages(Differences found, Namespace namespace) {
        var messages = new ArrayList<String>();
        var added = new ArrayList<String>();
        for (String path : withoutThoseBelow(found.addedOrRemoved)) {
            if (isThere(namespace, path)) {
                added.add(message("PATH_ADDED", path));
            } else {
                messages.add(message("PATH_REMOVED", path));
            }
            found.changed.add(container(path));
        }
        messages.addAll(added);
        found.renamed.forEach(each -> messages.add(renamedMessage(each.oldPath(), each.newPath())));
        Set<String> present = new TreeSet<>();
        for (String path : joined(found.changed)) {
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
            int deepest = few.stream().mapToInt(NamespaceMessages::depth).max().orElse(0);
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

    /** What has changed, within a bound. */
    private static final class Differences implements NamespaceDiff.Receiver {

        /** Paths that were added, removed, or both; the present namespace tells which. */
        private final Set<String> addedOrRemoved = new TreeSet<>();

        private final Set<String> changed = new TreeSet<>();
        private final Set<NamespaceChange.Rename> renamed = new LinkedHashSet<>();

        /** Paths with more parts are too many. */
        private int deepestTold = Integer.MAX_VALUE;

        @Override
        public void onAddedOrRemoved(String path) {
            if (depth(path) > deepestTold) {
                onAttributesChanged(container(path));
                return;
            }
            addedOrRemoved.add(path);
            if (addedOrRemoved.size() > MOST_PATHS) {
                leaveOutDeepest();
            }
        }

        /** Whole levels, so that it does not matter in which order the paths are found. */
        private void leaveOutDeepest() {
            int deepest =
                    addedOrRemoved.stream().mapToInt(NamespaceMessages::depth).max().orElse(0);
            deepestTold = deepest - 1;
            for (String path : List.copyOf(addedOrRemoved)) {
                if (depth(path) == deepest) {
                    addedOrRemoved.remove(path);
                    onAttributesChanged(container(path));
                }
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
                renamed.add(new NamespaceChange.Rename(oldPath, newPath));
            } else {
                onAttributesChanged(container(oldPath));
            }
        }
    }
}
