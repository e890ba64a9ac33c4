package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.sent;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition.Unit;
import io.downbeat.fade.TransitionChange;
import io.downbeat.session.command.Command.CutFades;
import io.downbeat.session.command.Command.SetClipFade;
import io.downbeat.session.command.Command.SetFade;
import io.downbeat.session.command.Command.SetTrackFade;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;

import org.junit.jupiter.api.Test;

class FadeMessagesTest {
    private static final ObjectReference TRACK = ObjectReference.position(1);
    private static final ObjectReference CLIP = ObjectReference.position(2);

    private static TransitionChange length(double length) {
        return new TransitionChange.Length(length);
    }

    @Test
    void aLengthBeyondItsRangeIsClipped() {
        sent("/fade", 2.5f).becomes(new SetFade(length(2.5)));
        sent("/fade", -1).becomes(new SetFade(length(0)));
        sent("/track/1/fade", 4).becomes(new SetTrackFade(TRACK, length(4)));
        sent("/track/1/fade", -0.4f).becomes(new SetTrackFade(TRACK, length(0)));
        sent("/track/1/clip/2/fade", 0.5f).becomes(new SetClipFade(TRACK, CLIP, length(0.5)));
        sent("/fade", Float.POSITIVE_INFINITY).isRefused(Refusal.Code.RANGE);
        sent("/fade", "long").isRefused(Refusal.Code.TYPE);
    }

    @Test
    void minusOneRemovesTheOwnLength() {
        var none = new TransitionChange.Inherit();
        sent("/track/1/fade", -1).becomes(new SetTrackFade(TRACK, none));
        sent("/track/1/clip/2/fade", -1f).becomes(new SetClipFade(TRACK, CLIP, none));
        sent("/track/1/clip/2/fade", -7).becomes(new SetClipFade(TRACK, CLIP, none));
    }

    @Test
    void unitsAndCurvesAreWordsOrTheirIndices() {
        sent("/fade/unit", "Beats").becomes(new SetFade(new TransitionChange.Unit(Unit.BEATS)));
        sent("/fade/unit/index", 2).becomes(new SetFade(new TransitionChange.Unit(Unit.SECONDS)));
        sent("/fade/curve", 1f).becomes(new SetFade(new TransitionChange.Shape(Curve.SMOOTH)));
        sent("/track/1/fade/curve", "log")
                .becomes(new SetTrackFade(TRACK, new TransitionChange.Shape(Curve.LOG)));
        sent("/track/1/clip/2/fade/unit", "bars")
                .becomes(new SetClipFade(TRACK, CLIP, new TransitionChange.Unit(Unit.BARS)));
        sent("/track/1/clip/2/fade/curve/index", 2)
                .becomes(new SetClipFade(TRACK, CLIP, new TransitionChange.Shape(Curve.EXP)));
        sent("/fade/curve", "bezier").isRefused(Refusal.Code.RANGE, "smooth");
        sent("/fade/unit/index", 3).isRefused(Refusal.Code.RANGE);
    }

    @Test
    void cuttingIsATrigger() {
        sent("/fade/cut").becomes(new CutFades());
        sent("/fade/cut", 1).becomes(new CutFades());
    }
}
