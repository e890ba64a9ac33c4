package io.downbeat.link;

import java.util.Optional;

/**
 * Which starts and stops this program follows: those of its session that come while sync is on.
 * What was commanded before is passed on to others but never followed. Not thread safe.
 */
final class StartStops {

    private record Followed(StartStop command, long number, boolean ours) {}

    private boolean sync;
    private long commands;
    private Optional<Followed> last = Optional.empty();

    void sync(boolean on) {
        sync = on;
        if (!on) {
            leave();
        }
    }

    boolean isSync() {
        return sync;
    }

    /** The session has taken a command. */
    void take(StartStop command, boolean ours) {
        if (sync) {
            commands++;
            last = Optional.of(new Followed(command, commands, ours));
        }
    }

    /** Another session has commanded nothing yet. */
    void leave() {
        last = Optional.empty();
    }

    /** The last command, on the host's clock. */
    Optional<Playing> playing(Membership self) {
        return last.map(followed ->
                new Playing(
                        followed.command().playing(),
                        self.offset().host(self.timeline().momentOf(followed.command().beat())),
                        followed.number(),
                        followed.ours()));
    }
}
