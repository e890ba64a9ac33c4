package io.downbeat.session.editing;

import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.Session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** What the edits of tracks, clips, scenes and cue lists have in common: lists of objects. */
final class ObjectLists {

    /**
     * The most objects that edits make of a list. Far more than a performer needs; a script that
     * adds without end must not use up the memory.
     */
    static final int MOST_OBJECTS = 10_000;

    private ObjectLists() {}

    /**
     * The list with a new object at a position, from 1.
     *
     * @param kind what the objects are called in an error
     */
    static <T extends AddressableObject> List<T> inserted(
            String kind, List<T> objects, T object, int position) {
        if (objects.stream().anyMatch(present -> present.id().equals(object.id()))) {
            throw taken(kind, object.id());
        }
        requireRoom(kind, objects);
        if (position < 1 || position > objects.size() + 1) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a new %s goes to a position from 1 to %d, not %d"
                            .formatted(kind, objects.size() + 1, position));
        }
        var all = new ArrayList<>(objects);
        all.add(position - 1, object);
        return all;
    }

    /** Throws {@link Refusal} if a list can hold no more objects. */
    static void requireRoom(String kind, List<?> objects) {
        if (objects.size() >= MOST_OBJECTS) {
            throw new Refusal(
                    Refusal.Code.NOT_ALLOWED,
                    "there are %d %ss, and no more can be added: delete one first"
                            .formatted(MOST_OBJECTS, kind));
        }
    }

    /**
     * The document with a changed object; the same document if the change changes nothing.
     *
     * @param replace puts the changed object into the session, in the place of the one before
     */
    static <T> Document changed(
            Document document,
            T before,
            UnaryOperator<T> change,
            BiFunction<Session, T, Session> replace) {
        T after = change.apply(before);
        return after.equals(before)
                ? document
                : document.with(replace.apply(document.session(), after));
    }

    /** The list with one of its objects at another position, from 1. */
    static <T> List<T> moved(String kind, List<T> objects, T object, int position) {
        if (position < 1 || position > objects.size()) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    "a %s moves to a position from 1 to %d, not %d"
                            .formatted(kind, objects.size(), position));
        }
        var all = new ArrayList<>(objects);
        all.remove(object);
        all.add(position - 1, object);
        return all;
    }

    /** The list without the object that has an id. */
    static <T extends AddressableObject> List<T> without(List<T> objects, String id) {
        return objects.stream().filter(object -> !object.id().equals(id)).toList();
    }

    /**
     * Where the object of a position stands after a change of the list, for references by position;
     * 0 if it is gone. A position past the end stays.
     */
    static <T extends AddressableObject> IntUnaryOperator moves(List<T> before, List<T> after) {
        return position -> {
            if (position > before.size()) {
                return position;
            }
            String id = before.get(position - 1).id();
            for (int at = 1; at <= after.size(); at++) {
                if (after.get(at - 1).id().equals(id)) {
                    return at;
                }
            }
            return 0;
        };
    }

    /** The refusal of a new object whose id another one has. */
    static Refusal taken(String kind, String id) {
        return new Refusal(
                Refusal.Code.NOT_ALLOWED, "there is a " + kind + " with the id " + id + " already");
    }
}
