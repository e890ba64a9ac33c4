package io.downbeat.address;

import io.downbeat.session.Ref;

import java.util.List;

/** The references of one plain address and what they stand for. */
record Resolution(Layout layout, List<Ref> refs) {

    /** Throws {@link io.downbeat.session.Refusal} for position 0 and for unknown names. */
    Place place(Row row) {
        return switch (row.domain()) {
            case WHOLE -> Place.of(row);
            case TRACK -> Place.of(row, layout.track(refs.getFirst()));
            case CLIP -> {
                int track = layout.track(refs.getFirst());
                yield Place.of(row, track, layout.clip(track, refs.get(1)));
            }
            case SCENE -> Place.of(row, layout.scene(refs.getFirst()));
            case ASSIGNMENT ->
                    Place.of(row, layout.scene(refs.getFirst()), layout.track(refs.get(1)));
            case CUE -> Place.of(row, layout.cuePath(refs.getFirst()));
            case STEP -> {
                int cue = layout.cuePath(refs.getFirst());
                yield Place.of(row, cue, layout.step(cue, refs.get(1)));
            }
            case OUTPUT -> Place.of(row, layout.output(refs.getFirst()));
            case NODE -> Place.of(row, layout.node(refs.getFirst()));
            case PARAM -> Place.of(row, layout.parameter(refs.getFirst(), refs.get(1)));
            case STORED -> {
                int track = layout.track(refs.getFirst());
                int clip = layout.clip(track, refs.get(1));
                yield new Place(
                        row, track, clip, layout.stored(track, clip, refs.get(2), refs.get(3)));
            }
        };
    }
}
