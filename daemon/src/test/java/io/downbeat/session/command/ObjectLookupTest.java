package io.downbeat.session.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.schema.NearestWord;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Refusal.Code;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.view.SessionView.OutputState;
import io.downbeat.session.view.SessionView.OutputStatus;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What references stand for: positions, ids, names, patterns. */
class ObjectLookupTest {

    private final GraphFileContents loaded =
            SampleSessions.piece()
                    .track("Drum Kit", "kick/decay", "kick/pitch", "a b/x")
                    .clip("One", 1)
                    .clip("Two", 2)
                    .clip("One", 3)
                    .track("tr_drum kit", "gain/level")
                    .clip("One", 1)
                    .track("2", "noise/level")
                    .scene("Intro")
                    .done();
    private final ObjectLookup objectLookup =
            new ObjectLookup(
                    loaded.session(),
                    loaded.graph(),
                    List.of(new OutputState("desk", true, 0, OutputStatus.OK)),
                    new Dashes());

    @Test
    void digitsAlwaysMeanAPosition() {
        assertEquals(2, objectLookup.track(ObjectReference.of("2")));
        assertEquals(3, objectLookup.track(ObjectReference.of("tr_2")));
        assertEquals(7, objectLookup.track(ObjectReference.of("7")));
        assertEquals(Integer.MAX_VALUE, objectLookup.track(ObjectReference.of("99999999999")));
    }

    @Test
    void namesAndIdsAreSpelledAsAddressesSpellThem() {
        assertEquals(1, objectLookup.track(ObjectReference.of("Drum-Kit")));
        assertEquals(2, objectLookup.clip(1, ObjectReference.of("Two")));
        assertEquals(1, objectLookup.scene(ObjectReference.of("sc_intro")));
        assertEquals(1, objectLookup.output(ObjectReference.of("desk")));
        assertEquals("a b", objectLookup.node(ObjectReference.of("a-b")).id());
        assertEquals("kick/pitch", parameter("kick", "pitch"));
    }

    @Test
    void namesAreCaseSensitive() {
        refused(Code.NO_SUCH, () -> objectLookup.track(ObjectReference.of("drum-kit")));
        refused(Code.NO_SUCH, () -> objectLookup.node(ObjectReference.of("Kick")));
    }

    @Test
    void anIdWinsOverAnotherObjectsName() {
        assertEquals(1, objectLookup.track(ObjectReference.of("tr_drum-kit")));
    }

    @Test
    void aNameSharedByTwoObjectsIsRefusedAndBothAreNamed() {
        Refusal refusal =
                refused(Code.AMBIGUOUS, () -> objectLookup.clip(1, ObjectReference.of("One")));

        assertTrue(refusal.text().contains("clip 1 (c_tr_drum kit_1)"), refusal.text());
        assertTrue(refusal.text().contains("clip 3 (c_tr_drum kit_3)"), refusal.text());
        assertEquals(1, objectLookup.clip(2, ObjectReference.of("One")));
    }

    @Test
    void twoNodesThatAreSpelledAlikeAreAmbiguous() {
        var alike = SampleSessions.piece().track("T", "a b/x", "a#b/x", "a-c/x", "a c/x").done();
        var of = new ObjectLookup(alike.session(), alike.graph(), List.of(), new Dashes());

        refused(Code.AMBIGUOUS, () -> of.node(ObjectReference.of("a-b")));
        assertEquals("a-c", of.node(ObjectReference.of("a-c")).id());
    }

    @Test
    void aMissingObjectIsRefusedWithTheExistingOnes() {
        refused(Code.NO_SUCH, () -> objectLookup.track(ObjectReference.of("0")));
        refused(Code.NO_SUCH, () -> objectLookup.tracks(ObjectReference.of("4")));
        refused(
                Code.NO_SUCH,
                () ->
                        objectLookup.parameter(
                                ObjectReference.of("kick"), ObjectReference.of("wow")));
        Refusal refusal =
                refused(Code.NO_SUCH, () -> objectLookup.track(ObjectReference.of("Bass")));
        assertTrue(refusal.text().contains("1 to 3"), refusal.text());
    }

    @Test
    void aMisspelledNameIsRefusedWithTheNearestOne() {
        assertNearest("Drm-Kit", "Drum-Kit", ref -> objectLookup.track(ref));
        assertNearest("Tow", "Two", ref -> objectLookup.clip(1, ref));
        assertNearest("intro", "Intro", ref -> objectLookup.scene(ref));
        assertNearest("dsek", "desk", ref -> objectLookup.output(ref));
        assertNearest("kik", "kick", ref -> objectLookup.node(ref));
        assertNearest(
                "pich", "pitch", ref -> objectLookup.parameter(ObjectReference.of("kick"), ref));
        String far = "x".repeat(41);
        Refusal refusal = refused(Code.NO_SUCH, () -> objectLookup.track(ObjectReference.of(far)));
        assertFalse(refusal.text().contains("nearest"), refusal.text());
    }

    private static void assertNearest(
            String wrong, String right, Consumer<ObjectReference> lookup) {
        Refusal refusal = refused(Code.NO_SUCH, () -> lookup.accept(ObjectReference.of(wrong)));
        assertTrue(refusal.text().endsWith("; the nearest is " + right), refusal.text());
    }

    @Test
    void aPatternReachesPositionsNamesAndIdsAndEachObjectOnce() {
        assertEquals(List.of(1, 2, 3), objectLookup.tracks(ObjectReference.EVERY));
        assertEquals(
                List.of(2, 3),
                objectLookup.tracks(ObjectReference.pattern("*2*")).stream().toList());
        assertEquals(List.of(1, 3), objectLookup.clips(1, ObjectReference.pattern("O*")));
        assertEquals(List.of(), objectLookup.scenes(ObjectReference.pattern("Z*")));
        assertEquals(List.of(1), objectLookup.outputs(ObjectReference.pattern("d*")));
    }

    @Test
    void aPatternOfNodesReachesThoseThatHaveTheParameter() {
        var found = objectLookup.parameters(ObjectReference.EVERY, ObjectReference.of("level"));

        assertEquals(
                List.of("gain/level", "noise/level"),
                found.stream().map(p -> p.path().toString()).toList());
        assertEquals(
                2,
                objectLookup.parameters(ObjectReference.of("kick"), ObjectReference.EVERY).size());
    }

    private String parameter(String node, String param) {
        return objectLookup
                .parameter(ObjectReference.of(node), ObjectReference.of(param))
                .path()
                .toString();
    }

    private static Refusal refused(Code code, Executable asked) {
        Refusal refusal = assertThrows(Refusal.class, asked);
        assertEquals(code, refusal.code());
        return refusal;
    }

    /** Spaces and hashes as dashes, and patterns of {@code *} alone. */
    private static final class Dashes implements ObjectNamesInAddresses {
        @Override
        public String spelled(String name) {
            return name.replace(' ', '-').replace('#', '-');
        }

        @Override
        public boolean matches(String pattern, String spelled) {
            return Pattern.matches(pattern.replace("*", ".*"), spelled);
        }

        @Override
        public Optional<String> nearest(String written, List<String> spelled) {
            return NearestWord.to(written, spelled);
        }
    }
}
