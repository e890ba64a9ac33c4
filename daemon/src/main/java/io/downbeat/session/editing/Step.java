package io.downbeat.session.editing;

import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one gesture changed, to be undone and redone as one: the edits and the parameters set by
 * hand of one packet, or of a drag.
 *
 * @param name what it did, for a label on an undo button
 * @param before the document before it
 * @param after the document after it; the same object if only values changed
 * @param values the live values it set, each parameter once
 * @param activeClips the tracks whose active clip the edits changed, each once
 * @param gesture what further packets must have in common with it to be part of it; empty for edits
 *     of the document
 */
public record Step(
        String name,
        Document before,
        Document after,
        List<ValueChange> values,
        List<ActiveClipBeforeAndAfterEdit> activeClips,
        Optional<Gesture> gesture) {

    /** Begins the name of a step that created parameters because values for them came. */
    public static final String LEARN = "learn ";

    /** About the size of a step without its changes. */
    private static final long BYTES = 256;

    /** About the size of the lists of tracks and clips that an edit creates. */
    private static final long BYTES_OF_SESSION = 4_096;

    /** A value that a clip stores: its parameter, a number and the reference to a text. */
    private static final long BYTES_OF_STORED = 20;

    private static final long BYTES_OF_CHARACTER = 2;

    /** A beat and a number. */
    private static final long BYTES_OF_MOVE = 16;

    public Step {
        values = List.copyOf(values);
        activeClips = List.copyOf(activeClips);
    }

    /** A step that changes no active clip. */
    public Step(
            String name,
            Document before,
            Document after,
            List<ValueChange> values,
            Optional<Gesture> gesture) {
        this(name, before, after, values, List.of(), gesture);
    }

    /** Whether it changes the document, and not only live values. */
    @SuppressWarnings("ReferenceEquality") // Unchanged documents are the same object.
    boolean changesDocument() {
        return before != after;
    }

    /** About how many bytes of memory it keeps: what it does not share with other steps. */
    @SuppressWarnings("ReferenceEquality") // Unchanged parts are the same objects.
    long bytes() {
        long graph = before.graph() == after.graph() ? 0 : 8L * after.graph().numbers();
        long session =
                before.session() == after.session()
                        ? 0
                        : BYTES_OF_SESSION
                                + bytesOfArrangement(before.session(), after.session())
                                + bytesOnlyIn(before.session(), after.session())
                                + bytesOnlyIn(after.session(), before.session());
        return BYTES
                + BYTES_OF_CHARACTER * name.length()
                + graph
                + session
                + values.stream().mapToLong(ValueChange::bytes).sum();
    }

    /** About the bytes of an arrangement that a step replaces, and of the one that it brings. */
    @SuppressWarnings("ReferenceEquality") // An unchanged arrangement is the same object.
    private static long bytesOfArrangement(Session before, Session after) {
        return before.arrangement() == after.arrangement()
                ? 0
                : bytes(before.arrangement()) + bytes(after.arrangement());
    }

    private static long bytes(Arrangement arrangement) {
        return BYTES_OF_MOVE * arrangement.moves() + BYTES * arrangement.events().size();
    }

    /** About the bytes of the clips of a session that are not the same objects in another one. */
    private static long bytesOnlyIn(Session one, Session other) {
        Set<Object> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        shared.addAll(other.tracks());
        List<Track> changed =
                one.tracks().stream().filter(track -> !shared.contains(track)).toList();
        for (Track track : changed) {
            other.track(TrackId.of(track)).ifPresent(same -> shared.addAll(same.clips()));
        }
        return changed.stream()
                .flatMap(track -> track.clips().stream())
                .filter(clip -> !shared.contains(clip))
                .mapToLong(Step::bytes)
                .sum();
    }

    private static long bytes(Clip clip) {
        ParameterValueList stored = clip.values();
        long texts = clip.name().length();
        for (int index = 0; index < stored.size(); index++) {
            texts += stored.text(index).length();
        }
        return BYTES + BYTES_OF_STORED * stored.size() + BYTES_OF_CHARACTER * texts;
    }

    /** The same step, which no further packet continues. */
    public Step ended() {
        return new Step(name, before, after, values, activeClips, Optional.empty());
    }

    /** This step and a later one of the same gesture, as one. */
    Step joined(Step later) {
        Map<Integer, ValueChange> joined = new LinkedHashMap<>();
        values.forEach(change -> joined.put(change.parameter(), change));
        later.values.forEach(change -> joined.merge(change.parameter(), change, ValueChange::then));
        Document last = later.changesDocument() ? later.after : after;
        List<ValueChange> all = List.copyOf(joined.values());
        Optional<Gesture> both = later.gesture.map(now -> gesture.map(now::joined).orElse(now));
        boolean learns = both.filter(one -> one.learning() > 0).isPresent();
        return new Step(
                learns ? learnt(last, all) : name,
                changesDocument() ? before : later.before,
                last,
                all,
                activeClips,
                both);
    }

    private static String learnt(Document document, List<ValueChange> values) {
        String first = LEARN + document.graph().parameter(values.getFirst().parameter()).path();
        return values.size() == 1 ? first : first + " and " + (values.size() - 1) + " more";
    }
}
