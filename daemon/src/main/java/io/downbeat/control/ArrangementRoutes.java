package io.downbeat.control;

/** The contract's table "Recording into an arrangement". */
final class ArrangementRoutes {
    private ArrangementRoutes() {}

    static void bind(Routes routes) {
        routes.notYet(
                "/record",
                "/record/quantize",
                "/record/mode",
                "/record/punch",
                "/arrangement/play",
                "/arrangement/stop",
                "/arrangement/clear",
                "/arrangement/position",
                "/arrangement/loop",
                "/arrangement/loop/range",
                "/arrangement/return",
                "/track/{n}/arrangement/return",
                "/arrangement/export");
    }
}
