package io.downbeat.engine;

import io.downbeat.session.Command;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Pace;
import io.downbeat.time.Tempo;

import java.util.Optional;

/**
 * How fast the count goes while it is the program's own: what hands set, tap, glide and bend. Owned
 * by the conductor. Not thread safe.
 */
final class Speed implements Timed {

    /** A nudge that is not repeated lets go: address space, rule 14. */
    private static final long LETS_GO_AFTER_MICROS = 4_000_000;

    /** The tempo of a glide is told so often; its beats lie exactly between. */
    private static final long TOLD_EVERY_MICROS = 33_333;

    /** A hand bends by up to a tenth. */
    private static final double MOST_BENT = 0.1;

    private final Transport transport;
    private final Taps taps = new Taps();
    private HostMicros letsGo = HostMicros.NEVER;
    private HostMicros told = HostMicros.NEVER;
    private Optional<Stepped> stepped = Optional.empty();

    /** A glide that others are to follow: they know tempos only, so it goes in steps. */
    private record Stepped(Pace glide, Beats origin) {}

    Speed(Transport transport) {
        this.transport = transport;
    }

    /**
     * Obeys a hand.
     *
     * @param shared whether others follow, who know no glides
     */
    Transport.Effect obey(Command.OfTempo command, boolean shared, Moment moment) {
        return switch (command) {
            case Command.SetTempo(var tempo, var quarters) -> {
                if (quarters == 0) {
                    set(tempo, moment);
                } else {
                    glide(tempo, quarters, shared, moment);
                }
                yield transport.tell(Transport.Effect.NONE, moment);
            }
            case Command.StepTempo step -> {
                asked(step, moment).ifPresent(tempo -> set(tempo, moment));
                yield Transport.Effect.NONE;
            }
            case Command.Tap tap -> {
                asked(tap, moment).ifPresent(tempo -> set(tempo, moment));
                yield Transport.Effect.NONE;
            }
            case Command.Nudge(var bend) -> {
                nudge(bend, moment);
                yield transport.tell(Transport.Effect.NONE, moment);
            }
        };
    }

    /** The tempo that a hand means; a nudge means none. */
    Optional<Tempo> asked(Command.OfTempo command, Moment moment) {
        return switch (command) {
            case Command.SetTempo(var tempo, var quarters) -> Optional.of(tempo);
            case Command.StepTempo(var bpm) ->
                    Optional.of(Tempo.clamped(transport.tempo().bpm() + bpm));
            case Command.Tap tap -> taps.tap(moment.came());
            case Command.Nudge nudge -> Optional.empty();
        };
    }

    /** The same beat at this moment, going on at another tempo. */
    void set(Tempo tempo, Moment moment) {
        boolean gliding = transport.timeline().pace().isGliding();
        if (gliding || stepped.isPresent() || !tempo.equals(transport.timeline().tempo())) {
            settle();
            transport.go(steady(tempo), tempo, moment);
        }
    }

    /** Lets go of nudge and glide, and goes on at the tempo that was told last. */
    void comeToRest(Moment moment) {
        settle();
        if (!letsGo.equals(HostMicros.NEVER)) {
            nudge(0, moment);
        }
        transport.go(steady(transport.tempo()), transport.tempo(), moment);
    }

    @Override
    public HostMicros next() {
        return transport.playing() ? letsGo.orEarlier(told.orEarlier(glideEnd())) : letsGo;
    }

    @Override
    public void perform(Moment moment) {
        if (!letsGo.isAfter(moment.host())) {
            nudge(0, moment);
        }
        if (!told.orEarlier(glideEnd()).isAfter(moment.host())) {
            told = moment.host().plus(TOLD_EVERY_MICROS);
            goOn(moment);
        }
    }

    @Override
    public String toString() {
        return "the tempo";
    }

    private void glide(Tempo to, double quarters, boolean shared, Moment moment) {
        Tempo from = transport.timeline().tempoAt(moment.beat());
        Pace glide = steady(from).glidingTo(to, quarters);
        settle();
        if (!glide.isGliding()) {
            set(to, moment);
            return;
        }
        told = moment.host();
        if (shared) {
            stepped = Optional.of(new Stepped(glide, moment.beat()));
        } else {
            transport.go(glide, from, moment);
        }
    }

    /** Tells the tempo that a glide has come to, and ends it when it is there. */
    private void goOn(Moment moment) {
        if (stepped.isPresent()) {
            double passed = moment.beat().minus(stepped.get().origin()).quarters();
            Pace left = stepped.get().glide().after(passed);
            transport.go(steady(left.from()), left.from(), moment);
            if (!left.isGliding()) {
                settle();
            }
            return;
        }
        Pace pace = transport.timeline().pace();
        boolean over = !glideEnd().isAfter(moment.host());
        Pace left = pace.after(moment.beat().minus(transport.timeline().origin()).quarters());
        if (over || !left.isGliding()) {
            settle();
            transport.go(steady(pace.to()), pace.to(), moment);
        } else {
            transport.told(left.from(), moment);
        }
    }

    private HostMicros glideEnd() {
        Pace pace = transport.timeline().pace();
        return pace.isGliding()
                ? transport.momentOf(transport.timeline().origin().plus(Beats.of(pace.quarters())))
                : HostMicros.NEVER;
    }

    private void nudge(double bend, Moment moment) {
        letsGo = bend == 0 ? HostMicros.NEVER : moment.host().plus(LETS_GO_AFTER_MICROS);
        if (bend != transport.state().nudge()) {
            transport.bend(transport.pace(moment).bentBy(bend * MOST_BENT), bend, moment);
        }
    }

    private Pace steady(Tempo tempo) {
        return Pace.of(tempo).bentBy(transport.state().nudge() * MOST_BENT);
    }

    private void settle() {
        told = HostMicros.NEVER;
        stepped = Optional.empty();
    }
}
