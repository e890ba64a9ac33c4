package io.downbeat.rig;

import io.downbeat.rig.EventTrigger.ClipTrigger;
import io.downbeat.rig.EventTrigger.CueTrigger;
import io.downbeat.rig.EventTrigger.LeftSceneTrigger;
import io.downbeat.rig.EventTrigger.Phase;
import io.downbeat.rig.EventTrigger.SceneTrigger;
import io.downbeat.rig.EventTrigger.SimpleTrigger;
import io.downbeat.rig.EventTrigger.StopTrigger;

/** Parses events: {@code scene:Drop}, {@code queued:clip:Drums/*}, {@code bar}. */
final class EventTriggerParser {
    private static final String EXPECTED =
            "scene:NAME, clip:TRACK/CLIP, stop:TRACK or cue:PATH/STEP (* for any; queued: or"
                    + " cancelled: before it), left:scene:NAME, or beat, bar, play, stop, tempo, signature, panic";

    private static final String LEFT_SCENE = "left:scene:";

    private EventTriggerParser() {}

    static EventTrigger parse(String text) {
        for (SimpleTrigger plain : SimpleTrigger.values()) {
            if (text.equals(RigSectionReader.spelt(plain))) {
                return plain;
            }
        }
        if (text.startsWith(LEFT_SCENE) && text.length() > LEFT_SCENE.length()) {
            return new LeftSceneTrigger(
                    new EventObjectSelector(text.substring(LEFT_SCENE.length())));
        }
        Phase phase = phase(text);
        String launch =
                phase == Phase.PERFORMED
                        ? text
                        : text.substring(RigSectionReader.spelt(phase).length() + 1);
        int colon = launch.indexOf(':');
        if (colon < 0 || colon == launch.length() - 1) {
            throw TomlTypeCheck.unexpected(EXPECTED, text);
        }
        String whom = launch.substring(colon + 1);
        return switch (launch.substring(0, colon)) {
            case "scene" -> new SceneTrigger(phase, new EventObjectSelector(whom));
            case "stop" -> new StopTrigger(phase, new EventObjectSelector(whom));
            case "clip" -> clip(phase, whom, text);
            case "cue" -> cue(phase, whom, text);
            default -> throw TomlTypeCheck.unexpected(EXPECTED, text);
        };
    }

    private static Phase phase(String text) {
        for (Phase phase : Phase.values()) {
            if (phase != Phase.PERFORMED && text.startsWith(RigSectionReader.spelt(phase) + ":")) {
                return phase;
            }
        }
        return Phase.PERFORMED;
    }

    private static ClipTrigger clip(Phase phase, String whom, String text) {
        int slash = whom.indexOf('/');
        if (slash < 1 || slash == whom.length() - 1) {
            throw TomlTypeCheck.unexpected("clip:TRACK/CLIP, * for any", text);
        }
        return new ClipTrigger(
                phase,
                new EventObjectSelector(whom.substring(0, slash)),
                new EventObjectSelector(whom.substring(slash + 1)));
    }

    private static CueTrigger cue(Phase phase, String whom, String text) {
        int slash = whom.lastIndexOf('/');
        if (slash < 1 || !whom.substring(slash + 1).matches("\\*|[1-9][0-9]{0,5}")) {
            throw TomlTypeCheck.unexpected("cue:PATH/STEP, the step from 1 on or *", text);
        }
        return new CueTrigger(
                phase,
                new EventObjectSelector(whom.substring(0, slash)),
                new EventObjectSelector(whom.substring(slash + 1)));
    }
}
