package io.downbeat.address;

import io.downbeat.session.Ref;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects that one group of a coverage holds in one layout. What there is to look up is looked
 * up once. Not thread safe.
 */
public final class Members {

    private static final int[] ONLY = {0};

    private final Coverage.Group group;
    private final Layout layout;
    private final int[] firsts;
    private final Map<Integer, int[]> seconds = new LinkedHashMap<>();

    Members(Coverage.Group group, Layout layout) {
        this.group = group;
        this.layout = layout;
        firsts = firsts();
    }

    /** Whether the group holds the objects of a place, whatever its row. */
    public boolean has(Place place) {
        return Arrays.binarySearch(firsts, place.first()) >= 0
                && Arrays.binarySearch(seconds(place.first()), place.second()) >= 0
                && (group.domain() != Domain.STORED || hasStored(place));
    }

    /** All its objects, each once, under the group's first row. */
    public List<Place> all() {
        Row row = group.rows().getFirst();
        var places = new ArrayList<Place>();
        for (int first : firsts) {
            for (int second : seconds(first)) {
                for (int third : thirds(first, second)) {
                    places.add(new Place(row, first, second, third));
                }
            }
        }
        return places;
    }

    /** What stands in the placeholders: as the pattern writes it, else as it is always spelled. */
    public List<String> captures(Place place) {
        List<String> usual =
                layout.captures(group.domain(), place.first(), place.second(), place.third());
        if (group.refs().stream().allMatch(Ref::pattern)) {
            return usual;
        }
        var captures = new ArrayList<>(usual);
        for (int i = 0; i < captures.size(); i++) {
            Ref ref = group.refs().get(i);
            if (!ref.pattern()) {
                captures.set(i, ref.written());
            }
        }
        return captures;
    }

    private int[] firsts() {
        return switch (group.domain()) {
            case WHOLE -> ONLY;
            case TRACK, CLIP, STORED -> layout.tracks(ref(0));
            case SCENE, ASSIGNMENT -> layout.scenes(ref(0));
            case CUE, STEP -> layout.cuePaths(ref(0));
            case OUTPUT -> layout.outputs(ref(0));
            case NODE -> layout.nodes(ref(0));
            case PARAM -> layout.parameters(ref(0), ref(1));
        };
    }

    private int[] seconds(int first) {
        return switch (group.domain()) {
            case WHOLE, TRACK, SCENE, CUE, OUTPUT, NODE, PARAM -> ONLY;
            case CLIP, STORED ->
                    seconds.computeIfAbsent(first, track -> layout.clips(track, ref(1)));
            case ASSIGNMENT -> seconds.computeIfAbsent(0, any -> layout.tracks(ref(1)));
            case STEP -> seconds.computeIfAbsent(first, cue -> layout.steps(cue, ref(1)));
        };
    }

    private int[] thirds(int first, int second) {
        return group.domain() == Domain.STORED
                ? layout.storedAt(first, second, ref(2), ref(3))
                : ONLY;
    }

    private boolean hasStored(Place place) {
        return Arrays.stream(thirds(place.first(), place.second()))
                .anyMatch(third -> third == place.third());
    }

    private Ref ref(int index) {
        return group.refs().get(index);
    }
}
