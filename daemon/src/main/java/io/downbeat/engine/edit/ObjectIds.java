package io.downbeat.engine.edit;

import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.model.Session;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives new objects their ids: {@code tr_1}, {@code cl_2}. They are counted, so that a replay gives
 * the same ones. No id is given twice, also not after a crash, so that an undo never meets another
 * object with the id of a deleted one.
 */
final class ObjectIds {

    /** The kinds of objects, by the beginning of their ids. */
    enum Kind {
        TRACK("tr_"),
        CLIP("cl_"),
        SCENE("sc_"),
        CUE_LIST("qp_"),
        CUE_STEP("qs_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** Longer numbers in ids were not counted by this program. */
    private static final int MOST_DIGITS = 15;

    /** By the beginning of the ids. Another map after each change. */
    private Map<String, Long> latest = Map.of();

    ObjectIds(SessionDocument document) {
        keepFrom(document.session());
    }

    /** Never gives the ids of a session that is loaded. */
    void keepFrom(Session session) {
        keepFrom(Kind.TRACK, session.tracks());
        session.tracks().forEach(track -> keepFrom(Kind.CLIP, track.clips()));
        keepFrom(Kind.SCENE, session.scenes());
        keepFrom(Kind.CUE_LIST, session.cueLists());
        session.cueLists()
                .forEach(list -> list.steps().forEach(step -> keepFrom(Kind.CUE_STEP, step.id())));
    }

    /** The number of the latest object of each kind; the same map until one is given. */
    Map<String, Long> latest() {
        return latest;
    }

    /** Continues after these numbers. */
    void restore(Map<String, Long> was) {
        was.forEach(this::keepFrom);
    }

    String next(Kind kind) {
        long number = latest.getOrDefault(kind.prefix, 0L) + 1;
        keepFrom(kind.prefix, number);
        return kind.prefix + number;
    }

    private void keepFrom(String prefix, long number) {
        if (number > latest.getOrDefault(prefix, 0L)) {
            var next = new TreeMap<>(latest);
            next.put(prefix, number);
            latest = Collections.unmodifiableMap(next);
        }
    }

    private void keepFrom(Kind kind, List<? extends AddressableObject> objects) {
        objects.forEach(object -> keepFrom(kind, object.id()));
    }

    private void keepFrom(Kind kind, String id) {
        if (!id.startsWith(kind.prefix)) {
            return;
        }
        String number = id.substring(kind.prefix.length());
        boolean digits =
                !number.isEmpty()
                        && number.length() <= MOST_DIGITS
                        && number.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits) {
            keepFrom(kind.prefix, Long.parseLong(number));
        }
    }
}
