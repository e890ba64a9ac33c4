package io.downbeat.control;

import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Refusal;
import io.downbeat.time.HostMicros;

import java.util.List;

/**
 * Refuses the commands of a late packet that make sense only at their moment: launches, transport,
 * taps and pulses. Questions, subscriptions, values, settings, releases and cancellations are still
 * handled.
 */
public final class RefusalOfCommandsReadTooLate {

    private static final Command TOO_LATE =
            new Command.Refuse(
                    Refusal.Code.BUSY,
                    "this waited too long before it could be read, and would be performed too late:"
                            + " send it again");

    private RefusalOfCommandsReadTooLate() {}

    /**
     * A late packet, with a refusal in place of each command that is too late. Commands that a time
     * tag delays beyond {@code readAt} are not late.
     *
     * @param readAt when the packet was read
     */
    public static List<CommandsDueTogether> refuseLate(
            List<CommandsDueTogether> packet, HostMicros readAt) {
        return packet.stream()
                .map(commandsDueTogether -> refuseLate(commandsDueTogether, readAt))
                .toList();
    }

    private static CommandsDueTogether refuseLate(
            CommandsDueTogether commandsDueTogether, HostMicros readAt) {
        if (commandsDueTogether.due().filter(due -> due.isAfter(readAt)).isPresent()) {
            return commandsDueTogether;
        }
        return new CommandsDueTogether(
                commandsDueTogether.due(),
                commandsDueTogether.requests().stream()
                        .map(RefusalOfCommandsReadTooLate::refuseLate)
                        .toList(),
                commandsDueTogether.beginsPacket());
    }

    private static CommandWithAddress refuseLate(CommandWithAddress request) {
        return isTimeCritical(request.command())
                ? new CommandWithAddress(request.address(), TOO_LATE)
                : request;
    }

    /** Whether this filter refused any message of the packet. */
    public static boolean isAnyRefused(List<CommandsDueTogether> packet) {
        return packet.stream()
                .flatMap(commandsDueTogether -> commandsDueTogether.requests().stream())
                .anyMatch(request -> request.command() == TOO_LATE);
    }

    private static boolean isTimeCritical(Command command) {
        return switch (command) {
            case Command.CommandGroup(var commands) ->
                    commands.stream().anyMatch(RefusalOfCommandsReadTooLate::isTimeCritical);
            case Command.SetTempo tempo -> false;
            case Command.StepTempo step -> false;
            case Command.Nudge nudge -> nudge.bend() != 0;
            case Command.Tap tap -> true;
            case Command.SetMeter meter -> false;
            case Command.TransportCommand time -> true;
            case Command.ShiftBeats shift -> true;
            case Command.ReceivePulse(var from, var pulse) -> isTimeCritical(pulse);
            case Command.UpdateLinkState state -> true;
            case Command.ClockCommand clock -> false;
            case Command.CutFades cut -> true;
            case Command.CancelCommand cancel -> false;
            case Command.LaunchSettingCommand setting -> false;
            case Command.PlayArrangement play -> true;
            case Command.SetArrangementPosition seek -> true;
            case Command.SetRecord record -> true;
            case Command.ReturnToArrangement giveBack -> true;
            case Command.ReturnTrackToArrangement giveBack -> true;
            case Command.ArrangementCommand setting -> false;
            case Command.SessionEditCommand edit -> false;
            case Command.TrackEditCommand edit -> false;
            case Command.TrackLaunchCommand launch -> true;
            case Command.LaunchClip launch -> true;
            case Command.ClipCommand clip -> false;
            case Command.SceneEditCommand edit -> false;
            case Command.GoCueList go -> true;
            case Command.LaunchCueStep launch -> true;
            case Command.CueListCommand edit -> false;
            case Command.NodeEditCommand edit -> false;
            case Command.SetLearn learn -> false;
            case Command.LaunchScene launch -> true;
            case Command.LaunchSceneRelative launch -> true;
            case Command.ParameterCommand param -> false;
            case Command.OutputCommand output -> false;
            case Command.HistoryCommand history -> false;
            case Command.Save save -> false;
            case Command.Load load -> false;
            case Command.ExportArrangement export -> false;
            case Command.Refuse refuse -> false;
            case Command.Quit quit -> false;
            case Command.ClientCommand client -> false;
            case Command.Confirm confirm -> false;
            case Command.ClientReport report -> false;
            case Command.ReportOutput report -> false;
            case Command.StorageReport report -> false;
        };
    }

    /**
     * A late pulse would be counted at the wrong time. The tempo and the transport state that
     * another clock sends are valid until it sends new ones.
     */
    private static boolean isTimeCritical(ClockPulse pulse) {
        return switch (pulse) {
            case ClockPulse.Tick tick -> true;
            case ClockPulse.Beat beat -> true;
            case ClockPulse.Bar bar -> true;
            case ClockPulse.Phase phase -> true;
            case ClockPulse.StatedTempo tempo -> false;
            case ClockPulse.Running running -> false;
            case ClockPulse.Start start -> false;
            case ClockPulse.Continue proceeds -> false;
            case ClockPulse.Stop stop -> false;
            case ClockPulse.Position position -> false;
        };
    }
}
