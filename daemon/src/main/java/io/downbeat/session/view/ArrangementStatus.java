package io.downbeat.session.view;

import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.RecordMode;
import io.downbeat.time.Beats;

import java.util.Locale;

/**
 * Whether the arrangement is recorded or played, and where. Positions are in beats of the
 * arrangement.
 *
 * @param quantize the grid onto which launches and changes of time are moved; instant is none
 * @param rolling whether its position advances with the transport
 * @param origin while it is rolling, the beat of the transport at which its beat 0 lies; else its
 *     position, negated
 * @param loopTo the end of the loop; not after its beginning if the whole arrangement is repeated
 */
public record ArrangementStatus(
        RecordStatus record,
        RecordMode mode,
        Quantize quantize,
        Punch punch,
        boolean playing,
        boolean rolling,
        Beats origin,
        boolean loop,
        Beats loopFrom,
        Beats loopTo) {

    /** Nothing is recorded or played. */
    public static final ArrangementStatus IDLE =
            new ArrangementStatus(
                    RecordStatus.OFF,
                    RecordMode.NEW,
                    Quantize.INSTANT,
                    Punch.NONE,
                    false,
                    false,
                    Beats.ZERO,
                    false,
                    Beats.ZERO,
                    Beats.ZERO);

    /** Whether a take runs. */
    public enum RecordStatus {
        OFF,
        /** A take begins when the transport runs and the punch-in is reached. */
        ARMED,
        RECORDING;

        /** The word of the contract. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The range outside of which nothing is recorded; without a length it is everything. */
    public record Punch(Beats from, Beats to) {
        public static final Punch NONE = new Punch(Beats.ZERO, Beats.ZERO);

        public boolean isSet() {
            return to.isAfter(from);
        }
    }

    /** The position of the arrangement when the transport is at a beat. */
    public Beats positionAt(Beats transport) {
        Beats position = (rolling ? transport : Beats.ZERO).minus(origin);
        return position.orLater(Beats.ZERO);
    }
}
