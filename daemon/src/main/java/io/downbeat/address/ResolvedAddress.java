package io.downbeat.address;

import io.downbeat.session.command.ObjectReference;

import java.util.List;

/** The references of one plain address and what they stand for. */
record ResolvedAddress(SessionObjectIndex objects, List<ObjectReference> refs) {

    /** Throws {@link io.downbeat.session.Refusal} for position 0 and for unknown names. */
    ConcreteAddress place(AddressRow row) {
        return switch (row.objectKind()) {
            case WHOLE -> ConcreteAddress.of(row);
            case TRACK -> ConcreteAddress.of(row, objects.track(refs.getFirst()));
            case CLIP -> {
                int track = objects.track(refs.getFirst());
                yield ConcreteAddress.of(row, track, objects.clip(track, refs.get(1)));
            }
            case SCENE -> ConcreteAddress.of(row, objects.scene(refs.getFirst()));
            case ASSIGNMENT ->
                    ConcreteAddress.of(
                            row, objects.scene(refs.getFirst()), objects.track(refs.get(1)));
            case CUE -> ConcreteAddress.of(row, objects.cuePath(refs.getFirst()));
            case STEP -> {
                int cue = objects.cuePath(refs.getFirst());
                yield ConcreteAddress.of(row, cue, objects.step(cue, refs.get(1)));
            }
            case OUTPUT -> ConcreteAddress.of(row, objects.output(refs.getFirst()));
            case NODE -> ConcreteAddress.of(row, objects.node(refs.getFirst()));
            case PARAM -> ConcreteAddress.of(row, objects.parameter(refs.getFirst(), refs.get(1)));
            case STORED -> {
                int track = objects.track(refs.getFirst());
                int clip = objects.clip(track, refs.get(1));
                yield new ConcreteAddress(
                        row, track, clip, objects.stored(track, clip, refs.get(2), refs.get(3)));
            }
        };
    }
}
