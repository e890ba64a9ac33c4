package io.downbeat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.Refusal.Code;
import io.downbeat.session.SessionView.OutputState;
import io.downbeat.session.SessionView.OutputStatus;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.List;
import java.util.regex.Pattern;

/** What references stand for: positions, ids, names, patterns. */
class NamesTest {

    private final Piece piece =
            Pieces.piece()
                    .track("Drum Kit", "kick/decay", "kick/pitch", "a b/x")
                    .clip("One", 1)
                    .clip("Two", 2)
                    .clip("One", 3)
                    .track("tr_drum kit", "gain/level")
                    .clip("One", 1)
                    .track("2", "noise/level")
                    .scene("Intro")
                    .done();
    private final Names names =
            new Names(
                    piece.session(),
                    piece.graph(),
                    List.of(new OutputState("desk", true, 0, OutputStatus.OK)),
                    new Dashes());

    @Test
    void digitsAreAlwaysAPosition() {
        assertEquals(2, names.track(Ref.of("2")));
        assertEquals(3, names.track(Ref.of("tr_2")));
        assertEquals(7, names.track(Ref.of("7")));
        assertEquals(Integer.MAX_VALUE, names.track(Ref.of("99999999999")));
    }

    @Test
    void namesAndIdsAreSpelledAsAddressesSpellThem() {
        assertEquals(1, names.track(Ref.of("Drum-Kit")));
        assertEquals(2, names.clip(1, Ref.of("Two")));
        assertEquals(1, names.scene(Ref.of("sc_intro")));
        assertEquals(1, names.output(Ref.of("desk")));
        assertEquals("a b", names.node(Ref.of("a-b")).id());
        assertEquals("kick/pitch", parameter("kick", "pitch"));
    }

    @Test
    void caseCounts() {
        refused(Code.NO_SUCH, () -> names.track(Ref.of("drum-kit")));
        refused(Code.NO_SUCH, () -> names.node(Ref.of("Kick")));
    }

    @Test
    void anIdWinsOverAnotherObjectsName() {
        assertEquals(1, names.track(Ref.of("tr_drum-kit")));
    }

    @Test
    void aNameThatTwoShareIsAmbiguousAndBothAreNamed() {
        Refusal refusal = refused(Code.AMBIGUOUS, () -> names.clip(1, Ref.of("One")));

        assertTrue(refusal.text().contains("clip 1 (c_tr_drum kit_1)"), refusal.text());
        assertTrue(refusal.text().contains("clip 3 (c_tr_drum kit_3)"), refusal.text());
        assertEquals(1, names.clip(2, Ref.of("One")));
    }

    @Test
    void twoNodesThatAreSpelledAlikeAreAmbiguous() {
        var alike = Pieces.piece().track("T", "a b/x", "a#b/x", "a-c/x", "a c/x").done();
        var of = new Names(alike.session(), alike.graph(), List.of(), new Dashes());

        refused(Code.AMBIGUOUS, () -> of.node(Ref.of("a-b")));
        assertEquals("a-c", of.node(Ref.of("a-c")).id());
    }

    @Test
    void whatIsNotThereIsRefusedInWordsThatSayWhatIs() {
        refused(Code.NO_SUCH, () -> names.track(Ref.of("0")));
        refused(Code.NO_SUCH, () -> names.tracks(Ref.of("4")));
        refused(Code.NO_SUCH, () -> names.parameter(Ref.of("kick"), Ref.of("wow")));
        Refusal refusal = refused(Code.NO_SUCH, () -> names.track(Ref.of("Bass")));
        assertTrue(refusal.text().contains("1 to 3"), refusal.text());
    }

    @Test
    void aPatternReachesPositionsNamesAndIdsAndEachObjectOnce() {
        assertEquals(List.of(1, 2, 3), names.tracks(Ref.EVERY));
        assertEquals(List.of(2, 3), names.tracks(Ref.pattern("*2*")).stream().toList());
        assertEquals(List.of(1, 3), names.clips(1, Ref.pattern("O*")));
        assertEquals(List.of(), names.scenes(Ref.pattern("Z*")));
        assertEquals(List.of(1), names.outputs(Ref.pattern("d*")));
    }

    @Test
    void aPatternOfNodesReachesThoseThatHaveTheParameter() {
        var found = names.parameters(Ref.EVERY, Ref.of("level"));

        assertEquals(
                List.of("gain/level", "noise/level"),
                found.stream().map(p -> p.path().toString()).toList());
        assertEquals(2, names.parameters(Ref.of("kick"), Ref.EVERY).size());
    }

    private String parameter(String node, String param) {
        return names.parameter(Ref.of(node), Ref.of(param)).path().toString();
    }

    private static Refusal refused(Code code, Executable asked) {
        Refusal refusal = assertThrows(Refusal.class, asked);
        assertEquals(code, refusal.code());
        return refusal;
    }

    /** Spaces and hashes as dashes, and patterns of {@code *} alone. */
    private static final class Dashes implements Spelling {
        @Override
        public String spelled(String name) {
            return name.replace(' ', '-').replace('#', '-');
        }

        @Override
        public boolean fits(String pattern, String spelled) {
            return Pattern.matches(pattern.replace("*", ".*"), spelled);
        }
    }
}
