package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.sync.ClockSync;
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
final class ClockCommandHandler {

    private final Transport transport;
    private final ClockSync clockSync;
    private final TransportControl transportControl;
    private final Decks decks;

    ClockCommandHandler(
            Transport transport,
            ClockSync clockSync,
            TransportControl transportControl,
            Decks decks) {
        this.transport = transport;
        this.clockSync = clockSync;
        this.transportControl = transportControl;
        this.decks = decks;
    }

    void handle(Command.ClockCommand command, CommandContext context) {
        ClockState state = clockSync.state();
        ClockState.Link link = state.link();
        switch (command) {
            case Command.ShiftBeats(var quarters) -> transportControl.shift(quarters, context);
            case Command.SetClockSource(var source) -> switchTo(source, context);
            case Command.SetClockOffset(var millis) -> clockSync.set(state.withOffset(millis));
            case Command.SetFreewheel(var bars) -> clockSync.set(state.withFreewheel(bars));
            case Command.JoinLink(var joined) -> join(joined, context);
            case Command.ShareStartStop(var shared) -> {
                boolean startStop = shared.from(link.startStop());
                clockSync.link().request(new LinkRequest.ShareStartStop(startStop), context);
                clockSync.set(state.with(link.withStartStop(startStop)));
            }
            case Command.LeadLink(var leads) ->
                    clockSync.set(state.with(link.withLead(leads.from(link.lead()))));
            case Command.FollowLinkStartStop(var playing) -> followStartStop(playing, context);
        }
    }

    void handle(Command.ClockReport report, CommandContext context) {
        switch (report) {
            case Command.ReceivePulse pulse -> {
                if (clockSync.onPulse(pulse, context)) {
                    decks.retime(context.atBeat(transport.state().positionAt(context.host())));
                }
            }
            case Command.UpdateLinkState now -> clockSync.onPulse(now);
        }
    }

    private void followStartStop(boolean playing, CommandContext context) {
        if (clockSync.source() != ClockSource.LINK || !clockSync.state().link().startStop()) {
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
            clockSync.node().require();
        }
        if (source == ClockSource.LINK) {
            join(OnOffToggle.ON, context);
        }
        clockSync.switchTo(source, context);
    }

    /** Leaving the Link session while it is the clock source makes the own clock the source. */
    private void join(OnOffToggle joined, CommandContext context) {
        ClockState.Link link = clockSync.state().link();
        boolean on = joined.from(link.enabled());
        if (!on && clockSync.source() == ClockSource.LINK) {
            clockSync.switchTo(ClockSource.INTERNAL, context);
        }
        clockSync.link().setJoined(OnOffToggle.of(on), link, context);
        clockSync.set(
                clockSync
                        .state()
                        .with(link.withEnabled(on))
                        .withPeers(on ? clockSync.state().peers() : 0));
    }
}
