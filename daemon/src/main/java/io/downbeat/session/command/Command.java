package io.downbeat.session.command;

import io.downbeat.fade.TransitionChange;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.RecordMode;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that a client, a clock or another part of the program can ask of the session.
 *
 * <p>References to objects are kept as the sender wrote them and are resolved when the command is
 * handled. A command is either carried out completely, or it is refused and changes nothing.
 */
public sealed interface Command {

    /**
     * Commands that set a value which can be read at the address of the command. Each time one is
     * carried out, also when the value stays the same, the sender gets a confirmation: {@link
     * Event.ValueSet}.
     */
    sealed interface ValueSetting extends Command {}

    /** Transport, tempo and signature. */
    sealed interface TransportCommand extends Command {}

    /** Starts the transport at its present position. */
    record Play() implements TransportCommand {}

    /**
     * Stops the transport. If it is already stopped, goes back to bar 1, beat 1 and clears the
     * queue.
     */
    record Stop() implements TransportCommand {}

    /** Starts the transport from bar 1, beat 1. */
    record Restart() implements TransportCommand {}

    /** Starts or stops the transport. Unlike {@link Stop}, it never goes back to bar 1, beat 1. */
    record SetPlaying(OnOffToggle playing) implements TransportCommand, ValueSetting {}

    /** Makes the present moment beat 1 of a bar. */
    record Resync() implements TransportCommand {}

    record SetMeter(Meter meter) implements TransportCommand, ValueSetting {}

    /** Commands that change the tempo. */
    sealed interface TempoCommand extends Command {}

    /**
     * Moves the tempo to {@code tempo} over {@code quarters} quarter notes; 0 changes it at once.
     */
    record SetTempo(Tempo tempo, double quarters) implements TempoCommand, ValueSetting {
        public SetTempo(Tempo tempo) {
            this(tempo, 0);
        }
    }

    /** Changes the tempo by {@code bpm} quarter notes a minute. */
    record StepTempo(double bpm) implements TempoCommand {}

    /**
     * One tap of a tap tempo. At least three taps make a tempo. The arrival time is the time of the
     * tap.
     */
    record Tap() implements TempoCommand {}

    /** Bends the tempo for as long as it is held: -1 to 1, where 1 is ten percent faster. */
    record Nudge(double bend) implements TempoCommand, ValueSetting {}

    /** Commands that choose the clock and say how it is followed. */
    sealed interface ClockCommand extends Command {}

    record SetClockSource(ClockSource source) implements ClockCommand, ValueSetting {}

    /** Sends everything this much after its boundary, -500 to 500; negative is earlier. */
    record SetClockOffset(double millis) implements ClockCommand, ValueSetting {}

    /** Moves the beat count by whole quarter notes. */
    record ShiftBeats(int quarters) implements ClockCommand {}

    /**
     * How many bars the session plays on after its clock is lost; -1 without limit, 0 stops at
     * once.
     */
    record SetFreewheel(double bars) implements ClockCommand, ValueSetting {}

    /** Joins or leaves the Link session. */
    record JoinLink(OnOffToggle joined) implements ClockCommand, ValueSetting {}

    record ShareStartStop(OnOffToggle shared) implements ClockCommand, ValueSetting {}

    /** Whether the tempo of a scene or an arrangement also becomes the Link session's tempo. */
    record LeadLink(OnOffToggle leads) implements ClockCommand, ValueSetting {}

    /** What another clock sends by itself. */
    sealed interface ClockReport extends Command {}

    /** A pulse from a MIDI clock or an OSC clock. */
    record ReceivePulse(ClockSource from, ClockPulse clockPulse) implements ClockReport {}

    /** The Link session's present beats, and how many other peers are in it. */
    record UpdateLinkState(Timeline beats, int peers) implements ClockReport {}

    /** Starts or stops the transport together with the Link peers that share start and stop. */
    record FollowLinkStartStop(boolean playing) implements ClockCommand {}

    /** Settings that later launches use. */
    sealed interface LaunchSettingCommand extends ValueSetting {}

    record SetQuantize(Quantize quantize) implements LaunchSettingCommand {}

    /** How long after a boundary a launch still counts as on it, in milliseconds, 0 to 250. */
    record SetLate(double millis) implements LaunchSettingCommand {}

    /** Changes the session's default transition. */
    record SetFade(TransitionChange change) implements LaunchSettingCommand {}

    record SetWhenStopped(GlobalLaunchSettings.WhenStopped whenStopped)
            implements LaunchSettingCommand {}

    record SetWhenEmpty(GlobalLaunchSettings.WhenEmpty whenEmpty) implements LaunchSettingCommand {}

    /** Switches the follow actions of all clips and scenes on or off. */
    record SetFollow(OnOffToggle on) implements LaunchSettingCommand {}

    /** Commands that end at once what waits or fades, on all tracks. */
    sealed interface CancelCommand extends Command {}

    /** Clears the queue and removes the sender's bundles that wait for their time tag. */
    record CancelAll() implements CancelCommand {}

    /** Ends every running fade now, at its final values. */
    record CutFades() implements CancelCommand, BulkCommand {}

    /**
     * Clears the queue and all waiting bundles of every client, and stops running fades where they
     * are.
     */
    record Panic() implements CancelCommand {}

    /** Commands that record the arrangement, play it or say how. */
    sealed interface ArrangementCommand extends Command {}

    /** Begins a take, or ends it. */
    record SetRecord(OnOffToggle on) implements ArrangementCommand, ValueSetting {}

    /** Sets the grid onto which what a take records is moved. */
    record SetRecordQuantize(Quantize quantize) implements ArrangementCommand, ValueSetting {}

    record SetRecordMode(RecordMode mode) implements ArrangementCommand, ValueSetting {}

    /** Sets the range, in beats of the arrangement, outside of which nothing is recorded. */
    record SetPunch(double from, double to) implements ArrangementCommand, ValueSetting {}

    /** Plays the arrangement from its position. */
    record PlayArrangement(Optional<Quantize> quantize) implements ArrangementCommand {}

    /** Stops the arrangement. If it does not play, its position goes back to its beginning. */
    record StopArrangement() implements ArrangementCommand {}

    /** Removes everything that was recorded. */
    record ClearArrangement() implements ArrangementCommand, BulkCommand {}

    /** Moves the position, in beats, and restores what stood there. */
    record SetArrangementPosition(double beats)
            implements ArrangementCommand, BulkCommand, ValueSetting {}

    record SetArrangementLoop(OnOffToggle on) implements ArrangementCommand, ValueSetting {}

    /** Sets the beginning and the end of the loop, in beats. */
    record SetLoopRange(double from, double to) implements ArrangementCommand, ValueSetting {}

    /** Gives everything back to the arrangement that hands have taken over. */
    record ReturnToArrangement() implements ArrangementCommand, BulkCommand {}

    /** Commands that may write or compare any number of values in one step. They may take long. */
    sealed interface BulkCommand extends Command {}

    /** Commands to a track. */
    sealed interface TrackCommand extends Command {
        ObjectReference track();
    }

    /** Commands that launch or stop on a track, or write its values again. */
    sealed interface TrackLaunchCommand extends TrackCommand {}

    /** Commands that edit a track. */
    sealed interface TrackEditCommand extends TrackCommand {}

    record StopTrack(ObjectReference track, Optional<Quantize> quantize)
            implements TrackLaunchCommand {}

    /** Writes the values of the track's active clip again. */
    record RevertTrack(ObjectReference track) implements TrackLaunchCommand, BulkCommand {}

    /** Launches a clip by its position relative to the active clip. */
    record LaunchRelative(
            ObjectReference track, RelativeStep relativeStep, Optional<Quantize> quantize)
            implements TrackLaunchCommand, BulkCommand {}

    /** Gives a track back to the arrangement. */
    record ReturnTrackToArrangement(ObjectReference track) implements TrackCommand, BulkCommand {}

    record SetSafe(ObjectReference track, OnOffToggle safe)
            implements TrackEditCommand, ValueSetting {}

    record SetTrackFade(ObjectReference track, TransitionChange change)
            implements TrackEditCommand, ValueSetting {}

    /** Sets a track's name; an empty name becomes the usual one, such as "Track 3". */
    record RenameTrack(ObjectReference track, String name)
            implements TrackEditCommand, ValueSetting {}

    /** Sets a track's colour, as {@code rgb(r,g,b)}. */
    record ColorTrack(ObjectReference track, String color)
            implements TrackEditCommand, ValueSetting {}

    record DeleteTrack(ObjectReference track) implements TrackEditCommand, BulkCommand {}

    record MoveTrack(ObjectReference track, int position) implements TrackEditCommand {}

    /** Gives nodes to a track that no track owns. */
    record AssignNodes(ObjectReference track, List<String> nodes)
            implements TrackEditCommand, BulkCommand {
        public AssignNodes {
            nodes = List.copyOf(nodes);
        }
    }

    /** Takes nodes from the track that owns them. Their values stay. */
    record UnassignNodes(ObjectReference track, List<String> nodes)
            implements TrackEditCommand, BulkCommand {
        public UnassignNodes {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Captures the live values of a track's nodes as a new clip, which is active at once.
     *
     * @param name empty for the usual one, such as "Clip 3"
     */
    record CaptureClip(ObjectReference track, Optional<String> name)
            implements TrackEditCommand, BulkCommand {}

    /** Commands that add an object to the session itself. */
    sealed interface SessionEditCommand extends Command {}

    /**
     * Adds an empty track at the end.
     *
     * @param name empty for the usual one, such as "Track 3"
     */
    record AddTrack(Optional<String> name) implements SessionEditCommand {}

    /** Commands to a clip. */
    sealed interface ClipCommand extends Command {
        ObjectReference track();

        ObjectReference clip();
    }

    /** Commands that launch, release or cancel a clip. */
    sealed interface ClipLaunchCommand extends ClipCommand {}

    /** Commands that edit a clip. */
    sealed interface ClipEditCommand extends ClipCommand {}

    /**
     * A press of a clip's launch button.
     *
     * @param held true if a release may follow; only then gate and repeat clips wait for it
     * @param fade the launch's own transition length, in the unit that applies to the clip
     */
    record LaunchClip(
            ObjectReference track,
            ObjectReference clip,
            Optional<Quantize> quantize,
            boolean held,
            OptionalDouble fade)
            implements ClipLaunchCommand, BulkCommand {

        /** A press that uses the clip's transition. */
        public LaunchClip(
                ObjectReference track,
                ObjectReference clip,
                Optional<Quantize> quantize,
                boolean held) {
            this(track, clip, quantize, held, OptionalDouble.empty());
        }
    }

    /** A release of a clip's launch button. It only has a meaning for gate and repeat clips. */
    record ReleaseClip(ObjectReference track, ObjectReference clip, Optional<Quantize> quantize)
            implements ClipLaunchCommand {}

    record CancelClip(ObjectReference track, ObjectReference clip) implements ClipLaunchCommand {}

    /** Sets a clip's own quantization; empty uses the global one. */
    record SetClipQuantize(ObjectReference track, ObjectReference clip, Optional<Quantize> quantize)
            implements ClipEditCommand, ValueSetting {}

    record SetClipFade(ObjectReference track, ObjectReference clip, TransitionChange change)
            implements ClipEditCommand, ValueSetting {}

    record SetClipMode(ObjectReference track, ObjectReference clip, LaunchMode mode)
            implements ClipEditCommand, ValueSetting {}

    record SetClipFollow(ObjectReference track, ObjectReference clip, FollowActionChange change)
            implements ClipEditCommand, ValueSetting {}

    /** Sets a clip's name; an empty name becomes the usual one, such as "Clip 3". */
    record RenameClip(ObjectReference track, ObjectReference clip, String name)
            implements ClipEditCommand, ValueSetting {}

    /** Sets a clip's colour, as {@code rgb(r,g,b)}. */
    record ColorClip(ObjectReference track, ObjectReference clip, String color)
            implements ClipEditCommand, ValueSetting {}

    /** Overwrites a clip with the live values of its track's nodes. Does not make it active. */
    record UpdateClip(ObjectReference track, ObjectReference clip)
            implements ClipEditCommand, BulkCommand {}

    record DeleteClip(ObjectReference track, ObjectReference clip)
            implements ClipEditCommand, BulkCommand {}

    /** Puts a copy of a clip behind it. */
    record DuplicateClip(ObjectReference track, ObjectReference clip) implements ClipEditCommand {}

    record MoveClip(ObjectReference track, ObjectReference clip, int position)
            implements ClipEditCommand {}

    /**
     * Sets a value that a clip stores. Plain references may name a value that it does not store
     * yet; patterns reach only those that it does.
     */
    record SetClipValue(
            ObjectReference track,
            ObjectReference clip,
            ObjectReference node,
            ObjectReference param,
            ParamValue value)
            implements ClipEditCommand, ValueSetting {}

    /**
     * Launches a scene.
     *
     * @param fade the launch's own transition length; each clip takes it in the unit that applies
     *     to it
     */
    record LaunchScene(ObjectReference scene, Optional<Quantize> quantize, OptionalDouble fade)
            implements BulkCommand {

        /** A launch that uses the transitions of the clips. */
        public LaunchScene(ObjectReference scene, Optional<Quantize> quantize) {
            this(scene, quantize, OptionalDouble.empty());
        }
    }

    /** Launches a scene by its position relative to the last launched scene. */
    record LaunchSceneRelative(RelativeStep relativeStep, Optional<Quantize> quantize)
            implements BulkCommand {}

    /**
     * Adds a scene that launches the clips that are active now, at the end.
     *
     * @param name empty for the usual one, such as "Scene 3"
     */
    record AddScene(Optional<String> name) implements SessionEditCommand {}

    /** Commands that edit a scene. */
    sealed interface SceneEditCommand extends Command {
        ObjectReference scene();
    }

    /** Gives a scene the clips that are active now, and nothing else. */
    record UpdateScene(ObjectReference scene) implements SceneEditCommand {}

    record DeleteScene(ObjectReference scene) implements SceneEditCommand {}

    /** Puts a copy of a scene behind it. */
    record DuplicateScene(ObjectReference scene) implements SceneEditCommand {}

    record MoveScene(ObjectReference scene, int position) implements SceneEditCommand {}

    /** Sets a scene's name; an empty name becomes the usual one, such as "Scene 3". */
    record RenameScene(ObjectReference scene, String name)
            implements SceneEditCommand, ValueSetting {}

    /** Sets a scene's colour, as {@code rgb(r,g,b)}. */
    record ColorScene(ObjectReference scene, String color)
            implements SceneEditCommand, ValueSetting {}

    /** Sets the tempo that a scene brings, in quarter notes a minute; 0 keeps the present one. */
    record SetSceneTempo(ObjectReference scene, double tempo)
            implements SceneEditCommand, ValueSetting {}

    record SetSceneFollow(ObjectReference scene, FollowActionChange change)
            implements SceneEditCommand, ValueSetting {}

    /** Commands that set what a scene does with a track. */
    sealed interface AssignmentCommand extends SceneEditCommand {
        ObjectReference track();
    }

    /** Sets the clip that a scene launches on a track; empty for none. */
    record AssignClip(ObjectReference scene, ObjectReference track, Optional<ObjectReference> clip)
            implements AssignmentCommand, ValueSetting {}

    /** Makes a scene say nothing of a track. */
    record ClearAssignment(ObjectReference scene, ObjectReference track)
            implements AssignmentCommand {}

    /** Makes a scene say that it leaves a track unchanged. */
    record LeaveTrackUnchanged(ObjectReference scene, ObjectReference track)
            implements AssignmentCommand {}

    /**
     * Adds a cue list without steps, at the end.
     *
     * @param name empty for the usual one, such as "Cue list 2"
     */
    record AddCueList(Optional<String> name) implements SessionEditCommand {}

    /** Commands to a cue list. */
    sealed interface CueListCommand extends Command {
        ObjectReference list();
    }

    /** Commands that edit a cue list. */
    sealed interface CueListEditCommand extends CueListCommand {}

    /** Sets a cue list's name; an empty name becomes the usual one, such as "Cue list 2". */
    record RenameCueList(ObjectReference list, String name)
            implements CueListEditCommand, ValueSetting {}

    record DeleteCueList(ObjectReference list) implements CueListEditCommand {}

    /** Sets the time within which a second {@code go} is refused. */
    record SetCueGuard(ObjectReference list, double seconds)
            implements CueListEditCommand, ValueSetting {}

    /** Sets a cue list's own quantization; empty uses the global one. */
    record SetCueQuantize(ObjectReference list, Optional<Quantize> quantize)
            implements CueListEditCommand, ValueSetting {}

    /** Adds a step that launches a scene, at the end of a cue list. */
    record AddCueStep(ObjectReference list, ObjectReference scene) implements CueListEditCommand {}

    /** Commands that edit a step of a cue list. */
    sealed interface CueStepEditCommand extends CueListCommand {
        ObjectReference step();
    }

    record DeleteCueStep(ObjectReference list, ObjectReference step)
            implements CueStepEditCommand {}

    record MoveCueStep(ObjectReference list, ObjectReference step, int position)
            implements CueStepEditCommand {}

    record SetCueStepScene(ObjectReference list, ObjectReference step, ObjectReference scene)
            implements CueStepEditCommand, ValueSetting {}

    /**
     * Sets how a list advances from a step.
     *
     * @param bars for {@link CueList.Advance#AFTER_BARS}; empty keeps the present number
     */
    record SetCueStepAdvance(
            ObjectReference list,
            ObjectReference step,
            CueList.Advance advance,
            Optional<Integer> bars)
            implements CueStepEditCommand, ValueSetting {}

    /** Commands that play a cue list or move its standby step. */
    sealed interface CueListPlayCommand extends CueListCommand {}

    /** Launches the standby step. While a step of the list is queued, launches that one again. */
    record GoCueList(ObjectReference list, Optional<Quantize> quantize)
            implements CueListPlayCommand, BulkCommand {}

    /** Puts a step on standby: the next {@code go} launches it. */
    record SetStandby(ObjectReference list, int step) implements CueListPlayCommand, ValueSetting {}

    /** Moves standby one step back. */
    record MoveStandbyBack(ObjectReference list) implements CueListPlayCommand {}

    /** Moves standby to the first step. */
    record ResetStandby(ObjectReference list) implements CueListPlayCommand {}

    /** Leaves a cue list: no step of it plays or waits any more. The music goes on. */
    record StopCueList(ObjectReference list) implements CueListPlayCommand {}

    /** Launches a step of a cue list. */
    record LaunchCueStep(ObjectReference list, ObjectReference step, Optional<Quantize> quantize)
            implements CueListCommand, BulkCommand {}

    /**
     * Which clip or scene to launch, relative to the present one. Next and previous wrap around the
     * ends.
     */
    enum RelativeStep {
        NEXT,
        PREVIOUS,
        FIRST,
        LAST,
        ANY,
        OTHER
    }

    /** Commands to a parameter. */
    sealed interface ParameterCommand extends Command {
        ObjectReference node();

        ObjectReference param();
    }

    /** Commands that write or touch a parameter. */
    sealed interface LiveParameterCommand extends ParameterCommand {}

    /** Commands that edit what a parameter is, not its value. */
    sealed interface ParameterEditCommand extends ParameterCommand {}

    /** Sets a parameter's value, in the parameter's own unit. */
    record WriteParam(ObjectReference node, ObjectReference param, ParamValue value)
            implements LiveParameterCommand {}

    /** Sets a parameter's value as 0 to 1 over the parameter's range. */
    record WriteNorm(ObjectReference node, ObjectReference param, double norm)
            implements LiveParameterCommand {}

    record SetRange(ObjectReference node, ObjectReference param, double min, double max)
            implements ParameterEditCommand, ValueSetting {}

    /** Locks a parameter against captures and launches, or unlocks it. */
    record SetLock(ObjectReference node, ObjectReference param, OnOffToggle locked)
            implements ParameterEditCommand, ValueSetting {}

    /** Adds a node without parameters. */
    record AddNode(String id, String type) implements SessionEditCommand {}

    /** Commands that edit a node. */
    sealed interface NodeEditCommand extends Command {
        ObjectReference node();
    }

    record DeleteNode(ObjectReference node) implements NodeEditCommand {}

    /** Adds a parameter with its first value to a node. */
    record AddParameter(ObjectReference node, String name, ParamValue value)
            implements NodeEditCommand {}

    /** Whether a value for an unknown node or parameter creates it. */
    record SetLearn(OnOffToggle on) implements ValueSetting {}

    /** A client has begun or ended touching the parameter's control. */
    record Touch(ObjectReference node, ObjectReference param, OnOffToggle down)
            implements LiveParameterCommand, ValueSetting {}

    /** Commands to an output. */
    sealed interface OutputCommand extends Command {
        ObjectReference output();
    }

    record EnableOutput(ObjectReference output, OnOffToggle enabled)
            implements OutputCommand, ValueSetting {}

    record SetOutputOffset(ObjectReference output, double millis)
            implements OutputCommand, ValueSetting {}

    record ResendOutput(ObjectReference output) implements OutputCommand {}

    /** The commands that an address with patterns means. They are resolved and handled as one. */
    record CommandGroup(List<Command> commands) implements BulkCommand {
        public CommandGroup {
            commands = List.copyOf(commands);
        }
    }

    /** Walks through the history of edits. Launches are no edits. */
    sealed interface HistoryCommand extends BulkCommand {}

    /** Takes back the latest step. */
    record Undo() implements HistoryCommand {}

    /** Does the step again that was undone last. */
    record Redo() implements HistoryCommand {}

    /** Writes the session to disk, to its own file or under another name in the same folder. */
    record Save(Optional<String> name, boolean force) implements Command {}

    /** Loads a graph file of the session's folder; without a name the session's own file again. */
    record Load(Optional<String> name) implements Command {}

    /** Writes the arrangement as a MIDI file and as JSON, under a name in the session's folder. */
    record ExportArrangement(String name) implements Command {}

    /**
     * A message that was refused before it reached the session. The refusal is reported in order
     * with the other commands.
     *
     * @param unprefixed true if the address is shown as it was sent, without the daemon's prefix
     */
    record Refuse(Refusal.Code code, String text, boolean unprefixed) implements Command {

        /** The refusal of an address that belongs to this daemon. */
        public Refuse(Refusal.Code code, String text) {
            this(code, text, false);
        }
    }

    /** Ends the program. */
    record Quit() implements Command {}

    /**
     * Requests that concern one client only. The session passes them on, in order, as events; the
     * feedback answers them.
     */
    sealed interface ClientCommand extends Command {}

    /** A question: an address without arguments. */
    record Query() implements ClientCommand {}

    /**
     * Changes nothing; the sender only gets a confirmation. For a value that came back from the
     * receiver to which it was sent.
     */
    record Confirm() implements ValueSetting {}

    /**
     * Subscribes to changes.
     *
     * @param patterns addresses and patterns as the client wrote them; none subscribes to
     *     everything
     * @param port the port that receives the changes; empty is the port that receives the client's
     *     answers
     */
    record Subscribe(List<String> patterns, Optional<Integer> port, Options options)
            implements ClientCommand {
        public Subscribe {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * Subscribes a surface that the list of clients offers.
     *
     * @param surface its name, its destination or its whole entry in the list
     */
    record SubscribeOfferedSurface(String surface, List<String> patterns, Options options)
            implements ClientCommand {
        public SubscribeOfferedSurface {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * How a subscriber wants to receive changes.
     *
     * @param typed true for the argument types of the contract, false for floats only
     * @param rateHz how often a continuous value is sent at most
     * @param bundle false for one message in each datagram
     * @param healSeconds within this time every value is sent again; 0 never
     * @param leaseSeconds the subscription pauses after this much silence; 0 never
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

    /**
     * Subscribes a connection to an address alone, not to what is below it, as LISTEN of OSCQuery
     * does. It lasts as long as the connection, however silent that is.
     */
    record StartListening(String address) implements ClientCommand {}

    /** Ends {@link StartListening}, not a subscription to the same address. */
    record StopListening(String address) implements ClientCommand {}

    record Unsubscribe(List<String> patterns, Optional<Integer> port) implements ClientCommand {
        public Unsubscribe {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * Asks for all present values of these patterns, or of the client's subscriptions if there are
     * none.
     */
    record Refresh(List<String> patterns, Optional<Integer> port) implements ClientCommand {
        public Refresh {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * Moves the client's answers to another port of its host; {@code all} does so for every program
     * on the host.
     */
    record Respond(int port, boolean all) implements ClientCommand {}

    /** Asks for reports of incoming messages, for a limited time. */
    record Monitor() implements ClientCommand {}

    /** Asks for its arguments back. The session does not look at {@code carried}. */
    record Ping(List<Object> carried) implements ClientCommand {
        public Ping {
            carried = List.copyOf(carried);
        }
    }

    /** The feedback reports a change of the clients. */
    sealed interface ClientReport extends Command {}

    /** A client's lease has ended or it has disconnected. Its held gates and touches end. */
    record ReportClientGone(RequestSender client) implements ClientReport {}

    /** The present subscribers, as text. */
    record ReportClients(List<String> clients) implements ClientReport {
        public ReportClients {
            clients = List.copyOf(clients);
        }
    }

    /** The surfaces of the network that now announce where they receive OSC. */
    record ReportOfferedSurfaces(List<SessionView.OfferedSurface> offered) implements ClientReport {
        public ReportOfferedSurfaces {
            offered = List.copyOf(offered);
        }
    }

    /** The status of an output has changed. */
    record ReportOutput(int output, SessionView.OutputStatus status) implements Command {}

    /** The storage reports the result of a save, or which files there are. */
    sealed interface StorageReport extends Command {}

    /**
     * The session has been saved under {@code name}.
     *
     * @param state the number of the state that was saved
     */
    record ReportSaved(RequestSender asker, String name, long state) implements StorageReport {}

    /**
     * The arrangement was exported.
     *
     * @param name the name without extension
     * @param omitted one sentence for each thing that the MIDI file cannot express
     */
    record ReportExported(RequestSender asker, String name, List<String> omitted)
            implements StorageReport {
        public ReportExported {
            omitted = List.copyOf(omitted);
        }
    }

    /** The arrangement was not exported, and no file was changed. */
    record ReportExportFailure(RequestSender asker, String address, Refusal.Code code, String text)
            implements StorageReport {}

    /** A save failed. */
    record ReportDiskFailure(RequestSender asker, String address, Refusal.Code code, String text)
            implements StorageReport {}

    /**
     * A graph file was read; its session takes the place of the present one on the next boundary.
     *
     * @param loaded its parameters have the numbers of the present graph where that has them
     * @param clock the clock source that the file asks for: the program's own or its Clock node
     * @param warnings what was wrong in the file, in the order of reading
     * @param load the number of the load, by which the storage finds the file again
     */
    record ReportLoad(
            RequestSender asker,
            String address,
            GraphFileContents loaded,
            ClockSource clock,
            List<FileWarning> warnings,
            long load)
            implements StorageReport {
        public ReportLoad {
            warnings = List.copyOf(warnings);
        }
    }

    /** A graph file could not be loaded. The present session stays. */
    record ReportLoadFailure(RequestSender asker, String address, Refusal.Code code, String text)
            implements StorageReport {}

    /**
     * One thing in a graph file that is not as it was meant.
     *
     * @param path where it stands, such as {@code session.scenes[2]}
     */
    record FileWarning(String path, String text) {}

    /** The names of the graph files in the session's folder. */
    record ReportFolder(List<String> names) implements StorageReport {
        public ReportFolder {
            names = List.copyOf(names);
        }
    }
}
