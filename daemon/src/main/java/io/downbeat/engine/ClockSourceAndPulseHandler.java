package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.engine.transport.Transport;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.LinkRequest;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.ClockState;

/**
 * Performs the commands that choose the clock source, set how it is followed, or come from another
 * clock: pulses and the state of the Link session.
 */
final class ClockSourceAndPulseHandler {

    private final Transport transport;
    private final ClockSourceFollower clockSourceFollower;
    private final TransportCommandHandler transportCommandHandler;
    private final Decks decks;

    ClockSourceAndPulseHandler(
            Transport transport,
            ClockSourceFollower clockSourceFollower,
            TransportCommandHandler transportCommandHandler,
            Decks decks) {
        this.transport = transport;
        this.clockSourceFollower = clockSourceFollower;
        this.transportCommandHandler = transportCommandHandler;
        this.decks = decks;
    }

    void handle(Command.ClockCommand command, CommandContext context) {
        ClockState state = clockSourceFollower.state();
        ClockState.Link link = state.link();
        switch (command) {
            case Command.ShiftBeats(var quarters) ->
                    transportCommandHandler.shift(quarters, context);
            case Command.SetClockSource(var source) -> switchTo(source, context);
            case Command.SetClockOffset(var millis) ->
                    clockSourceFollower.set(state.withOffset(millis));
            case Command.SetFreewheel(var bars) ->
                    clockSourceFollower.set(state.withFreewheel(bars));
            case Command.JoinLink(var joined) -> join(joined, context);
            case Command.ShareStartStop(var shared) -> {
                boolean startStop = shared.from(link.startStop());
                clockSourceFollower
                        .link()
                        .request(new LinkRequest.ShareStartStop(startStop), context);
                clockSourceFollower.set(state.with(link.withStartStop(startStop)));
            }
            case Command.LeadLink(var leads) ->
                    clockSourceFollower.set(state.with(link.withLead(leads.from(link.lead()))));
            case Command.FollowLinkStartStop(var playing) -> followStartStop(playing, context);
        }
    }

    void handle(Command.ClockReport report, CommandContext context) {
        switch (report) {
            case Command.ReceivePulse pulse -> {
                if (clockSourceFollower.onPulse(pulse, context)) {
                    decks.retime(context.atBeat(transport.state().positionAt(context.host())));
                }
            }
            case Command.UpdateLinkState now -> clockSourceFollower.onLinkState(now);
        }
    }

    private void followStartStop(boolean playing, CommandContext context) {
        if (clockSourceFollower.source() != ClockSource.LINK
                || !clockSourceFollower.state().link().startStop()) {
            return;
        }
        if (playing) {
            transport.start(context);
        } else {
            transport.stop(context);
        }
    }

    private void switchTo(ClockSource source, CommandContext context) {
        if (source == ClockSource.NODE) {
            clockSourceFollower.node().require();
        }
        if (source == ClockSource.LINK) {
            join(OnOffToggle.ON, context);
        }
        clockSourceFollower.switchTo(source, context);
    }

    /** Leaving the Link session while it is the clock source makes the own clock the source. */
    private void join(OnOffToggle joined, CommandContext context) {
        ClockState.Link link = clockSourceFollower.state().link();
        boolean on = joined.from(link.enabled());
        if (!on && clockSourceFollower.source() == ClockSource.LINK) {
            clockSourceFollower.switchTo(ClockSource.INTERNAL, context);
        }
        clockSourceFollower.link().setJoined(OnOffToggle.of(on), link, context);
        clockSourceFollower.set(
                clockSourceFollower
                        .state()
                        .with(link.withEnabled(on))
                        .withPeers(on ? clockSourceFollower.state().peers() : 0));
    }
}
