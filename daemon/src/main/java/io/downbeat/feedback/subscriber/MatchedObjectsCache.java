package io.downbeat.feedback.subscriber;

import io.downbeat.address.ObjectKind;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.address.resolve.RowGroupsMatchedByPattern;
import io.downbeat.address.resolve.SessionObjectIndex;
import io.downbeat.address.resolve.SessionObjectsMatchedByPattern;
import io.downbeat.session.view.SessionView;

import java.util.BitSet;
import java.util.IdentityHashMap;

/** Caches the objects that patterns match in the present session, for all subscribers and dumps. */
public final class MatchedObjectsCache {

    private static final int MOST_GROUPS = 8192;

    private final PresentValueReader present;
    private final BitSet liveRows;
    private final IdentityHashMap<RowGroupsMatchedByPattern.Group, MatchedAddresses.MatchedGroup>
            groups = new IdentityHashMap<>();
    private SessionView view;
    private SessionObjectIndex objects;

    public MatchedObjectsCache(PresentValueReader present, SessionView view, BitSet liveRows) {
        this.present = present;
        this.liveRows = liveRows;
        this.view = view;
        objects = present.objectIndex(view);
    }

    /** The cache for a view; emptied if the view has other objects. */
    @SuppressWarnings("ReferenceEquality")
    public MatchedObjectsCache forView(SessionView now) {
        view = now;
        SessionObjectIndex wanted = present.objectIndex(now);
        if (objects != wanted || groups.size() > MOST_GROUPS) {
            objects = wanted;
            groups.clear();
        }
        return this;
    }

    SessionObjectIndex objects() {
        return objects;
    }

    MatchedAddresses.MatchedGroup group(RowGroupsMatchedByPattern.Group group) {
        return groups.computeIfAbsent(group, this::match);
    }

    private MatchedAddresses.MatchedGroup match(RowGroupsMatchedByPattern.Group group) {
        var rows = new BitSet();
        group.rows().forEach(row -> rows.set(row.number()));
        SessionObjectsMatchedByPattern matchedObjects = present.matchedObjects(group, view);
        var live = new BitSet();
        if (group.objectKind() == ObjectKind.PARAM && rows.intersects(liveRows)) {
            matchedObjects.all().forEach(place -> live.set(place.first()));
        }
        return new MatchedAddresses.MatchedGroup(group, matchedObjects, rows, live);
    }
}
