package io.downbeat.app;

import io.downbeat.address.SessionViewAtTime;
import io.downbeat.clock.HostClock;
import io.downbeat.net.HttpBody;
import io.downbeat.net.HttpGetReply;
import io.downbeat.net.HttpGetRequest;
import io.downbeat.net.StaticFiles;
import io.downbeat.oscquery.HostInfo;
import io.downbeat.oscquery.OscQuery;
import io.downbeat.oscquery.OscQueryResponse;
import io.downbeat.session.view.SessionView;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Answers GET requests: the files of the page, and OSCQuery for everything else. At {@code /}, a
 * client that prefers the page gets it. Thread safe.
 */
final class HttpAnswers {
    private static final String NAME = "Downbeat";
    private static final String PAGE_FOLDER = "io/downbeat/browser";

    private final int oscPort;
    private final OscQuery oscQuery;
    private final Supplier<SessionView> view;
    private final HostClock clock;
    private final Consumer<SessionViewAtTime> onRead;

    private @Nullable StaticFiles page;

    /**
     * @param oscPort the UDP port, for those who ask how to reach this program
     * @param view the present session; asked on the threads of the connections
     * @param onRead is given each view that OSCQuery answers from, on the same threads
     */
    HttpAnswers(
            int oscPort,
            OscQuery oscQuery,
            Supplier<SessionView> view,
            HostClock clock,
            Consumer<SessionViewAtTime> onRead) {
        this.oscPort = oscPort;
        this.oscQuery = oscQuery;
        this.view = view;
        this.clock = clock;
        this.onRead = onRead;
    }

    HttpGetReply answer(HttpGetRequest ask) {
        return page(ask).orElseGet(() -> oscQuery(ask));
    }

    /** The page is at {@code /} only for a client that prefers it: OSCQuery has its root there. */
    private Optional<HttpGetReply> page(HttpGetRequest ask) {
        boolean isRoot = ask.path().equals("/");
        boolean isForOscQuery =
                ask.query().equals(OscQuery.HOST_INFO)
                        || (isRoot && (!ask.query().isEmpty() || !ask.accept().prefersPage()));
        return isForOscQuery ? Optional.empty() : pageFiles().reply(ask);
    }

    /** Reads the files at the first request, so that the start of the program is not delayed. */
    private synchronized StaticFiles pageFiles() {
        StaticFiles read = page;
        if (read == null) {
            read = StaticFiles.below(PAGE_FOLDER);
            page = read;
        }
        return read;
    }

    private HttpGetReply oscQuery(HttpGetRequest ask) {
        var present = new SessionViewAtTime(view.get(), clock.now());
        onRead.accept(present);
        OscQueryResponse reply =
                oscQuery.answer(
                        ask.path(),
                        ask.query(),
                        present,
                        () ->
                                new HostInfo(
                                        NAME,
                                        ask.reachedHost(),
                                        oscPort,
                                        ask.reachedAt().getPort()));
        return reply.status() == 204
                ? new HttpGetReply(204, Map.of(), HttpBody.NONE)
                : HttpGetReply.of(
                        reply.status(), reply.contentType(), new HttpBody.Parts(reply.parts()));
    }
}
