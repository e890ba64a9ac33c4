package io.downbeat.control;

import static io.downbeat.control.MessageExpectation.message;
import static io.downbeat.control.MessageExpectation.sent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscTimetag;
import io.downbeat.rig.IncomingAddressMapSpec;
import io.downbeat.rig.OutputValueMapSpec;
import io.downbeat.rig.RigFile;
import io.downbeat.rig.ValueScaling;
import io.downbeat.session.command.Command.Options;
import io.downbeat.session.command.Command.Play;
import io.downbeat.session.command.Command.Restart;
import io.downbeat.session.command.Command.SetTempo;
import io.downbeat.session.command.Command.StopTrack;
import io.downbeat.session.command.Command.Subscribe;
import io.downbeat.session.command.Command.Unsubscribe;
import io.downbeat.session.command.Command.WriteParam;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What comes on a bus with others: the prefix, and addresses that the rig gives a meaning. */
class PrefixAndInputTest {
    private static final ValueScaling PEDAL =
            new ValueScaling.Linear(new ValueScaling.Span(0, 127), new ValueScaling.Span(20, 147));

    private final PacketInterpreter prefixed =
            SampleRigs.packetInterpreter(SampleRigs.prefixed("/downbeat"));

    private static IncomingAddressMapSpec input(String match, String to) {
        return new IncomingAddressMapSpec(match, to, new ValueScaling.None());
    }

    @Test
    void thePrefixIsRemoved() {
        assertEquals(
                List.of(new CommandWithAddress("/play", new Play())),
                sent("/downbeat/play").to(prefixed).requests());
        sent("/down*/track/*/stop")
                .to(prefixed)
                .becomes(new StopTrack(ObjectReference.pattern("*"), Optional.empty()));
        sent("//restart").to(prefixed).becomes(new Restart());
    }

    @Test
    void anAddressWithoutThePrefixIsUnknown() {
        sent("/play").to(prefixed).isRefused(Refusal.Code.UNKNOWN, "/downbeat/play");
        sent("/downbeats/play").to(prefixed).isRefused(Refusal.Code.UNKNOWN, "prefix");
        sent("/downbeat/pley").to(prefixed).isRefused(Refusal.Code.UNKNOWN, "/downbeat/play");
    }

    @Test
    void messagesOfTheDaemonAreNotAnsweredWithOrWithoutThePrefix() {
        sent("/error", "a", "b", "c").to(prefixed).becomesNothing();
        sent("/downbeat/error", "a", "b", "c").to(prefixed).becomesNothing();
        sent("/reply/x").to(prefixed).becomesNothing();
    }

    @Test
    void patternsInArgumentsHaveThePrefixToo() {
        sent("/downbeat/subscribe", "/downbeat/track", "//name")
                .to(prefixed)
                .becomes(
                        new Subscribe(
                                List.of("/track", "//name"), Optional.empty(), Options.USUAL));
        sent("/downbeat/unsubscribe", "/downbeat")
                .to(prefixed)
                .becomes(new Unsubscribe(List.of("/"), Optional.empty()));
        sent("/downbeat/subscribe", "/track")
                .to(prefixed)
                .isRefused(Refusal.Code.PATTERN, "/downbeat/track");
    }

    @Test
    void theErrorOfATimeTagHasTheAddressWithoutThePrefixThatFeedbackAdds() {
        var far = OscTimetag.ofEpoch(4_000_000_000L, 0);
        var bundle = OscBundle.of(far, message("/downbeat/tempo", 120f));

        var refused = sent(bundle).to(prefixed).requests().getFirst();

        assertEquals("/tempo", refused.address());
    }

    @Test
    void anInputMapsToAnotherAddress() {
        PacketInterpreter packetInterpreter =
                SampleRigs.packetInterpreter(SampleRigs.inputs(input("/pedal/[12]", "/play")));
        sent("/pedal/1", 1f).to(packetInterpreter).becomes(new Play());
        sent("/pedal/2", 0f).to(packetInterpreter).becomesNothing();
        sent("/pedal/3", 1f).to(packetInterpreter).isRefused(Refusal.Code.UNKNOWN);
        assertEquals(
                "/play", sent("/pedal/1").to(packetInterpreter).requests().getFirst().address());
    }

    @Test
    void anInputMayMapToSeveralAddresses() {
        PacketInterpreter packetInterpreter =
                SampleRigs.packetInterpreter(
                        SampleRigs.inputs(input("/x", "/play"), input("/x", "/tempo")));
        sent("/x", 90).to(packetInterpreter).becomes(new Play(), new SetTempo(new Tempo(90)));
    }

    @Test
    void numbersOfAnInputAreScaled() {
        PacketInterpreter packetInterpreter =
                SampleRigs.packetInterpreter(
                        SampleRigs.inputs(new IncomingAddressMapSpec("/cc", "/tempo", PEDAL)));
        sent("/cc", 100).to(packetInterpreter).becomes(new SetTempo(new Tempo(120)));
        sent("/cc", 500f).to(packetInterpreter).becomes(new SetTempo(new Tempo(147)));
        sent("/cc", "fast").to(packetInterpreter).isRefused(Refusal.Code.TYPE);
        sent("/cc", Float.NaN).to(packetInterpreter).isRefused(Refusal.Code.RANGE);
    }

    @Test
    void anInputNeedsNoPrefix() {
        PacketInterpreter packetInterpreter =
                SampleRigs.packetInterpreter(SampleRigs.inputs(input("/pedal", "/play")));
        assertEquals(
                "/play",
                sent(message("/pedal")).to(packetInterpreter).requests().getFirst().address());
    }

    @Test
    void aValueReturnedByAnOutputSetsItsParameter() {
        var map =
                new OutputValueMapSpec(
                        new OutputValueMapSpec.Param("bloom", "intensity"),
                        "/layer/opacity",
                        new ValueScaling.Linear(
                                new ValueScaling.Span(0, 2), new ValueScaling.Span(0, 1)),
                        OutputValueMapSpec.Type.F,
                        true);
        PacketInterpreter packetInterpreter =
                SampleRigs.packetInterpreter(SampleRigs.mapped("10.0.0.20", map));
        sent("/layer/opacity", 0.25f)
                .to(packetInterpreter)
                .from("udp:10.0.0.20:4000")
                .becomes(
                        new WriteParam(
                                ObjectReference.of("bloom"),
                                ObjectReference.of("intensity"),
                                ParamValue.of(0.5)));
        sent("/layer/opacity", 0.25f).to(packetInterpreter).isRefused(Refusal.Code.UNKNOWN);
    }

    @Test
    void aReturnedMessageIsAcceptedOnlyIfItsOtherArgumentsMatch() {
        PacketInterpreter packetInterpreter =
                SampleRigs.packetInterpreter(
                        RigFile.parse(
                                """
                                [[output]]
                                address = "10.0.0.20:8000"
                                  [[output.map]]
                                  param = "bloom/intensity"
                                  address = ["/strip/gain", 1, "{value}", true]
                                  from = [0.0, 2.0]
                                  to = [0.0, 1.0]
                                  back = true
                                """,
                                "rig.toml"));
        var halfWay =
                new WriteParam(
                        ObjectReference.of("bloom"),
                        ObjectReference.of("intensity"),
                        ParamValue.of(0.5));
        String desk = "udp:10.0.0.20:4000";

        sent("/strip/gain", 1, 0.25f, true).to(packetInterpreter).from(desk).becomes(halfWay);
        sent("/strip/gain", 1f, 0.25f, 1).to(packetInterpreter).from(desk).becomes(halfWay);
        sent("/strip/gain", 2, 0.25f, true)
                .to(packetInterpreter)
                .from(desk)
                .isRefused(Refusal.Code.UNKNOWN);
        sent("/strip/gain", 1).to(packetInterpreter).from(desk).isRefused(Refusal.Code.UNKNOWN);
    }

    @Test
    void aReturnedSwitchMayBeTrueOrFalse() {
        var map =
                new OutputValueMapSpec(
                        new OutputValueMapSpec.Param("bloom", "on"),
                        "/mute",
                        new ValueScaling.Linear(
                                new ValueScaling.Span(0, 1), new ValueScaling.Span(1, 0)),
                        OutputValueMapSpec.Type.T,
                        true);
        PacketInterpreter packetInterpreter =
                SampleRigs.packetInterpreter(SampleRigs.mapped("10.0.0.20", map));
        sent("/mute", true)
                .to(packetInterpreter)
                .from("udp:10.0.0.20:4000")
                .becomes(
                        new WriteParam(
                                ObjectReference.of("bloom"),
                                ObjectReference.of("on"),
                                ParamValue.of(0)));
    }

    @Test
    void unknownMessagesOfAnOutputAreNotAnswered() {
        var map =
                new OutputValueMapSpec(
                        new OutputValueMapSpec.Value("/tempo"),
                        "/bpm",
                        new ValueScaling.None(),
                        OutputValueMapSpec.Type.F,
                        true);
        PacketInterpreter packetInterpreter =
                SampleRigs.packetInterpreter(SampleRigs.mapped("localhost", map));
        sent("/fps", 60f).to(packetInterpreter).from("udp:127.0.0.1:8000").becomesNothing();
        sent("/fps", 60f)
                .to(packetInterpreter)
                .from("udp:127.0.0.1:8001")
                .isRefused(Refusal.Code.UNKNOWN);
        sent("/bpm", 90f)
                .to(packetInterpreter)
                .from("udp:127.0.0.1:8001")
                .becomes(new SetTempo(new Tempo(90)));
    }
}
