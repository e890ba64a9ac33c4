package io.downbeat.output;

import io.downbeat.rig.EventTrigger;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectLookup;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.Refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command or an event launches, stops or switches. Commands and events about the same thing
 * have equal targets.
 *
 * @param first position of the scene, track or cue list, or the step of a relative launch; 0 if
 *     none
 * @param second position of the clip or of the step in its cue list, or the step of a relative
 *     launch within a track; 0 if none
 */
record LaunchOrStopTarget(Kind kind, int first, int second) {

    enum Kind {
        SCENE,
        CLIP,
        TRACK_STOP,
        /** A scene that is known only when the launch is performed, such as the next one. */
        RELATIVE_SCENE,
        /** A clip that is known only when the launch is performed. */
        RELATIVE_CLIP,
        /** A step of a cue list. */
        CUE,
        /** The step of a cue list that is on standby when the launch is performed. */
        RELATIVE_CUE,
        PLAY,
        HALT,
        PANIC
    }

    /** What a command launches; empty if it is no launch, or names nothing that is there. */
    static List<LaunchOrStopTarget> targetsOf(Command command, ObjectLookup objects) {
        try {
            return switch (command) {
                case Command.LaunchScene launch ->
                        List.of(
                                new LaunchOrStopTarget(
                                        Kind.SCENE, objects.scene(launch.scene()), 0));
                case Command.LaunchSceneRelative launch ->
                        List.of(
                                new LaunchOrStopTarget(
                                        Kind.RELATIVE_SCENE, number(launch.relativeStep()), 0));
                case Command.LaunchClip launch -> clips(launch, objects);
                case Command.StopTrack stop ->
                        objects.tracks(stop.track()).stream()
                                .map(track -> new LaunchOrStopTarget(Kind.TRACK_STOP, track, 0))
                                .toList();
                case Command.LaunchRelative launch ->
                        objects.tracks(launch.track()).stream()
                                .map(track ->
                                        new LaunchOrStopTarget(
                                                Kind.RELATIVE_CLIP,
                                                track,
                                                number(launch.relativeStep())))
                                .toList();
                case Command.LaunchCueStep launch -> steps(launch, objects);
                case Command.GoCueList go ->
                        objects.cueLists(go.list()).stream()
                                .map(list -> new LaunchOrStopTarget(Kind.RELATIVE_CUE, list, 0))
                                .toList();
                case Command.Play play -> List.of(new LaunchOrStopTarget(Kind.PLAY, 0, 0));
                case Command.Stop stop -> List.of(new LaunchOrStopTarget(Kind.HALT, 0, 0));
                case Command.SetPlaying playing ->
                        playing.playing() == OnOffToggle.FLIP
                                ? List.of()
                                : List.of(
                                        new LaunchOrStopTarget(
                                                playing.playing() == OnOffToggle.ON
                                                        ? Kind.PLAY
                                                        : Kind.HALT,
                                                0,
                                                0));
                case Command.CommandGroup group ->
                        group.commands().stream()
                                .flatMap(one -> targetsOf(one, objects).stream())
                                .toList();
                case Command.Panic panic -> List.of(new LaunchOrStopTarget(Kind.PANIC, 0, 0));
                default -> List.of();
            };
        } catch (Refusal refused) {
            return List.of();
        }
    }

    private static List<LaunchOrStopTarget> steps(
            Command.LaunchCueStep launch, ObjectLookup objects) {
        var all = new ArrayList<LaunchOrStopTarget>();
        for (int list : objects.cueLists(launch.list())) {
            objects.steps(list, launch.step())
                    .forEach(step -> all.add(new LaunchOrStopTarget(Kind.CUE, list, step)));
        }
        return all;
    }

    private static List<LaunchOrStopTarget> clips(Command.LaunchClip launch, ObjectLookup objects) {
        var all = new ArrayList<LaunchOrStopTarget>();
        for (int track : objects.tracks(launch.track())) {
            if (launch.clip().pattern()) {
                objects.clips(track, launch.clip())
                        .forEach(clip -> all.add(new LaunchOrStopTarget(Kind.CLIP, track, clip)));
            } else {
                all.add(
                        new LaunchOrStopTarget(
                                Kind.CLIP, track, objects.clip(track, launch.clip())));
            }
        }
        return all;
    }

    /**
     * The object whose launch an event reports; empty if it is no launch, or one that is cancelled.
     */
    static Optional<LaunchOrStopTarget> targetsOf(OutputEvent event) {
        return switch (event.eventKind()) {
            case OutputEvent.Launch launch when launch.phase() != EventTrigger.Phase.CANCELLED ->
                    Optional.of(
                            switch (launch.kind()) {
                                case SCENE -> new LaunchOrStopTarget(Kind.SCENE, event.scene(), 0);
                                case CLIP ->
                                        new LaunchOrStopTarget(
                                                Kind.CLIP, event.track(), event.clip());
                                case STOP ->
                                        new LaunchOrStopTarget(Kind.TRACK_STOP, event.track(), 0);
                                case CUE ->
                                        new LaunchOrStopTarget(
                                                Kind.CUE, event.cueList(), event.step());
                            });
            case OutputEvent.Common(EventTrigger.SimpleTrigger plain) ->
                    switch (plain) {
                        case PLAY -> Optional.of(new LaunchOrStopTarget(Kind.PLAY, 0, 0));
                        case STOP -> Optional.of(new LaunchOrStopTarget(Kind.HALT, 0, 0));
                        case PANIC -> Optional.of(new LaunchOrStopTarget(Kind.PANIC, 0, 0));
                        default -> Optional.empty();
                    };
            default -> Optional.empty();
        };
    }

    /** Whether it is what an event of a kind is about. */
    boolean isTargetOf(OutputEvent.Kind eventKind, OutputEvent event) {
        return switch (eventKind) {
            case SCENE -> kind == Kind.SCENE && first == event.scene();
            case CLIP -> kind == Kind.CLIP && first == event.track() && second == event.clip();
            case STOP -> kind == Kind.TRACK_STOP && first == event.track();
            case CUE -> kind == Kind.CUE && first == event.cueList() && second == event.step();
        };
    }

    /**
     * Whether a relative launch that was asked for as {@code this} may have become {@code other}.
     */
    boolean mayBecome(LaunchOrStopTarget other) {
        return switch (kind) {
            case RELATIVE_SCENE -> other.kind == Kind.SCENE;
            case RELATIVE_CLIP -> other.kind == Kind.CLIP && other.first == first;
            case RELATIVE_CUE -> other.kind == Kind.CUE && other.first == first;
            default -> false;
        };
    }

    private static int number(Command.RelativeStep step) {
        return List.of(Command.RelativeStep.values()).indexOf(step);
    }
}
