package io.downbeat.oscquery;

import io.downbeat.address.AddressRow;
import io.downbeat.address.AddressTable;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.graph.Graph;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.schema.AddressTreeNode;
import io.downbeat.schema.Method;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SessionView;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the differences of the namespaces of two views. It walks both trees at once, only where
 * they can differ: where objects follow, and where the number of values can change. What is below
 * an object that both views share is skipped.
 *
 * <p>Belongs to one thread.
 */
final class NamespaceDiff {

    /**
     * Each takes three look-ups. Where more are renamed at once, by a pattern or a load, what
     * contains them is reported.
     */
    private static final int MOST_RENAMES = 64;

    private final AddressTable table;
    private final ObjectNamesInAddresses names;

    /** The places at or below which two namespaces can differ. */
    private final Set<AddressTreeNode> variable = new HashSet<>();

    /** What has changed. Paths are without the prefix of the program. */
    interface Receiver {
        /** A path is in one namespace only; so is all below it, which is not reported. */
        void onAddedOrRemoved(String path);

        /** TYPE, RANGE, UNIT or CLIPMODE of a path has changed. */
        void onAttributesChanged(String path);

        /** An object is reached by another name. Paths with its position stay. */
        void onRenamed(String oldPath, String newPath);
    }

    NamespaceDiff(AddressTable table, ObjectNamesInAddresses names) {
        this.table = table;
        this.names = names;
        findVariable(table.space().root());
    }

    /**
     * Whether an edit or a load lies between two views. Values, states and clients alone add and
     * remove no address; a list of them that became longer is found at the next edit.
     */
    @SuppressWarnings("ReferenceEquality") // Unchanged parts of a view are the same objects.
    static boolean isNeeded(SessionView before, SessionView after) {
        return before.session() != after.session()
                || before.graph() != after.graph()
                || before.outputs().size() != after.outputs().size();
    }

    /** Reports all differences. */
    void compare(SessionViewAtTime before, SessionViewAtTime after, Receiver receiver) {
        var walk = new Walk(before, after, receiver);
        walk.compare(walk.before.root(), walk.after.root());
    }

    private boolean findVariable(AddressTreeNode place) {
        Method method = place.method();
        boolean found = place.named() != null || (method != null && hasVariableType(method));
        AddressTreeNode named = place.named();
        if (named != null) {
            findVariable(named);
        }
        for (AddressTreeNode next : place.words().values()) {
            found |= findVariable(next);
        }
        if (found) {
            variable.add(place);
        }
        return found;
    }

    private boolean hasVariableType(Method method) {
        AddressRow row = table.row(method);
        return row.isReadable()
                && method.arguments().stream()
                        .anyMatch(argument -> argument.optional() || argument.repeated());
    }

    /** One comparison. */
    private final class Walk {
        private final SessionViewAtTime viewBefore;
        private final SessionViewAtTime viewAfter;
        private final Namespace before;
        private final Namespace after;
        private final Receiver receiver;
        private final boolean parametersChanged;
        private final boolean arrangementChanged;
        private int renames;

        @SuppressWarnings("ReferenceEquality") // Unchanged parts of a view are the same objects.
        Walk(SessionViewAtTime before, SessionViewAtTime after, Receiver receiver) {
            viewBefore = before;
            viewAfter = after;
            this.before = new Namespace(table, names, before.view());
            this.after = new Namespace(table, names, after.view());
            this.receiver = receiver;
            arrangementChanged =
                    before.view().session().arrangement() != after.view().session().arrangement();
            parametersChanged = haveOtherParameters(before.view().graph(), after.view().graph());
        }

        /** Compares a place that is in both namespaces. */
        void compare(NamespaceNode was, NamespaceNode is) {
            if (!attributes(before, was, viewBefore).equals(attributes(after, is, viewAfter))) {
                receiver.onAttributesChanged(is.path());
            }
            is.place()
                    .words()
                    .forEach((word, next) -> {
                        if (variable.contains(next)) {
                            compare(was.word(next, word), is.word(next, word));
                        }
                    });
            compareObjects(was, is);
        }

        private void compareObjects(NamespaceNode was, NamespaceNode is) {
            Map<String, NamespaceNode> old = new LinkedHashMap<>();
            Map<String, String> oldNames = new HashMap<>();
            for (NamespaceNode object : before.namedChildren(was)) {
                old.put(object.key(), object);
                if (object.object() instanceof AddressableObject named) {
                    oldNames.put(named.id(), named.name());
                }
            }
            for (NamespaceNode object : after.namedChildren(is)) {
                NamespaceNode known = old.remove(object.key());
                if (known == null) {
                    receiver.onAddedOrRemoved(object.path());
                } else if (!hasSameBelow(known, object)) {
                    compare(known, object);
                }
                if (object.object() instanceof AddressableObject named) {
                    String oldName = oldNames.getOrDefault(named.id(), named.name());
                    // A scene only refers to tracks.
                    if (!oldName.equals(named.name()) && !(is.object() instanceof Scene)) {
                        compareNames(is.path(), oldName, named);
                    }
                }
            }
            old.values().forEach(object -> receiver.onAddedOrRemoved(object.path()));
        }

        /** Reports a new name if the old one led to the object and now leads nowhere. */
        private void compareNames(String container, String oldName, AddressableObject renamed) {
            String oldPath = container + "/" + names.spelled(oldName);
            String newPath = container + "/" + names.spelled(renamed.name());
            if (renames == MOST_RENAMES) {
                receiver.onAttributesChanged(container);
                return;
            }
            boolean isRenamed =
                    leadsTo(before, oldPath).filter(renamed.id()::equals).isPresent()
                            && leadsTo(after, newPath).filter(renamed.id()::equals).isPresent()
                            && leadsTo(after, oldPath).isEmpty();
            if (isRenamed) {
                renames++;
                receiver.onRenamed(oldPath, newPath);
            }
        }

        /** The id of the object at a path; empty if there is none. */
        private static Optional<String> leadsTo(Namespace namespace, String path) {
            try {
                NamespaceNode found = namespace.find(OscAddressParts.parts(path));
                return found.object() instanceof AddressableObject object
                        ? Optional.of(object.id())
                        : Optional.of("");
            } catch (Refusal noneOrSeveral) {
                return Optional.empty();
            }
        }

        /**
         * A scene has an address for each track, and a track one for what was recorded on it, so
         * they alone do not decide what is below them.
         */
        @SuppressWarnings("ReferenceEquality") // Unchanged parts of a view are the same objects.
        private boolean hasSameBelow(NamespaceNode was, NamespaceNode is) {
            return is.object() != null
                    && was.object() == is.object()
                    && !(is.object() instanceof Scene)
                    && !(arrangementChanged && is.object() instanceof Track)
                    && !parametersChanged;
        }
    }

    private List<ValueAttributes> attributes(
            Namespace namespace, NamespaceNode node, SessionViewAtTime viewAtTime) {
        return namespace
                .address(node)
                .map((ConcreteAddress address) -> ValueAttributes.of(address, viewAtTime))
                .orElse(List.of());
    }

    @SuppressWarnings("ReferenceEquality") // Unchanged parameters are the same objects.
    private static boolean haveOtherParameters(Graph before, Graph after) {
        int common = Math.min(before.numbers(), after.numbers());
        for (int number = 0; number < common; number++) {
            if (before.parameter(number) != after.parameter(number)) {
                return true;
            }
        }
        return false;
    }
}
