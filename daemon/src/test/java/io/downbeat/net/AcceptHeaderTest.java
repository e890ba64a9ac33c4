package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
                "text/html, text/*;q=0.5, image/*",
                "TEXT/HTML",
                "text/html;q=0.9, application/json;q=0.8",
            })
    void aBrowserPrefersThePage(String accept) {
        assertTrue(new AcceptHeader(accept).prefersPage(), accept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "application/json, text/html;q=0.5",
                "application/json, text/html",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "text/html;q=oops, application/json",
                "text/htmlx",
            })
    void aProgramGetsJson(String accept) {
        assertFalse(new AcceptHeader(accept).prefersPage(), accept);
    }
}
