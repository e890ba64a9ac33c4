package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.sent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.Command.CommandGroup;
import io.downbeat.session.command.Command.LaunchClip;
import io.downbeat.session.command.Command.LaunchRelative;
import io.downbeat.session.command.Command.Play;
import io.downbeat.session.command.Command.PlayArrangement;
import io.downbeat.session.command.Command.RelativeStep;
import io.downbeat.session.command.Command.Respond;
import io.downbeat.session.command.Command.SetPlaying;
import io.downbeat.session.command.Command.SetQuantize;
import io.downbeat.session.command.Command.SetSafe;
import io.downbeat.session.command.Command.SetTempo;
import io.downbeat.session.command.Command.Stop;
import io.downbeat.session.command.Command.StopArrangement;
import io.downbeat.session.command.Command.StopCueList;
import io.downbeat.session.command.Command.StopTrack;
import io.downbeat.session.command.Command.WriteNorm;
import io.downbeat.session.command.Command.WriteParam;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Quantize;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Rule 6 of the contract. */
class PatternMessagesTest {
    private static final ObjectReference ONE = ObjectReference.position(1);
    private static final ObjectReference ANY = ObjectReference.pattern("*");

    private static StopTrack stop(ObjectReference track) {
        return new StopTrack(track, Optional.empty());
    }

    @Test
    void patternsOfObjectsAreResolvedWhenTheCommandIsHandled() {
        sent("/track/*/stop").becomes(stop(ANY));
        sent("/track/[1-3]/clip/{Drop,2}/launch", 1)
                .becomes(
                        new LaunchClip(
                                ObjectReference.pattern("[1-3]"),
                                ObjectReference.pattern("{Drop,2}"),
                                Optional.empty(),
                                true));
        sent("/node/*/gain/norm", 0.5f)
                .becomes(new WriteNorm(ANY, ObjectReference.of("gain"), 0.5));
        sent("/track/*/stop/bar").becomes(new StopTrack(ANY, Optional.of(Quantize.BAR)));
    }

    @Test
    void wordsOfTheContractMayBePatternsToo() {
        sent("/tr?ck/1/stop").becomes(stop(ONE));
        sent("/{track,cue}/1/safe", 1).becomes(new SetSafe(ONE, OnOffToggle.ON));
        sent("/play*", 1).becomes(new SetPlaying(OnOffToggle.ON));
    }

    @Test
    void anObjectMatchedTwiceIsHandledOnce() {
        sent("/track/1//stop").becomes(stop(ONE));
        sent("/launch*//default*", "bar").becomes(sent("/quantize", "bar").commands().getFirst());
    }

    @Test
    void aPatternWithSeveralCommandsIsOneGroup() {
        sent("/track/1/{next,stop}/bar")
                .becomes(
                        new CommandGroup(
                                List.of(
                                        new StopTrack(ONE, Optional.of(Quantize.BAR)),
                                        new LaunchRelative(
                                                ONE,
                                                RelativeStep.NEXT,
                                                Optional.of(Quantize.BAR)))));
    }

    @Test
    void aPatternFiresATriggerOnlyIfItsLastPartIsLiteral() {
        sent("/pla?").isRefused(Refusal.Code.PATTERN, "/play", "written out");
        sent("//play")
                .becomes(
                        new CommandGroup(
                                List.of(new Play(), new PlayArrangement(Optional.empty()))));
        sent("/track/1/*").asks();
        sent("/track/*/{safe,stop}", 1).becomes(new SetSafe(ANY, OnOffToggle.ON));
        sent("/scene/1/clear/*").isRefused(Refusal.Code.PATTERN);
    }

    @Test
    void withoutArgumentsAPatternReadsValues() {
        sent("/track/*/name").asks();
        sent("//state").asks();
        sent("//").asks();
        sent("/session/*").asks();
        sent("/scene/*/{name,launch}").asks();
    }

    @Test
    void withArgumentsAPatternSetsTheMatchingValues() {
        sent("/node/synth/*", 1)
                .becomes(new WriteParam(ObjectReference.of("synth"), ANY, ParamValue.of(1)));
        sent("/track/1/{dirty,safe}", 0).becomes(new SetSafe(ONE, OnOffToggle.OFF));
        sent("/track/*/{active,queued}", 0).isRefused(Refusal.Code.READ_ONLY);
        sent("/track/*/s*", "loud").isRefused(Refusal.Code.TYPE, "0 or 1");
    }

    @Test
    void objectsThatCannotTakeTheArgumentsAreLeftOut() {
        sent("/node/osc/*/norm", 0.75f)
                .becomes(
                        new CommandGroup(
                                List.of(
                                        new WriteParam(
                                                ObjectReference.of("osc"),
                                                ObjectReference.of("norm"),
                                                ParamValue.of(0.75)),
                                        new WriteNorm(ObjectReference.of("osc"), ANY, 0.75))));
        sent("//amplitude", 0.3f)
                .becomes(
                        new WriteParam(
                                ObjectReference.EVERY,
                                ObjectReference.of("amplitude"),
                                ParamValue.of(0.3)));
        sent("/{tempo,quantize}", 90.5f).becomes(new SetTempo(new Tempo(90.5)));
        sent("/{tempo,quantize}", "bar").becomes(new SetQuantize(Quantize.BAR));
        sent("/{tempo,quantize}", "loud").isRefused(Refusal.Code.TYPE, "bpm");
    }

    @Test
    @Tag("PATTERN-8")
    void aWidePatternDoesNotMoveTheAnswersOfItsSender() {
        sent("/{respond,tempo}", 100).becomes(new SetTempo(new Tempo(100)));
        sent("/respon*", 9000).isRefused(Refusal.Code.PATTERN, "//respond");
        sent("//respond", 9000).becomes(new Respond(9000, false));
        sent("/respond", 9000).becomes(new Respond(9000, false));
    }

    @Test
    void aPatternThatCouldFireASceneIsRefusedWhole() {
        sent("/scene/*/launch").isRefused(Refusal.Code.PATTERN, "/scene/{s}/launch");
        sent("/{scene,track}/next").isRefused(Refusal.Code.PATTERN, "/scene/next");
        sent("//go").isRefused(Refusal.Code.PATTERN, "/cue/{c}/go");
        sent("/ses*/save").isRefused(Refusal.Code.PATTERN);
        sent("/scene/[1-2]/launch/bar").isRefused(Refusal.Code.PATTERN);
        sent("//quit", MessageExpectation.TOKEN).isRefused(Refusal.Code.PATTERN, "/quit");
    }

    @Test
    void aPatternThatMatchesNothingOrIsMalformedIsRefused() {
        sent("/nothing/*").isRefused(Refusal.Code.PATTERN, "fits no address");
        sent("/track/[1").isRefused(Refusal.Code.PATTERN, "no pattern");
        sent("/track/{1,2/stop").isRefused(Refusal.Code.PATTERN);
        sent("/track/1/{stop,clip/stop}").isRefused(Refusal.Code.PATTERN);
        sent("/" + "*".repeat(2000)).isRefused(Refusal.Code.PATTERN, "1024");
    }

    @Test
    void aLiteralContractWordWinsOverAName() {
        sent("/node/*/type").asks();
        sent("/node/*/type", 1).isRefused(Refusal.Code.READ_ONLY);
        sent("/node/*/param/type", 1)
                .becomes(new WriteParam(ANY, ObjectReference.of("type"), ParamValue.of(1)));
    }

    @Test
    void afterTwoSlashesAContractWordWinsOverAName() {
        sent("//stop")
                .becomes(
                        new CommandGroup(
                                List.of(
                                        new Stop(),
                                        stop(ObjectReference.EVERY),
                                        new StopCueList(ObjectReference.EVERY),
                                        new StopArrangement())));
        sent("//gain", 1)
                .becomes(
                        new WriteParam(
                                ObjectReference.EVERY,
                                ObjectReference.of("gain"),
                                ParamValue.of(1)));
        sent("/track//state").asks();
    }

    @Test
    void theWorkForAPatternIsBounded() {
        String wide = "{" + "track,".repeat(160) + "}";
        for (String hostile :
                List.of(
                        "//*//*//*//*//*//*",
                        "//?//?//?//*a//*b",
                        "/" + wide,
                        "//" + wide,
                        "/" + "//".repeat(500),
                        "/*".repeat(500),
                        "//{a*,b}//[!x]*//*")) {
            var commands = sent(hostile, 1).commands();
            assertTrue(commands.size() == 1, hostile);
        }
    }
}
