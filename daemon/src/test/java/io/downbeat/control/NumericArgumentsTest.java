package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.sent;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscArgument.Impulse;
import io.downbeat.osc.OscArgument.Nil;
import io.downbeat.session.command.Command.Respond;
import io.downbeat.session.command.Command.SetLate;
import io.downbeat.session.command.Command.SetMeter;
import io.downbeat.session.command.Command.SetRange;
import io.downbeat.session.command.Command.SetTempo;
import io.downbeat.session.command.Command.WriteNorm;
import io.downbeat.session.command.Command.WriteParam;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Test;

/** Rule 2 of the contract. */
class NumericArgumentsTest {
    private static final ObjectReference NODE = ObjectReference.of("osc1");
    private static final ObjectReference PARAM = ObjectReference.of("freq");

    private static WriteParam wrote(ParamValue value) {
        return new WriteParam(NODE, PARAM, value);
    }

    @Test
    void aNumberMayHaveAnyNumericType() {
        for (Object number : new Object[] {90f, 90, 90L, 90.0, "90", " 9e1 ", "+90.0"}) {
            sent("/tempo", number).becomes(new SetTempo(new Tempo(90)));
        }
        sent("/node/osc1/freq", true).becomes(wrote(ParamValue.of(1)));
        sent("/node/osc1/freq", false).becomes(wrote(ParamValue.of(0)));
    }

    @Test
    void otherTypesAreRefusedAsWrongType() {
        Object[] others = {
            "fast",
            "",
            "0x10",
            "1f",
            "--1",
            "1".repeat(100),
            Nil.NIL,
            Impulse.IMPULSE,
            OscArgument.Blob.of(),
            new OscArgument.Char('1'),
            new OscArgument.Midi(1),
            new OscArgument.Rgba(1),
            new OscArgument.Time(MessageExpectation.WALL),
            OscArgument.array(OscArgument.i(1))
        };
        for (Object other : others) {
            sent("/tempo", other).isRefused(Refusal.Code.TYPE, "bpm is a number 20..300");
        }
    }

    @Test
    void nanAndInfinitiesAreRefused() {
        Object[] others = {
            Float.NaN,
            Double.NaN,
            Float.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            "nan",
            "-inf",
            "1e999"
        };
        for (Object other : others) {
            sent("/tempo", other).isRefused(Refusal.Code.RANGE, "20..300");
            sent("/node/osc1/freq/norm", other).isRefused(Refusal.Code.RANGE);
            sent("/signature", other, 4).isRefused(Refusal.Code.RANGE);
            sent("/track/1/safe", other).isRefused(Refusal.Code.RANGE);
        }
        sent("/node/osc1/freq", Float.NaN).isRefused(Refusal.Code.RANGE);
    }

    @Test
    void aFloatIsReadAsItsShortestDecimal() {
        sent("/node/osc1/freq", 0.55f).becomes(wrote(ParamValue.of(0.55)));
        sent("/tempo", 120.1f).becomes(new SetTempo(new Tempo(120.1)));
    }

    @Test
    void valuesThatFadersMoveAreClipped() {
        sent("/tempo", 1000).becomes(new SetTempo(new Tempo(300)));
        sent("/tempo", -5f).becomes(new SetTempo(new Tempo(20)));
        sent("/node/osc1/freq/norm", 1.5f).becomes(new WriteNorm(NODE, PARAM, 1));
        sent("/node/osc1/param/freq/norm", -1f).becomes(new WriteNorm(NODE, PARAM, 0));
    }

    @Test
    void otherNumbersOutOfRangeAreRefused() {
        sent("/signature", 17, 4).isRefused(Refusal.Code.RANGE, "1..16", "17");
        sent("/signature", 4, 3).isRefused(Refusal.Code.RANGE, "2, 4, 8, 16", "3");
        sent("/quantize/late", 251).isRefused(Refusal.Code.RANGE, "0..250");
        sent("/respond", 65536).isRefused(Refusal.Code.RANGE, "1..65535");
    }

    @Test
    void aWholeNumberMayDeviateByAThousandth() {
        sent("/signature", 3.0005f, 3.9995).becomes(new SetMeter(new Meter(3, 4)));
        sent("/signature", 3.01f, 4).isRefused(Refusal.Code.TYPE, "whole");
    }

    @Test
    void missingArgumentsAreRefusedAndFurtherOnesIgnored() {
        sent("/signature", 3).isRefused(Refusal.Code.MISSING, "unit");
        sent("/signature", 3, 4, 5, "six").becomes(new SetMeter(new Meter(3, 4)));
        sent("/quantize/late", 20f, Nil.NIL).becomes(new SetLate(20));
        sent("/quit").isRefused(Refusal.Code.MISSING, "token");
    }

    @Test
    void aRangeWhoseMinIsNotBelowItsMaxIsRefused() {
        sent("/node/osc1/freq/range", 0, 10).becomes(new SetRange(NODE, PARAM, 0, 10));
        sent("/node/osc1/freq/range", 10, 10).isRefused(Refusal.Code.RANGE, "10 and 10");
        sent("/node/osc1/freq/range", 10, 0).isRefused(Refusal.Code.RANGE);
    }

    @Test
    void aParameterAcceptsTextUnchanged() {
        sent("/node/osc1/freq", "12.50").becomes(wrote(ParamValue.of("12.50")));
        sent("/node/osc1/freq", Nil.NIL).isRefused(Refusal.Code.TYPE, "a number or a string");
    }

    @Test
    void aParameterNamedLikeAContractWordIsReachedThroughParam() {
        sent("/node/osc1/param/type", 1)
                .becomes(new WriteParam(NODE, ObjectReference.of("type"), ParamValue.of(1)));
        sent("/node/osc1/type", 1).isRefused(Refusal.Code.READ_ONLY);
    }

    @Test
    void theSecondNumberOfATempoIsTheLengthOfARamp() {
        sent("/tempo", 90, 0).becomes(new SetTempo(new Tempo(90)));
        sent("/tempo", 90, 4).becomes(new SetTempo(new Tempo(90), 4));
        sent("/tempo", 90, -4).isRefused(Refusal.Code.RANGE, "ramp");
        sent("/tempo", 90, "soon").isRefused(Refusal.Code.TYPE, "ramp");
    }

    @Test
    void respondNamesAPortForOneSenderOrForTheWholeHost() {
        sent("/respond", 9000).becomes(new Respond(9000, false));
        sent("/respond", 9000f, "ALL").becomes(new Respond(9000, true));
        sent("/respond", 9000, "some").isRefused(Refusal.Code.RANGE, "all");
    }
}
