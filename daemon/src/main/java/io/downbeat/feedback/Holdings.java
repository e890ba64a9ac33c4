package io.downbeat.feedback;

import io.downbeat.address.Coverage;
import io.downbeat.address.Domain;
import io.downbeat.address.Layout;
import io.downbeat.address.Members;
import io.downbeat.address.PresentValues;
import io.downbeat.session.SessionView;

import java.util.BitSet;
import java.util.IdentityHashMap;

/**
 * The members of every group that was asked for in the present layout, looked up once for all
 * subscribers and dumps. Not thread safe.
 */
final class Holdings {

    private static final int MOST = 8192;

    private final PresentValues present;
    private final BitSet liveRows;
    private final IdentityHashMap<Coverage.Group, Reach.Held> known = new IdentityHashMap<>();
    private SessionView view;
    private Layout layout;

    Holdings(PresentValues present, SessionView view, BitSet liveRows) {
        this.present = present;
        this.liveRows = liveRows;
        this.view = view;
        layout = present.layout(view);
    }

    /** These, for a view. */
    @SuppressWarnings("ReferenceEquality")
    Holdings of(SessionView now) {
        view = now;
        Layout wanted = present.layout(now);
        if (layout != wanted || known.size() > MOST) {
            layout = wanted;
            known.clear();
        }
        return this;
    }

    Layout layout() {
        return layout;
    }

    Reach.Held held(Coverage.Group group) {
        return known.computeIfAbsent(group, this::made);
    }

    private Reach.Held made(Coverage.Group group) {
        var rows = new BitSet();
        group.rows().forEach(row -> rows.set(row.number()));
        Members members = present.members(group, view);
        var live = new BitSet();
        if (group.domain() == Domain.PARAM && rows.intersects(liveRows)) {
            members.all().forEach(place -> live.set(place.first()));
        }
        return new Reach.Held(group, members, rows, live);
    }
}
