package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.text;
import static io.downbeat.address.ValueToOscArguments.texts;
import static io.downbeat.address.ValueToOscArguments.whole;

import io.downbeat.address.arguments.SubscribeArguments;
import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.SessionView.OfferedSurface;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/** Subscriptions and other requests of clients, and the program itself. */
final class ClientAddresses {

    private ClientAddresses() {}

    static void add(
            AddressTableBuilder rows,
            SubscribeArguments arguments,
            String version,
            String quitToken) {
        rows.at("/subscribe").firesWithOwnArguments(call -> arguments.subscribe(call.sent()));
        rows.at("/unsubscribe").firesWithOwnArguments(call -> arguments.unsubscribe(call.sent()));
        rows.at("/refresh").firesWithOwnArguments(call -> arguments.refresh(call.sent()));
        rows.at("/respond")
                .reads((view, at) -> whole(0))
                .setsForSender(call -> new Command.Respond(call.whole(0), call.has(1)));
        rows.at("/ping").fires(call -> new Command.Ping(List.copyOf(call.sent())));
        rows.at("/monitor").fires(call -> new Command.Monitor());
        rows.at("/version").reads((view, at) -> text(version));
        rows.at("/clients").reads((view, at) -> whole(view.view().clients().size()));
        rows.at("/clients/list").reads((view, at) -> texts(clientsAndOffers(view.view())));
        rows.at("/clients/add").firesWithOwnArguments(call -> arguments.addSurface(call.sent()));
        rows.at("/quit").fires(call -> quit(call, quitToken));
    }

    /** A surface that already is a client is not offered. */
    private static List<String> clientsAndOffers(SessionView view) {
        return Stream.concat(
                        view.clients().stream(),
                        view.offeredSurfaces().stream()
                                .filter(surface -> !view.clients().contains(surface.destination()))
                                .map(OfferedSurface::entry))
                .toList();
    }

    private static Command quit(ResolvedMessage call, String token) {
        if (!isOnThisHost(call.from())) {
            throw notAllowed("the program is ended from its own host only");
        }
        if (token.isEmpty() || !isEqual(token, call.text(0))) {
            throw notAllowed("the token is another; it lies in the state folder");
        }
        return new Command.Quit();
    }

    private static boolean isOnThisHost(RequestSender from) {
        try {
            return Peer.parse(from.text()).isLoopback();
        } catch (IllegalArgumentException notAPeer) {
            return false;
        }
    }

    /** Takes the same time wherever the texts differ, so that a client cannot guess the token. */
    private static boolean isEqual(String token, String sent) {
        return MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal notAllowed(String why) {
        return new Refusal(Refusal.Code.NOT_ALLOWED, why);
    }
}
