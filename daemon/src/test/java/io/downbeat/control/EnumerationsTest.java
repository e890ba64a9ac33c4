package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.sent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscArgument.Impulse;
import io.downbeat.osc.OscArgument.Nil;
import io.downbeat.schema.Method;
import io.downbeat.schema.MethodAccess;
import io.downbeat.schema.MethodOrigin;
import io.downbeat.session.command.Command.SetClipMode;
import io.downbeat.session.command.Command.SetClipQuantize;
import io.downbeat.session.command.Command.SetQuantize;
import io.downbeat.session.command.Command.SetWhenEmpty;
import io.downbeat.session.command.Command.SetWhenStopped;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Rule 3 of the contract. */
class EnumerationsTest {
    private static final ObjectReference ONE = ObjectReference.position(1);

    @Test
    void aWordIsUnderstoodInAnyCaseAndByItsSynonyms() {
        sent("/quantize", "Bar").becomes(new SetQuantize(Quantize.BAR));
        sent("/quantize", "none").becomes(new SetQuantize(Quantize.INSTANT));
        sent("/quantize", "1/4").becomes(new SetQuantize(Quantize.BEAT));
        sent("/launcher/defaultQuantization", "8").becomes(new SetQuantize(Quantize.EIGHT_BARS));
    }

    @Test
    void aDigitInAStringIsAWordAndNotAnIndex() {
        sent("/quantize", "1").becomes(new SetQuantize(Quantize.BAR));
        sent("/quantize", "0").isRefused(Refusal.Code.RANGE, "instant");
    }

    @Test
    void aNumberIsTheIndex() {
        sent("/quantize", 0).becomes(new SetQuantize(Quantize.INSTANT));
        sent("/quantize", 8f).becomes(new SetQuantize(Quantize.EIGHT_BARS));
        sent("/quantize", 9).isRefused(Refusal.Code.RANGE, "8bar");
        sent("/quantize", -1).isRefused(Refusal.Code.RANGE);
        sent("/quantize", Float.NaN).isRefused(Refusal.Code.RANGE);
        sent("/quantize", 1.5f).isRefused(Refusal.Code.TYPE);
    }

    @Test
    void trueAndFalseAreRefused() {
        for (Object other :
                new Object[] {true, false, Nil.NIL, Impulse.IMPULSE, OscArgument.Blob.of()}) {
            sent("/quantize", other).isRefused(Refusal.Code.TYPE, "instant");
        }
    }

    @Test
    void everyEnumerationHasAnIndexAddress() {
        sent("/quantize/index", 5f).becomes(new SetQuantize(Quantize.BAR));
        sent("/quantize/index", "5").becomes(new SetQuantize(Quantize.BAR));
        sent("/quantize/index").asks();
        sent("/quantize/index", 9).isRefused(Refusal.Code.RANGE, "0..8");
        sent("/quantize/index", "bar").isRefused(Refusal.Code.TYPE);
        sent("/launch/empty/index", 1)
                .becomes(new SetWhenEmpty(GlobalLaunchSettings.WhenEmpty.STOP));
    }

    @Test
    void theWordsOfLaunchingAreBound() {
        sent("/launch/stopped", "wait")
                .becomes(new SetWhenStopped(GlobalLaunchSettings.WhenStopped.WAIT));
        sent("/launch/empty", "error")
                .becomes(new SetWhenEmpty(GlobalLaunchSettings.WhenEmpty.ERROR));
        sent("/track/1/clip/1/mode", "GATE").becomes(new SetClipMode(ONE, ONE, LaunchMode.GATE));
    }

    @Test
    void aClipsQuantizationMayBeTheGlobalOne() {
        sent("/track/1/clip/1/quantize", "global")
                .becomes(new SetClipQuantize(ONE, ONE, Optional.empty()));
        sent("/track/1/clip/1/quantize", 0)
                .becomes(new SetClipQuantize(ONE, ONE, Optional.empty()));
        sent("/track/1/clip/1/quantize", "2")
                .becomes(new SetClipQuantize(ONE, ONE, Optional.of(Quantize.TWO_BARS)));
    }

    @Test
    void noIndexAddressOfTheContractAcceptsTrueOrFalse() {
        int mirrors = 0;
        for (Method method : MessageExpectation.SPACE.methods()) {
            if (method.form() instanceof MethodOrigin.Index
                    && method.access() == MethodAccess.VALUE) {
                String address = method.template().replaceAll("\\{[a-z]+}", "1");
                for (Object other :
                        new Object[] {true, false, Nil.NIL, Impulse.IMPULSE, "bar", 0.5f}) {
                    sent(address, other).isRefused(Refusal.Code.TYPE, "whole number 0..");
                }
                sent(address, -1).isRefused(Refusal.Code.RANGE);
                sent(address, 1000).isRefused(Refusal.Code.RANGE);
                sent(address).asks();
                mirrors++;
            }
        }
        assertTrue(mirrors > 10, "the contract has mirrors: " + mirrors);
    }

    @Test
    void noEnumerationOfTheContractAcceptsTrueOrFalse() {
        for (Method method : MessageExpectation.SPACE.methods()) {
            boolean words =
                    !method.arguments().isEmpty()
                            && method.arguments().getFirst().enumeration().isPresent();
            if (method.access() == MethodAccess.VALUE && words) {
                String address = method.template().replaceAll("\\{[a-z]+}", "1");
                sent(address, true).isRefused(Refusal.Code.TYPE);
                sent(address, false).isRefused(Refusal.Code.TYPE);
            }
        }
    }
}
