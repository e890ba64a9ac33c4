package io.downbeat.link.peer;

import io.downbeat.link.wire.StartStop;

import java.util.Optional;

/**
 * The starts and stops of the Link session that this program follows: those that arrive while
 * start/stop sync is on. Earlier ones are passed on to other peers but not followed.
 */
public final class StartStopSyncFilter {

    private record FollowedCommand(StartStop command, long number, boolean ours) {}

    private boolean setSync;
    private long commands;
    private Optional<FollowedCommand> last = Optional.empty();

    public void setSync(boolean on) {
        setSync = on;
        if (!on) {
            reset();
        }
    }

    boolean isSync() {
        return setSync;
    }

    /** The session has a new command. */
    void onCommand(StartStop command, boolean ours) {
        if (setSync) {
            commands++;
            last = Optional.of(new FollowedCommand(command, commands, ours));
        }
    }

    /** Another session was joined, without a command so far. */
    void reset() {
        last = Optional.empty();
    }

    /** The last command, on the host clock. */
    Optional<StartStopOnHostClock> lastCommand(OwnPeerAndSession self) {
        return last.map(followedCommand ->
                new StartStopOnHostClock(
                        followedCommand.command().playing(),
                        self.offset()
                                .host(self.timeline().momentOf(followedCommand.command().beat())),
                        followedCommand.number(),
                        followedCommand.ours()));
    }
}
