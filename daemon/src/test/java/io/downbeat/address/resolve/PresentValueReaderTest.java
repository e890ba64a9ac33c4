package io.downbeat.address.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.downbeat.address.AddressRow;
import io.downbeat.address.AddressTable;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.SampleViews;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.fade.Curve;
import io.downbeat.fade.FadeTiming;
import io.downbeat.graph.ParamValue;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.SceneStates;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

class PresentValueReaderTest {

    private static final AddressSpace SPACE = AddressSpace.load();
    private static final HostMicros AT_2_2 = new HostMicros(2_500_000);

    private final SampleViews.Held values = new SampleViews.Held(SampleViews.parameters());
    private SessionView view = SampleViews.view(values);
    private final PresentValueReader present =
            new PresentValueReader(
                    new AddressTable(SPACE, "0.1.0", "", ""), SampleViews.SPELLING, view);

    private String asked(String address) {
        return present.read(address, new SessionViewAtTime(view, AT_2_2)).stream()
                .map(PresentValueReader.Answer::message)
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }

    private void answers(String address, String answer) {
        assertEquals(address + " " + answer, asked(address));
    }

    private void refused(String address, Refusal.Code code) {
        Refusal refusal = assertThrows(Refusal.class, () -> asked(address));
        assertEquals(code, refusal.code(), refusal.text());
    }

    @Test
    void everyValueAndStateOfTheContractHasAPresentValue() {
        SessionViewAtTime viewAtTime = new SessionViewAtTime(view, AT_2_2);
        for (ConcreteAddress place : present.allAddresses(view)) {
            String address = present.address(place, view);
            assertFalse(present.value(place, viewAtTime).isEmpty(), address);
            assertEquals(
                    present.value(place, viewAtTime),
                    present.valueOf(address, viewAtTime),
                    address);
        }
    }

    @Test
    void thePositionIsGivenInBarsUnitsAndQuarters() {
        answers("/beat", ",iif 2 2 5");
        answers("/beat/number", ",i 2");
        answers("/tempo", ",f 120");
        answers("/signature", ",ii 4 4");
        answers("/bar/phase", ",f 0.25");
        answers("/clock/out/tick", ",i 120");
        answers("/quantize", ",s bar");
        answers("/quantize/index", ",i 5");
        answers("/launcher/defaultQuantization", ",s bar");
    }

    @Test
    void clipStatesShowWhatTheTrackPlaysAndHasQueued() {
        view =
                SampleViews.with(
                        view,
                        1,
                        new TrackState(
                                1,
                                Beats.ZERO,
                                Optional.of(new TrackState.QueuedClip(2, Beats.of(8))),
                                true,
                                Optional.of(new FadeTiming(Beats.ZERO, Beats.of(20), Curve.LINEAR)),
                                Optional.empty()));

        answers("/track/1/active", ",i 1");
        answers("/track/1/active/name", ",s Intro");
        answers("/track/1/queued/name", ",s \"Drop it\"");
        answers("/track/1/countdown", ",f 3");
        answers("/track/1/dirty", ",f 1");
        answers("/track/1/clip/1/progress", ",f 0.25");
        answers("/track/1/clip/2/progress", ",f 0");
        answers("/track/1/clip/states", ",iii 3 2 1");
        answers("/track/Drums/clip/Drop-it/state", ",i 2");
        answers("/track/1/clip/2/isPlayingQueued", ",f 1");
        answers("/launch/pending", ",i 1");
        answers("/launch/countdown", ",f 3");
        answers("/track/2/countdown", ",f -1");
    }

    @Test
    void scenesAndTheirAssignments() {
        view =
                SampleViews.with(
                        view,
                        view.tracks(),
                        new SceneStates(2, 2, List.of(new SceneStates.QueuedScene(1, Beats.of(8)))),
                        view.transport());

        answers("/scene/states", ",ii 2 3");
        answers("/scene/active/name", ",s Drop");
        answers("/scene/queued", ",i 1");
        answers("/scene/1/assign/Drums", ",i 2");
        answers("/scene/1/assign/2", ",i 0");
        answers("/cue/Show/next/name", ",s Drop");
        answers("/cue/1/step/1/advance", ",si after_bars 8");
    }

    @Test
    void parametersAnswerInTheirTypeAndUnsetOnesAreEmpty() {
        answers("/node/kit/decay", ",f 0");
        answers("/node/kit/pattern", ",s \"\"");
        values.put(0, ParamValue.of(0.55));
        values.put(2, ParamValue.of("x--x"));

        answers("/node/kit/decay", ",f 0.55");
        answers("/node/kit/param/decay/norm", ",f 0.1375");
        answers("/node/kit/decay/text", ",s \"0.55 s\"");
        answers("/node/kit/decay/range", ",ff 0 4");
        answers("/node/kit/pattern", ",s x--x");
        answers("/node/kit/type", ",s drums");
        answers("/node/kit/param/type", ",f 0");
        answers("/node/kit/track", ",s tr_drums");
        answers("/track/1/clip/2/param/kit/decay", ",f 1");
        answers("/track/1/clip/2/param/gone/x-y", ",s old");
    }

    @Test
    void positionsPastTheEndHaveEmptyValues() {
        answers("/track/9/name", ",s \"\"");
        answers("/track/9/clip/3/state", ",i 0");
        answers("/track/1/clip/99/hasContent", ",f 0");
        answers("/track/9/countdown", ",f -1");
        answers("/scene/9/assign/1", ",i 0");
        answers("/track/9/clip/states", ",i 0");
        answers("/track/9/nodes", ",s \"\"");
        answers("/node/list", ",ss kit synth");
        answers("/output/list", ",s \"\"");
        answers("/track/9/clip/1/param/kit/decay", ",f 0");
        answers("/track/4294967296/name", ",s \"\"");
    }

    @Test
    void missingObjectsAreRefused() {
        refused("/track/0/name", Refusal.Code.NO_SUCH);
        refused("/track/Nobody/name", Refusal.Code.NO_SUCH);
        refused("/node/none/x", Refusal.Code.NO_SUCH);
        refused("/track/1/clip/2/param/synth/cutoff", Refusal.Code.NO_SUCH);
        refused("/trak/1/name", Refusal.Code.UNKNOWN);
        refused("/nothing/*", Refusal.Code.PATTERN);
        refused("/track/[", Refusal.Code.PATTERN);
    }

    @Test
    void aPatternAnswersOnPositionsEachObjectOnce() {
        assertEquals("/track/1/name ,s Drums; /track/2/name ,s Bass", asked("/track/*/name"));
        assertEquals("/track/1/name ,s Drums", asked("/track/{Drums,tr_drums,1}/name"));
        assertEquals("/node/synth/cutoff ,f 0", asked("/node/s*/cut*"));
        assertEquals("/tempo ,f 120; /scene/1/tempo ,f 0; /scene/2/tempo ,f 0", asked("//tempo"));
        assertEquals(
                "/node/kit/param/decay ,f 0; /node/kit/param/type ,f 0;"
                        + " /node/kit/param/pattern ,s \"\"",
                asked("/node/kit/param/*"));
    }

    @Test
    void aNodeThatIsCalledLikeAWordOfTheContractCanBeSubscribedTo() {
        List<RowGroupsMatchedByPattern.Group> groups = present.rowsOf("/node/list/gain").groups();

        assertEquals(
                List.of(ObjectReference.of("list"), ObjectReference.of("gain")),
                groups.getFirst().refs());
        assertEquals("/node/{id}/{param}", groups.getFirst().rows().getFirst().toString());
        assertEquals(
                List.of("/node/list"),
                present.rowsOf("/node/list").groups().stream()
                        .flatMap(group -> group.rows().stream())
                        .map(AddressRow::toString)
                        .toList());
    }
}
