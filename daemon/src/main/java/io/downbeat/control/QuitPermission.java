package io.downbeat.control;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Who may end the program: whoever sends the token, from this host.
 *
 * @param token never empty where the program may be ended at all
 */
record QuitPermission(String token) {

    /** Throws {@link Refusal} for another token, or from another host. */
    Command command(MethodCall call) {
        if (!HostMatcher.isOnThisHost(call.from().origin())) {
            throw refused("the program is ended from its own host only");
        }
        if (token.isEmpty() || !isToken(call.text(0))) {
            throw refused("the token is another; it lies in the state folder");
        }
        return new Command.Quit();
    }

    private boolean isToken(String sent) {
        return MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal refused(String why) {
        return new Refusal(Refusal.Code.NOT_ALLOWED, why);
    }
}
