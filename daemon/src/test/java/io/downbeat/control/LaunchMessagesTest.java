package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.sent;

import io.downbeat.osc.OscArgument.Impulse;
import io.downbeat.osc.OscArgument.Nil;
import io.downbeat.session.command.Command.LaunchClip;
import io.downbeat.session.command.Command.LaunchScene;
import io.downbeat.session.command.Command.ReleaseClip;
import io.downbeat.session.command.Command.StopTrack;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalDouble;

class LaunchMessagesTest {
    private static final ObjectReference TRACK = ObjectReference.position(1);
    private static final ObjectReference CLIP = ObjectReference.position(2);
    private static final Optional<Quantize> BAR = Optional.of(Quantize.BAR);

    private static LaunchClip launch(boolean held) {
        return new LaunchClip(TRACK, CLIP, Optional.empty(), held);
    }

    private static LaunchClip fading(double fade, boolean held) {
        return new LaunchClip(TRACK, CLIP, BAR, held, OptionalDouble.of(fade));
    }

    private static LaunchClip launch(Quantize quantize, boolean held) {
        return new LaunchClip(TRACK, CLIP, Optional.of(quantize), held);
    }

    private static ReleaseClip release(Optional<Quantize> quantize) {
        return new ReleaseClip(TRACK, CLIP, quantize);
    }

    @Test
    void aLaunchWithoutArgumentIsNotHeld() {
        sent("/track/1/clip/2/launch").becomes(launch(false));
    }

    @Test
    void anyNumberExceptZeroIsAHeldPress() {
        for (Object press : new Object[] {1f, 0.01f, -1, 5L, 2.0, true, Impulse.IMPULSE}) {
            sent("/track/1/clip/2/launch", press).becomes(launch(true));
        }
    }

    @Test
    void zeroIsARelease() {
        for (Object release : new Object[] {0f, 0, 0L, 0.0, -0f, false, Nil.NIL}) {
            sent("/track/1/clip/2/launch", release).becomes(release(Optional.empty()));
            sent("/track/1/clip/2/launch/bar", release).becomes(release(BAR));
            sent("/track/1/stop", release).becomesNothing();
            sent("/scene/1/launch", release).becomesNothing();
        }
    }

    @Test
    void aStringIsAlwaysTheQuantization() {
        sent("/track/1/clip/2/launch", "bar").becomes(launch(Quantize.BAR, false));
        sent("/track/1/clip/2/launch", 1, "4BAR").becomes(launch(Quantize.FOUR_BARS, true));
        sent("/track/1/clip/2/launch", 1, 0.5f, "1/4").becomes(launch(Quantize.BEAT, true));
        sent("/track/1/clip/2/launch", "1").becomes(launch(Quantize.BAR, false));
        sent("/track/1/clip/2/launch", 0, "bar").becomes(release(BAR));
        sent("/scene/2/launch", "8")
                .becomes(
                        new LaunchScene(
                                ObjectReference.position(2), Optional.of(Quantize.EIGHT_BARS)));
    }

    @Test
    void anUnknownQuantizationIsRefusedWithTheKnownWords() {
        sent("/track/1/clip/2/launch", 1f, "3bar")
                .isRefused(Refusal.Code.RANGE, "instant", "8bar", "\"3bar\"");
        sent("/scene/2/launch", "").isRefused(Refusal.Code.RANGE, "2bar");
    }

    @Test
    void aNumberAfterTheQuantizationIsTheFadeLength() {
        sent("/track/1/clip/2/launch", "bar", 0f).becomes(fading(0, false));
        sent("/track/1/clip/2/launch", "bar", -3f).becomes(fading(0, false));
        sent("/track/1/clip/2/launch", 1, "bar", 2.5f).becomes(fading(2.5, true));
        sent("/scene/1/launch", 1, "bar", 2f)
                .becomes(new LaunchScene(ObjectReference.position(1), BAR, OptionalDouble.of(2)));
        sent("/track/1/clip/2/launch", "bar", Float.NaN).isRefused(Refusal.Code.RANGE, "fade");
        sent("/scene/1/launch", "bar", Nil.NIL).isRefused(Refusal.Code.TYPE, "fade");
    }

    @Test
    void theAddressMayContainTheQuantization() {
        sent("/track/1/clip/2/launch/1-16").becomes(launch(Quantize.SIXTEENTH, false));
        sent("/track/1/clip/2/launch/instant", 1f).becomes(launch(Quantize.INSTANT, true));
        sent("/track/1/stop/2bar").becomes(new StopTrack(TRACK, Optional.of(Quantize.TWO_BARS)));
        sent("/track/1/clip/stop/bar").becomes(new StopTrack(TRACK, BAR));
    }

    @Test
    void stopAllStopsEveryTrack() {
        sent("/clip/stopall").becomes(new StopTrack(ObjectReference.ALL, Optional.empty()));
        sent("/clip/stopall/bar", 1).becomes(new StopTrack(ObjectReference.ALL, BAR));
        sent("/track/*/stop", "bar").becomes(new StopTrack(ObjectReference.pattern("*"), BAR));
    }

    @Test
    void objectsMayBeNamedByNameAndId() {
        sent("/track/Drums/clip/cl_drop/launch")
                .becomes(
                        new LaunchClip(
                                ObjectReference.of("Drums"),
                                ObjectReference.of("cl_drop"),
                                Optional.empty(),
                                false));
    }
}
