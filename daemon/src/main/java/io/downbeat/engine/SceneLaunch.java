package io.downbeat.engine;

import io.downbeat.cue.Cue;
import io.downbeat.session.Quantize;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One launch of one scene, from the press until the next scene. Owned by {@link Scenes}. Not thread
 * safe.
 */
final class SceneLaunch {

    private record Performed(Deck deck, int clip) {}

    private final int scene;
    private final Quantize quantize;
    private final OptionalDouble tempo;
    private final List<Performed> performed = new ArrayList<>();
    private Optional<Cue<Due>> cue = Optional.empty();
    private int waiting;

    /**
     * @param tempo what it sets the tempo to, if anything
     */
    SceneLaunch(int scene, Quantize quantize, OptionalDouble tempo) {
        this.scene = scene;
        this.quantize = quantize;
        this.tempo = tempo;
    }

    int scene() {
        return scene;
    }

    Quantize quantize() {
        return quantize;
    }

    OptionalDouble tempo() {
        return tempo;
    }

    Optional<Cue<Due>> cue() {
        return cue;
    }

    Beats due() {
        return cue.orElseThrow().at();
    }

    void cued(Cue<Due> at) {
        cue = Optional.of(at);
    }

    void uncued() {
        cue = Optional.empty();
    }

    void awaits(Deck deck) {
        waiting++;
    }

    /** One deck fewer waits for it; true if none is left. */
    boolean lost() {
        waiting--;
        return waiting == 0;
    }

    void performed(Deck deck, int clip) {
        performed.add(new Performed(deck, clip));
    }

    /** True while all that it performed, at least one clip, is still active. */
    boolean isActive() {
        return !performed.isEmpty()
                && performed.stream().allMatch(p -> p.deck().active() == p.clip());
    }
}
