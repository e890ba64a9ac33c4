package io.downbeat.app;

import io.downbeat.net.HttpBody;
import io.downbeat.net.HttpGetReply;
import io.downbeat.net.HttpGetRequest;
import io.downbeat.net.StaticFiles;
import io.downbeat.oscquery.HostInfo;
import io.downbeat.oscquery.OscQueryResponse;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Answers GET requests: the files of the page, and OSCQuery for everything else. At {@code /}, a
 * client that accepts HTML gets the page. Thread safe.
 */
final class HttpAnswers {
    private static final String NAME = "Downbeat";
    private static final String PAGE_FOLDER = "io/downbeat/browser";
    private static final String HTML = "text/html";

    private final int oscPort;

    private @Nullable StaticFiles page;

    HttpAnswers(int oscPort) {
        this.oscPort = oscPort;
    }

    HttpGetReply answer(HttpGetRequest ask) {
        return page(ask).orElseGet(() -> oscQuery(ask));
    }

    /**
     * The page is at {@code /} only for a client that asks for HTML: OSCQuery has its root there.
     */
    private Optional<HttpGetReply> page(HttpGetRequest ask) {
        boolean isRoot = ask.path().equals("/");
        return isRoot && (!ask.query().isEmpty() || !ask.accept().contains(HTML))
                ? Optional.empty()
                : pageFiles().reply(ask);
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
        OscQueryResponse reply =
                OscQueryResponse.to(
                        ask.path(),
                        ask.query(),
                        () -> new HostInfo(NAME, ask.reachedHost(), oscPort, List.of()));
        return HttpGetReply.of(reply.status(), reply.contentType(), HttpBody.of(reply.body()));
    }
}
