package io.downbeat.engine.parameters;

import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.model.Track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which live values differ from the active clip's, kept up to date write by write. What a fade
 * still moves does not count. Owned by the panel. Not thread safe.
 */
final class ClipDifferenceTracker {
    private static final int NOT_COMPARED = -1;

    private final ParameterStore parameterStore;
    private final ActiveFades activeFades;
    private final int[] owner;
    private final int[] storedIndex;
    private final boolean[] differs;
    private final int[] differing;
    private final List<Snapshot> stored = new ArrayList<>();
    private long revision;

    ClipDifferenceTracker(
            SessionDocument document, ParameterStore parameterStore, ActiveFades activeFades) {
        this.parameterStore = parameterStore;
        this.activeFades = activeFades;
        Graph graph = document.graph();
        owner = new int[graph.parameters().size()];
        storedIndex = new int[owner.length];
        Arrays.fill(storedIndex, NOT_COMPARED);
        differs = new boolean[owner.length];
        differing = new int[document.session().tracks().size() + 1];
        int position = 0;
        for (Track track : document.session().tracks()) {
            position++;
            stored.add(Snapshot.EMPTY);
            for (String id : track.nodes()) {
                own(graph.node(id), position);
            }
        }
    }

    private void own(Optional<Node> node, int track) {
        node.ifPresent(present -> present.parameters().forEach(number -> owner[number] = track));
    }

    boolean isDirty(int track) {
        return differing[track] > 0;
    }

    long revision() {
        return revision;
    }

    void compare(int track, Snapshot next) {
        Snapshot before = stored.set(track - 1, next);
        for (int index = 0; index < before.size(); index++) {
            mark(track, before.parameter(index), false);
            storedIndex[before.parameter(index)] = NOT_COMPARED;
        }
        for (int index = 0; index < next.size(); index++) {
            storedIndex[next.parameter(index)] = index;
        }
        for (int index = 0; index < next.size(); index++) {
            written(next.parameter(index));
        }
    }

    /** Something about a parameter has changed: its value, or whether a fade moves it. */
    void written(int parameter) {
        if (storedIndex[parameter] != NOT_COMPARED) {
            int track = owner[parameter];
            mark(
                    track,
                    parameter,
                    isDifferent(stored.get(track - 1), storedIndex[parameter], parameter));
        }
    }

    /** Compared as 32-bit floats: that is what clients see of a number. */
    private boolean isDifferent(Snapshot clip, int index, int parameter) {
        if (!parameterStore.isSet(parameter) || activeFades.isMoved(parameter)) {
            return false;
        }
        return clip.isText(index)
                ? !clip.text(index).equals(parameterStore.text(parameter))
                : (float) clip.number(index) != (float) parameterStore.number(parameter);
    }

    private void mark(int track, int parameter, boolean different) {
        if (differs[parameter] != different) {
            differs[parameter] = different;
            boolean before = isDirty(track);
            differing[track] += different ? 1 : -1;
            revision += before == isDirty(track) ? 0 : 1;
        }
    }
}
