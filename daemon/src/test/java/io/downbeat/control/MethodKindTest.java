package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.sent;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscArgument.Impulse;
import io.downbeat.osc.OscArgument.Nil;
import io.downbeat.rig.Rig;
import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Command.Play;
import io.downbeat.session.command.Command.Save;
import io.downbeat.session.command.Command.SetPlaying;
import io.downbeat.session.command.Command.SetSafe;
import io.downbeat.session.command.Command.StepTempo;
import io.downbeat.session.command.Command.Touch;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.ClockSource;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalInt;

/** Rule 1 of the contract: triggers, values, states, and what only comes in or goes out. */
class MethodKindTest {

    @Test
    void aTriggerFiresOnItsOwnAndOnEveryPress() {
        sent("/play").becomes(new Play());
        for (Object press : new Object[] {1f, 127, true, Impulse.IMPULSE, "1"}) {
            sent("/play", press).becomes(new Play());
        }
    }

    @Test
    void theReleaseOfATriggerDoesNothing() {
        for (Object release : new Object[] {0f, 0, 0L, 0.0, false, Nil.NIL}) {
            sent("/play", release).becomesNothing();
            sent("/session/save", release).becomesNothing();
            sent("/track/1/delete", release).becomesNothing();
            sent("/subscribe", release).becomesNothing();
        }
    }

    @Test
    void aStringIsAPressIfItHasNoOtherMeaning() {
        sent("/play", "1").becomes(new Play());
        sent("/play", "0").becomesNothing();
        sent("/session/save", "0").becomes(new Save(Optional.of("0"), false));
    }

    @Test
    void anArgumentThatIsNeitherPressNorReleaseIsRefused() {
        sent("/play", "hello").isRefused(Refusal.Code.TYPE, "press", "hello");
        sent("/play", OscArgument.Blob.of((byte) 1)).isRefused(Refusal.Code.TYPE, "a blob");
        sent("/play", Float.NaN).isRefused(Refusal.Code.RANGE, "finite");
        sent("/scene/1/launch", OscArgument.array()).isRefused(Refusal.Code.TYPE, "an array");
    }

    @Test
    void aNumberThatIsATriggersArgumentIsNotAPress() {
        sent("/tempo/+").becomes(new StepTempo(1));
        sent("/tempo/+", 2.5f).becomes(new StepTempo(2.5));
        sent("/tempo/-", 2).becomes(new StepTempo(-2));
        sent("/tempo/-", Impulse.IMPULSE).becomes(new StepTempo(-1));
        sent("/tempo/+", Nil.NIL).becomesNothing();
        sent("/track/1/move").isRefused(Refusal.Code.MISSING, "position");
        sent("/track/1/move", 3).becomes(new Command.MoveTrack(ObjectReference.of("1"), 3));
        sent("/track/1/move", 0).isRefused(Refusal.Code.RANGE);
    }

    @Test
    void optionsFollowThePress() {
        sent("/session/save").becomes(new Save(Optional.empty(), false));
        sent("/session/save", "tonight").becomes(new Save(Optional.of("tonight"), false));
        sent("/session/save", 1, "tonight").becomes(new Save(Optional.of("tonight"), false));
        sent("/session/save/force", 1f).becomes(new Save(Optional.empty(), true));
    }

    @Test
    void aValueIsSetWithArgumentsAndReadWithout() {
        sent("/playing").asks();
        sent("/playing", 1f).becomes(new SetPlaying(OnOffToggle.ON));
        sent("/playing", 0f).becomes(new SetPlaying(OnOffToggle.OFF));
        sent("/node/osc1/freq").asks();
        sent("/respond").asks();
    }

    @Test
    void aSwitchIsOffForZeroAndNilAndElseOn() {
        for (Object on : new Object[] {1f, -1, 0.2, 5L, true, Impulse.IMPULSE, "1"}) {
            sent("/track/1/safe", on)
                    .becomes(new SetSafe(ObjectReference.position(1), OnOffToggle.ON));
        }
        for (Object off : new Object[] {0f, 0, 0.0, 0L, false, Nil.NIL, "0"}) {
            sent("/track/1/safe", off)
                    .becomes(new SetSafe(ObjectReference.position(1), OnOffToggle.OFF));
        }
        sent("/track/1/safe", "on").isRefused(Refusal.Code.TYPE, "0 or 1");
    }

    @Test
    void everySwitchHasAToggleAddress() {
        sent("/playing/toggle").becomes(new SetPlaying(OnOffToggle.FLIP));
        sent("/playing/toggle", 1f).becomes(new SetPlaying(OnOffToggle.FLIP));
        sent("/playing/toggle", 0f).becomesNothing();
        sent("/node/a/b/z/toggle")
                .becomes(
                        new Touch(
                                ObjectReference.of("a"),
                                ObjectReference.of("b"),
                                OnOffToggle.FLIP));
    }

    @Test
    void aStateCanBeReadButNotSet() {
        sent("/track/1/active").asks();
        sent("/track/1/active", 2).isRefused(Refusal.Code.READ_ONLY, "/track/{n}/active");
        sent("/output/1/status/index", 0).isRefused(Refusal.Code.READ_ONLY);
    }

    @Test
    void messagesOfTheDaemonAreNeverAnswered() {
        sent("/error", "/play", "unknown", "what?").becomesNothing();
        sent("/pong").becomesNothing();
        sent("/track/added", 1).becomesNothing();
        sent("/reply/anything/at/all", 1).becomesNothing();
        sent("/{pong,hello}").becomesNothing();
    }

    @Test
    void wordsOfEnumerationsAndColoursAreChecked() {
        sent("/arrangement/play", "3bar").isRefused(Refusal.Code.RANGE);
        sent("/arrangement/play").becomes(new Command.PlayArrangement(Optional.empty()));
        sent("/track/1/color", "red").isRefused(Refusal.Code.RANGE, "#rrggbb");
        sent("/track/1/color", "rgb(1, 2, 256)").isRefused(Refusal.Code.RANGE);
        sent("/track/1/color", "rgb(1, 2, 255)")
                .becomes(new Command.ColorTrack(ObjectReference.of("1"), "rgb(1,2,255)"));
        sent("/track/1/color", "#FF8000")
                .becomes(new Command.ColorTrack(ObjectReference.of("1"), "rgb(255,128,0)"));
        sent("/track/1/color/rgba", new OscArgument.Rgba(0xff800040))
                .becomes(new Command.ColorTrack(ObjectReference.of("1"), "rgb(255,128,0)"));
    }

    @Test
    void aClockIsChosenByItsWordOrItsNumber() {
        sent("/clock/source", "MIDI").becomes(new Command.SetClockSource(ClockSource.MIDI));
        sent("/clock/source", 1).becomes(new Command.SetClockSource(ClockSource.LINK));
        sent("/clock/source", "tape").isRefused(Refusal.Code.RANGE, "internal");
        sent("/clock/link/enabled/toggle").becomes(new Command.JoinLink(OnOffToggle.FLIP));
        sent("/clock/shift", -1).becomes(new Command.ShiftBeats(-1));
        sent("/clock/shift").isRefused(Refusal.Code.MISSING);
        sent("/clock/offset", -12.5f).becomes(new Command.SetClockOffset(-12.5));
        sent("/clock/offset", 501).isRefused(Refusal.Code.RANGE);
        sent("/clock/freewheel", -1).becomes(new Command.SetFreewheel(-1));
        sent("/clock/freewheel", -0.5f).isRefused(Refusal.Code.RANGE);
    }

    @Test
    void messagesOfAnOscClockArePulses() {
        sent("/clock/tick").becomes(pulse(new ClockPulse.Tick(OptionalInt.empty())));
        sent("/clock/beat", 5).becomes(pulse(new ClockPulse.Beat(OptionalInt.of(5))));
        sent("/clock/bar", 2f).becomes(pulse(new ClockPulse.Bar(OptionalInt.of(2))));
        sent("/clock/bpm", 128).becomes(pulse(new ClockPulse.StatedTempo(new Tempo(128))));
        sent("/clock/bpm").isRefused(Refusal.Code.MISSING);
        sent("/clock/bpm", 0).isRefused(Refusal.Code.RANGE);
        sent("/clock/phase", 0.25f).becomes(pulse(new ClockPulse.Phase(0.25)));
        sent("/clock/running", 1).becomes(pulse(new ClockPulse.Running(true)));
        sent("/clock/running", false).becomes(pulse(new ClockPulse.Running(false)));
    }

    private static Command pulse(ClockPulse clockPulse) {
        return new Command.ReceivePulse(ClockSource.OSC, clockPulse);
    }

    @Test
    void anUnknownAddressIsRefusedWithTheNearestSpelling() {
        PacketInterpreter packetInterpreter = SampleRigs.packetInterpreter(Rig.DEFAULT);
        sent("/trak/1/stop")
                .to(packetInterpreter)
                .isRefused(Refusal.Code.UNKNOWN, "/trak/1/stop", "did you mean /track/1/stop?");
        sent("/play/").to(packetInterpreter).isRefused(Refusal.Code.UNKNOWN, "did you mean /play?");
        sent("/").to(packetInterpreter).isRefused(Refusal.Code.UNKNOWN);
    }
}
