package io.downbeat.session.command;

import io.downbeat.fade.TransitionChange;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that a performer, a surface, a clock or an edge of the program can ask of the session.
 *
 * <p>References stand as they were written and are resolved when the command is obeyed. A command
 * either does all it says, or is refused and changes nothing.
 */
public sealed interface Command {

    /** Transport, tempo and signature. */
    sealed interface TransportCommand extends Command {}

    /** Runs from where the transport stands. */
    record Play() implements TransportCommand {}

    /** Halts; when halted already, goes back to 1.1 and forgets the queue. */
    record Stop() implements TransportCommand {}

    /** Runs from 1.1. */
    record Restart() implements TransportCommand {}

    /** Runs or halts, and never goes back to 1.1. */
    record SetPlaying(OnOffToggle playing) implements TransportCommand {}

    /** Makes this instant beat 1 of a bar. */
    record Resync() implements TransportCommand {}

    record SetMeter(Meter meter) implements TransportCommand {}

    /** How fast the count goes. */
    sealed interface TempoCommand extends TransportCommand {}

    /** Glides to a tempo over so many quarters; 0 is at once. */
    record SetTempo(Tempo tempo, double quarters) implements TempoCommand {
        public SetTempo(Tempo tempo) {
            this(tempo, 0);
        }
    }

    /** Moves the tempo by so many quarters a minute. */
    record StepTempo(double bpm) implements TempoCommand {}

    /** One tap of at least three; its moment is that of its arrival. */
    record Tap() implements TempoCommand {}

    /** Bends the tempo by up to a tenth while it is held, -1 to 1. */
    record Nudge(double bend) implements TempoCommand {}

    /** Which clock leads, and how it is followed. */
    sealed interface ClockCommand extends Command {}

    record SetClockSource(ClockSource source) implements ClockCommand {}

    /** Lets everything leave so long after its boundary, -500 to 500; negative is earlier. */
    record SetClockOffset(double millis) implements ClockCommand {}

    /** Moves the count by whole quarters. */
    record ShiftBeats(int quarters) implements ClockCommand {}

    /** How many bars a lost clock plays on; -1 for ever, 0 stops at once. */
    record SetFreewheel(double bars) implements ClockCommand {}

    /** Joins the Link session or leaves it. */
    record JoinLink(OnOffToggle joined) implements ClockCommand {}

    record ShareStartStop(OnOffToggle shared) implements ClockCommand {}

    /** Lets the tempo of scenes and arrangements be the Link session's. */
    record LeadLink(OnOffToggle leads) implements ClockCommand {}

    /** A pulse of a MIDI or an OSC clock. */
    record ReceivePulse(ClockSource from, ClockPulse clockPulse) implements ClockCommand {}

    /** What the Link session agrees on: where its beats lie, and how many others are in it. */
    record UpdateLinkState(Timeline beats, int peers) implements ClockCommand {}

    /** All in the Link session who share starts and stops start or stop. */
    record FollowLinkStartStop(boolean playing) implements ClockCommand {}

    /** What holds for every launch. */
    sealed interface GlobalLaunchCommand extends Command {}

    /** What stays set for all launches to come. */
    sealed interface LaunchSettingCommand extends GlobalLaunchCommand {}

    record SetQuantize(Quantize quantize) implements LaunchSettingCommand {}

    /** How long after a boundary a launch still counts as on it, in milliseconds, 0 to 250. */
    record SetLate(double millis) implements LaunchSettingCommand {}

    /** Changes the default transition. */
    record SetFade(TransitionChange change) implements LaunchSettingCommand {}

    record SetWhenStopped(GlobalLaunchSettings.WhenStopped whenStopped)
            implements LaunchSettingCommand {}

    record SetWhenEmpty(GlobalLaunchSettings.WhenEmpty whenEmpty) implements LaunchSettingCommand {}

    /** Forgets all that is queued, and the asker's held bundles. */
    record CancelAll() implements GlobalLaunchCommand {}

    /** Ends every running transition where it leads, now. */
    record CutFades() implements GlobalLaunchCommand, BulkCommand {}

    /** Forgets all that is queued or held, whoever asked for it, and freezes what fades. */
    record Panic() implements GlobalLaunchCommand {}

    /** May write any number of values in one step, or encode them. */
    sealed interface BulkCommand extends Command {}

    /** Asked of a track. */
    sealed interface TrackCommand extends Command {
        ObjectReference track();
    }

    record StopTrack(ObjectReference track, Optional<Quantize> quantize) implements TrackCommand {}

    /** Writes the active clip's values again. */
    record RevertTrack(ObjectReference track) implements TrackCommand, BulkCommand {}

    /** Launches a clip by where it lies from the active one. */
    record LaunchRelative(
            ObjectReference track, RelativeStep relativeStep, Optional<Quantize> quantize)
            implements TrackCommand, BulkCommand {}

    record SetSafe(ObjectReference track, OnOffToggle safe) implements TrackCommand {}

    record SetTrackFade(ObjectReference track, TransitionChange change) implements TrackCommand {}

    /** Asked of a clip. */
    sealed interface ClipCommand extends Command {
        ObjectReference track();

        ObjectReference clip();
    }

    /**
     * A press on a clip's launch button.
     *
     * @param held true if a release may follow: only then do gate and repeat wait for it
     * @param fade its own length of transition, in the unit then in force
     */
    record LaunchClip(
            ObjectReference track,
            ObjectReference clip,
            Optional<Quantize> quantize,
            boolean held,
            OptionalDouble fade)
            implements ClipCommand, BulkCommand {

        /** A press that leaves the transition to the clip. */
        public LaunchClip(
                ObjectReference track,
                ObjectReference clip,
                Optional<Quantize> quantize,
                boolean held) {
            this(track, clip, quantize, held, OptionalDouble.empty());
        }
    }

    /** The release of a clip's launch button; means something to gate and repeat only. */
    record ReleaseClip(ObjectReference track, ObjectReference clip, Optional<Quantize> quantize)
            implements ClipCommand {}

    record CancelClip(ObjectReference track, ObjectReference clip) implements ClipCommand {}

    /** Sets a clip's own quantization; empty follows the global one. */
    record SetClipQuantize(ObjectReference track, ObjectReference clip, Optional<Quantize> quantize)
            implements ClipCommand {}

    record SetClipFade(ObjectReference track, ObjectReference clip, TransitionChange change)
            implements ClipCommand {}

    record SetClipMode(ObjectReference track, ObjectReference clip, LaunchMode mode)
            implements ClipCommand {}

    /**
     * Launches a scene.
     *
     * @param fade its own length of transition, each clip in the unit then in force for it
     */
    record LaunchScene(ObjectReference scene, Optional<Quantize> quantize, OptionalDouble fade)
            implements BulkCommand {

        /** A launch that leaves the transitions to the clips. */
        public LaunchScene(ObjectReference scene, Optional<Quantize> quantize) {
            this(scene, quantize, OptionalDouble.empty());
        }
    }

    /** Launches a scene by where it lies from the last launched one. */
    record LaunchSceneRelative(RelativeStep relativeStep, Optional<Quantize> quantize)
            implements BulkCommand {}

    /** Where the clip or scene to launch lies, seen from the present one, around the ends. */
    enum RelativeStep {
        NEXT,
        PREVIOUS,
        FIRST,
        LAST,
        ANY,
        OTHER
    }

    /** Asked of a parameter. */
    sealed interface ParameterCommand extends Command {
        ObjectReference node();

        ObjectReference param();
    }

    /** A hand on a knob, in the parameter's natural unit. */
    record WriteParam(ObjectReference node, ObjectReference param, ParamValue value)
            implements ParameterCommand {}

    /** A hand on a plain fader, 0 to 1 over the parameter's range. */
    record WriteNorm(ObjectReference node, ObjectReference param, double norm)
            implements ParameterCommand {}

    record SetRange(ObjectReference node, ObjectReference param, double min, double max)
            implements ParameterCommand {}

    /** A finger that goes down on a parameter, or up. */
    record Touch(ObjectReference node, ObjectReference param, OnOffToggle down)
            implements ParameterCommand {}

    /** Asked of an output. */
    sealed interface OutputCommand extends Command {
        ObjectReference output();
    }

    record EnableOutput(ObjectReference output, OnOffToggle enabled) implements OutputCommand {}

    record SetOutputOffset(ObjectReference output, double millis) implements OutputCommand {}

    record ResendOutput(ObjectReference output) implements OutputCommand {}

    /** What an address with patterns stands for: several commands, matched and obeyed as one. */
    record CommandGroup(List<Command> commands) implements BulkCommand {
        public CommandGroup {
            commands = List.copyOf(commands);
        }
    }

    /** Writes the piece to disk, under its own name or another within its folder. */
    record Save(Optional<String> name, boolean force) implements Command {}

    /**
     * Refused before it came here; told in its turn.
     *
     * @param unprefixed whether the address stands as it was sent, and is not behind the prefix
     */
    record Refuse(Refusal.Code code, String text, boolean unprefixed) implements Command {

        /** The refusal of an address of this program. */
        public Refuse(Refusal.Code code, String text) {
            this(code, text, false);
        }
    }

    /** Ends the program. */
    record Quit() implements Command {}

    /** Asked by a client for itself; answered outside, in its turn. */
    sealed interface ClientCommand extends Command {}

    /** A question: an address without arguments, as it was spelled. */
    record Query() implements ClientCommand {}

    /** Has set what can only be as it is: heard by whoever set it, if subscribed. */
    record Confirm() implements ClientCommand {}

    /**
     * Wants changes told.
     *
     * @param patterns addresses and patterns as written; none takes everything
     * @param port where to tell them; empty is where answers go
     */
    record Subscribe(List<String> patterns, Optional<Integer> port, Options options)
            implements ClientCommand {
        public Subscribe {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * How a subscriber wants to be told.
     *
     * @param typed true for the contract's own types, false for floats throughout
     * @param rateHz how often a continuous value comes at most
     * @param bundle false for one message a datagram
     * @param healSeconds within which everything is told again; 0 never
     * @param leaseSeconds after which silence pauses it; 0 never
     */
    record Options(
            boolean typed, double rateHz, boolean bundle, double healSeconds, double leaseSeconds) {
        public static final Options USUAL = new Options(false, 30, true, 10, 60);

        public Options withRate(double hertz) {
            return new Options(typed, hertz, bundle, healSeconds, leaseSeconds);
        }

        public Options withLease(double seconds) {
            return new Options(typed, rateHz, bundle, healSeconds, seconds);
        }
    }

    record Unsubscribe(List<String> patterns, Optional<Integer> port) implements ClientCommand {
        public Unsubscribe {
            patterns = List.copyOf(patterns);
        }
    }

    /** Wants all present values of what it names, or of what it is subscribed to. */
    record Refresh(List<String> patterns, Optional<Integer> port) implements ClientCommand {
        public Refresh {
            patterns = List.copyOf(patterns);
        }
    }

    /** Wants its answers on another port of its host; {@code all} for every program there. */
    record Respond(int port, boolean all) implements ClientCommand {}

    /** Wants to be told what arrives, for a while. */
    record Monitor() implements ClientCommand {}

    /** Wants its arguments back. {@code carried} is the edge's own and is not looked at inside. */
    record Ping(List<Object> carried) implements ClientCommand {
        public Ping {
            carried = List.copyOf(carried);
        }
    }

    /** Has sent something, whatever it was. */
    record ClientSeen() implements ClientCommand {}

    /** What only an edge of the program knows. */
    sealed interface StateReport extends Command {}

    /** A client has fallen silent or left: what it holds is let go. */
    record ReportClientGone(RequestOrigin client) implements StateReport {}

    /** Who is subscribed now, as text. */
    record ReportClients(List<String> clients) implements StateReport {
        public ReportClients {
            clients = List.copyOf(clients);
        }
    }

    record ReportOutput(int output, SessionView.OutputStatus status) implements StateReport {}

    /**
     * The piece lies on disk under {@code name}.
     *
     * @param edits how many edits it had seen when its values were taken
     */
    record ReportSaved(RequestOrigin asker, String name, long edits) implements StateReport {}

    /** What was asked of the disk could not be done. */
    record ReportDiskFailure(RequestOrigin asker, String address, Refusal.Code code, String text)
            implements StateReport {}

    /** The graph files beside the present one. */
    record ReportFolder(List<String> names) implements StateReport {
        public ReportFolder {
            names = List.copyOf(names);
        }
    }
}
