package io.downbeat.address.resolve;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.session.command.ObjectReference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects that one group of {@link RowGroupsMatchedByPattern} matches in one session. Every
 * look-up is done once and kept.
 */
public final class SessionObjectsMatchedByPattern {

    private static final int[] SINGLE = {0};

    private final RowGroupsMatchedByPattern.Group group;
    private final SessionObjectIndex objects;
    private final int[] firsts;
    private final Map<Integer, int[]> seconds = new LinkedHashMap<>();

    SessionObjectsMatchedByPattern(
            RowGroupsMatchedByPattern.Group group, SessionObjectIndex objects) {
        this.group = group;
        this.objects = objects;
        firsts = firsts();
    }

    /** Whether the group matches the objects of an address, whatever the row. */
    public boolean contains(ConcreteAddress address) {
        return Arrays.binarySearch(firsts, address.first()) >= 0
                && Arrays.binarySearch(seconds(address.first()), address.second()) >= 0
                && (group.objectKind() != ObjectKind.STORED || hasStored(address));
    }

    /** All objects, each once, under the group's first row. */
    public List<ConcreteAddress> all() {
        AddressRow row = group.rows().getFirst();
        var addresses = new ArrayList<ConcreteAddress>();
        for (int first : firsts) {
            for (int second : seconds(first)) {
                for (int third : thirds(first, second)) {
                    addresses.add(new ConcreteAddress(row, first, second, third));
                }
            }
        }
        return addresses;
    }

    /** The text for the placeholders: as the pattern writes it, else the canonical spelling. */
    public List<String> captures(ConcreteAddress address) {
        List<String> canonical =
                objects.captures(
                        group.objectKind(), address.first(), address.second(), address.third());
        if (group.refs().stream().allMatch(ObjectReference::pattern)) {
            return canonical;
        }
        var captures = new ArrayList<>(canonical);
        for (int i = 0; i < captures.size(); i++) {
            ObjectReference ref = group.refs().get(i);
            if (!ref.pattern()) {
                captures.set(i, ref.written());
            }
        }
        return captures;
    }

    private int[] firsts() {
        return switch (group.objectKind()) {
            case WHOLE -> SINGLE;
            case TRACK, CLIP, STORED -> objects.tracks(ref(0));
            case SCENE, ASSIGNMENT -> objects.scenes(ref(0));
            case CUE, STEP -> objects.cueLists(ref(0));
            case OUTPUT -> objects.outputs(ref(0));
            case NODE -> objects.nodes(ref(0));
            case PARAM -> objects.parameters(ref(0), ref(1));
        };
    }

    private int[] seconds(int first) {
        return switch (group.objectKind()) {
            case WHOLE, TRACK, SCENE, CUE, OUTPUT, NODE, PARAM -> SINGLE;
            case CLIP, STORED ->
                    seconds.computeIfAbsent(first, track -> objects.clips(track, ref(1)));
            case ASSIGNMENT -> seconds.computeIfAbsent(0, any -> objects.tracks(ref(1)));
            case STEP -> seconds.computeIfAbsent(first, cue -> objects.steps(cue, ref(1)));
        };
    }

    private int[] thirds(int first, int second) {
        return group.objectKind() == ObjectKind.STORED
                ? objects.storedValues(first, second, ref(2), ref(3))
                : SINGLE;
    }

    private boolean hasStored(ConcreteAddress address) {
        return Arrays.stream(thirds(address.first(), address.second()))
                .anyMatch(third -> third == address.third());
    }

    private ObjectReference ref(int index) {
        return group.refs().get(index);
    }
}
