package io.downbeat.app;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;

import java.util.List;

/** Puts fingers on the page and moves them, as a touch screen tells the browser of them. */
final class TouchScreenInput {

    /** A place on the page, in CSS pixels. */
    record Place(double x, double y) {

        static Place middleOf(Locator element) {
            BoundingBox box = element.boundingBox();
            return new Place(box.x + box.width / 2, box.y + box.height / 2);
        }

        Place plus(double right, double down) {
            return new Place(x + right, y + down);
        }
    }

    /** The parts of a movement, and the milliseconds of each. */
    private static final int STEPS = 10;

    private static final int STEP_MILLIS = 20;

    private final Page page;
    private final CDPSession browser;

    TouchScreenInput(Page page) {
        this.page = page;
        browser = page.context().newCDPSession(page);
    }

    void down(Place... places) {
        touch("touchStart", places);
    }

    void moveTo(Place... places) {
        touch("touchMove", places);
    }

    /** All come up. */
    void up() {
        touch("touchEnd");
    }

    /** One comes down, moves in a line, and comes up. */
    void swipe(Place from, double right, double down) {
        down(from);
        for (int step = 1; step <= STEPS; step++) {
            moveTo(from.plus(right * step / STEPS, down * step / STEPS));
            page.waitForTimeout(STEP_MILLIS);
        }
        up();
    }

    private void touch(String type, Place... places) {
        var points = new JsonArray();
        for (Place place : List.of(places)) {
            var point = new JsonObject();
            point.addProperty("x", place.x());
            point.addProperty("y", place.y());
            point.addProperty("id", points.size());
            points.add(point);
        }
        var event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        browser.send("Input.dispatchTouchEvent", event);
    }
}
